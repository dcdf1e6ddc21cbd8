/** What other features may use of play: the one way to write a table's log. */
export type { Head } from "./head.ts";
export {
  believedRevision,
  type HeadRow,
  headsOf,
  LOCKED_HEAD,
  lockHeads,
  touchHeads,
} from "./heads.ts";
export type { LogEntry } from "./log-entry.ts";
export { changeLineup as seatPlayers } from "./open-match.ts";
export { playEntries } from "./play-entries.ts";
