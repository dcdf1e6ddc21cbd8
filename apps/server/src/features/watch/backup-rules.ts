import type { BackupRow } from "../backups/backups.service.ts";
import type { Seen } from "./seen.ts";

type Backed = Pick<Seen, "backups" | "now">;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A place where nothing was tried for so long, while others were, is no longer used. */
const USED_FOR_MS = 30 * DAY_MS;
/** Of a place that was given up after a failure that failure says nothing any more; lateness does. */
const FAILURE_FOR_MS = 8 * DAY_MS;

/** Hours since the last scheduled backup that went well, in each repository that is used. */
export function hoursByRepository({ backups, now }: Backed): ReadonlyMap<string, number> {
  const isScheduled = ({ kind, repository }: BackupRow): boolean =>
    kind !== "dump" || backups.nightlyDumps.includes(repository);
  const tried = backups.lastTried.filter(isScheduled);
  const newest = Math.max(...tried.map(({ started_at }) => started_at.getTime()));
  const used = tried.filter(({ started_at }) => newest - started_at.getTime() <= USED_FOR_MS);
  const repositories = [...new Set(used.map(({ repository }) => repository))];
  const lastOf = (name: string): number => {
    const isHere = ({ repository }: BackupRow): boolean => repository === name;
    const good = backups.lastGood.filter(isScheduled).filter(isHere);
    return good.length > 0
      ? Math.max(...good.map(({ finished_at }) => finished_at.getTime()))
      : Math.min(...used.filter(isHere).map(({ started_at }) => started_at.getTime()));
  };
  return new Map(repositories.map((name) => [name, (now - lastOf(name)) / HOUR_MS]));
}

/** Those of the repository where that is longest ago. */
export function hoursSinceBackup(seen: Backed): number | null {
  const hours = [...hoursByRepository(seen).values()];
  return hours.length === 0 ? null : Math.max(...hours);
}

/** Repositories whose newest try of late has failed. */
export const failedRepositories = ({ backups, now }: Backed): string[] =>
  newestByRepository(backups.lastTried)
    .filter(({ ok, finished_at }) => !ok && now - finished_at.getTime() <= FAILURE_FOR_MS)
    .map(({ repository }) => repository);

/** The newest try in each place. */
function newestByRepository(rows: readonly BackupRow[]): BackupRow[] {
  const newest = new Map<string, BackupRow>();
  for (const row of rows) {
    const known = newest.get(row.repository);
    if (known === undefined || known.finished_at < row.finished_at) newest.set(row.repository, row);
  }
  return [...newest.values()];
}
