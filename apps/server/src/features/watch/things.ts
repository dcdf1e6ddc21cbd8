import { z } from "zod";
import { isKnown } from "./judge.ts";
import type { Rule, Thing } from "./rules.ts";

/** One that is beyond, and since when without a break. */
export interface Lasting extends Thing {
  since: Date;
}

export const lastingSchema = z.array(
  z.object({ id: z.string(), name: z.string(), since: z.coerce.date() }),
);

interface Before {
  things: readonly Lasting[];
  judgedAt: Date;
}

/** Those that are beyond now, each once, with since when. */
export function lastingThings(
  things: readonly Thing[],
  { before, now }: { before: Before | undefined; now: Date },
): Lasting[] {
  const known = before !== undefined && isKnown(before, now) ? before.things : [];
  const since = new Map(known.map((thing) => [thing.id, thing.since]));
  const each = new Map(things.map((thing) => [thing.id, thing]));
  return [...each.values()].map((thing) => ({ ...thing, since: since.get(thing.id) ?? now }));
}

/** The first of a firing; that more have joined; that it lasts. */
export type Telling = "first" | "more" | "again";

interface Situation {
  episode: { told: number; toldAt: Date | null; toldOf: readonly string[] };
  things: readonly Lasting[];
  moreToldAt: Date | null;
  now: Date;
}

/** Whoever has not mended it by then hears of it again. */
const AGAIN_AFTER_MS = 24 * 3_600_000;
/** Whatever joins in between is told of together. */
const MORE_AFTER_MS = 3_600_000;

/** What is to be told now of a rule that fires, and which things the reader has not heard of in this firing. */
export function dueTelling(
  rule: Pick<Rule, "forSeconds">,
  { episode, things, moreToldAt, now }: Situation,
): { telling: Telling | null; joined: readonly Lasting[] } {
  const { toldAt, toldOf } = episode;
  if (toldAt === null) return { telling: "first", joined: [] };
  const since = (date: Date): number => now.getTime() - date.getTime();
  const joined = toldWithoutThings(episode)
    ? []
    : things.filter(
        (thing) => !toldOf.includes(thing.id) && since(thing.since) >= rule.forSeconds * 1_000,
      );
  if (since(toldAt) >= AGAIN_AFTER_MS) return { telling: "again", joined };
  const isDue = joined.length > 0 && (moreToldAt === null || since(moreToldAt) >= MORE_AFTER_MS);
  return { telling: isDue ? "more" : null, joined };
}

/** By a release that did not keep of what it told: nothing there is then may be taken for new. */
export const toldWithoutThings = ({ told, toldOf }: Situation["episode"]): boolean =>
  told > 0 && toldOf.length === 0;
