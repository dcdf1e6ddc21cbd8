import type { DeviceEvent } from "@babyfoot/contract";
import type { LogEntry } from "../play/play.service.ts";
import type { Boot } from "./boots.queries.ts";
import type { SeenRanges } from "./seen-ranges.ts";

/** So many events at the most are read back from the log when a process meets a run it does not remember. */
const UNWRITTEN_AT_MOST = 64;

interface News {
  fresh: readonly DeviceEvent[];
  entries: readonly LogEntry[];
  refusals: readonly unknown[];
}

/**
 * Whether the log tells all that is new of a run, so that its row need not be written with every goal: its new events
 * follow the newest without a gap, and all of them are in the log. What the offset of a clock has become smaller by, the
 * next call measures again.
 */
export function followsFromLog(
  before: Boot,
  now: Boot,
  { fresh, entries, refusals }: News,
): boolean {
  if (before.unwritten === null || refusals.length > 0 || fresh.length !== entries.length)
    return false;
  if (before.unwritten + entries.length > UNWRITTEN_AT_MOST) return false;
  return (
    isContinued(before.seen, now.seen, entries.length) &&
    isNoLater(before.clockOffsetMs, now.clockOffsetMs) &&
    isNoLater(before.wallOffsetMs, now.wallOffsetMs)
  );
}

/** Whether the last range has become longer by so many numbers, and nothing else is new. */
function isContinued(before: SeenRanges, now: SeenRanges, count: number): boolean {
  const [last, longer] = [before.at(-1), now.at(-1)];
  if (last === undefined || longer === undefined || before.length !== now.length) return false;
  return last[0] === longer[0] && last[1] + count === longer[1];
}

const isNoLater = (before: number | null, now: number | null): boolean =>
  before === now || (before !== null && now !== null && now < before);
