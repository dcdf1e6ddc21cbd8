import type { Tally } from "./tally.ts";

/** A question that the file cannot answer: `no_time_of_day` (peak hours), or a column that is absent or says nothing. */
export interface Unanswered {
  readonly code: "no_time_of_day" | "column_absent" | "column_empty";
  readonly column: string;
}

/** What cannot be asked of the file. */
export function unanswered(_tally: Tally): Unanswered[] {
  throw new Error("to come");
}
