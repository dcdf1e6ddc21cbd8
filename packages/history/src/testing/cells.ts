import type { Verdict } from "../certainty.ts";
import type { Value } from "../clean/row.ts";
import { columnsOf } from "../columns/columns.ts";
import { csv, wholeOf } from "./whole.ts";

/** What each text of one column is read as, in a file that holds these texts and no others in it. */
export function readColumn(header: string, texts: readonly string[]): Verdict<Value>[] {
  const body = texts.map((text, at) => [`G${String(at).padStart(4, "0")}`, "P1", text]);
  const { rows } = wholeOf(csv([["game_id", "player_id", header], ...body]));
  return rows.map(({ cells: [, , cell] }) => {
    if (cell === undefined) throw new Error("Every row has a third cell.");
    const { value, certainty, rule } = cell;
    return { value, certainty, rule };
  });
}

/** `value certainty`, for short. */
export const short = (verdicts: readonly Verdict<Value>[]): string[] =>
  verdicts.map(({ value, certainty }) => `${value} ${certainty}`);

/** One text alone in its column. */
export const readOne = (header: string, text: string): string =>
  short(readColumn(header, [text]))[0] ?? "";

/** Our columns that a header names. */
export const columnsNamed = (header: readonly string[]) =>
  columnsOf(header).map(({ column }) => column);
