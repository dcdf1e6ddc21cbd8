import type { Match, Table } from "@babyfoot/contract";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useLastEnded } from "../../../shared/live/use-live.ts";

/** A result stays on the screen this long, unless the next match begins. */
export const RESULT_MS = 90_000;

/** The match a screen shows: the running one, or the one that has just ended. */
export function shownMatch(
  running: Match | null,
  last: Match | undefined,
  now: number,
): Match | null {
  if (running) return running;
  if (last?.status !== "finished" || last.finishedAt === null) return null;
  return now - Date.parse(last.finishedAt) < RESULT_MS ? last : null;
}

export function useShownMatch(table: Table): Match | null {
  return shownMatch(table.currentMatch, useLastEnded(table.id), useNow(5000));
}
