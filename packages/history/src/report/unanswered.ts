import type { Column } from "../columns/column.ts";
import type { Tally } from "./tally.ts";

/** What cannot be asked of a file: peak hours (`no_time_of_day`), or what a column would say that is absent or empty. */
export interface Unanswered {
  readonly code: "no_time_of_day" | "column_absent" | "column_empty";
  readonly column: Column;
}

/** Columns without which a question stays open. */
const ASKED: readonly Column[] = [
  "date",
  "table_id",
  "location",
  "duration_seconds",
  "score_red",
  "score_blue",
  "season",
  "team",
  "role",
  "goals",
  "own_goals",
  "assists",
  "saves",
  "player_name",
];

/** What cannot be asked of the file. */
export function unanswered(tally: Tally): Unanswered[] {
  const columns = Object.values(tally.columns);
  const open: Unanswered[] =
    tally.timedGames === 0 ? [{ code: "no_time_of_day", column: "time" }] : [];
  const hasPairs = columns.some(({ column }) => column === "score");
  for (const column of ASKED) {
    if (hasPairs && (column === "score_red" || column === "score_blue")) continue;
    const told = columns.find((one) => one.column === column);
    if (told === undefined) open.push({ code: "column_absent", column });
    else if (told.certainties.empty + told.certainties.refused === tally.rows) {
      open.push({ code: "column_empty", column });
    }
  }
  return open;
}
