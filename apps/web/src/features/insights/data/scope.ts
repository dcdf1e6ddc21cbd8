import { paths } from "../../../shared/navigation/paths.ts";

/** What is counted, as the address says it: everything, or a season, a venue, a period. */
export interface Scope {
  season?: string | undefined;
  venue?: string | undefined;
  /** Days, `2026-11-23`, both included. */
  from?: string | undefined;
  to?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function scopeOf(search: URLSearchParams): Scope {
  const text = (name: string) => search.get(name)?.trim() || undefined;
  const day = (name: string) => {
    const value = text(name);
    return value !== undefined && DAY.test(value) ? value : undefined;
  };
  return { season: text("season"), venue: text("venue"), from: day("from"), to: day("to") };
}

export const placeOfScope = (scope: Scope): string => paths.insights({ ...scope });

/** Whether a venue or a period was asked for, beyond a season. */
export function isNarrowed({ venue, from, to }: Scope): boolean {
  return venue !== undefined || from !== undefined || to !== undefined;
}

/** Whether the period ends before it begins: nothing lies in it. */
export const isBackwards = ({ from, to }: Pick<Scope, "from" | "to">): boolean =>
  from !== undefined && to !== undefined && to < from;

/** The name of a file with what was asked for, e.g. `buteurs-2023-2024`. */
export function fileNameOf(what: string, { season, from, to }: Scope): string {
  return [what, season, from, to]
    .filter((part) => part !== undefined)
    .join("-")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-");
}
