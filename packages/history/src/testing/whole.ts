import { cleaner, stagedRow } from "../clean/cleaner.ts";
import type { CleanRow, CsvRow, StagedRow } from "../clean/row.ts";
import { columnsOf, type Mapping } from "../columns/columns.ts";
import { csvReader } from "../csv/csv-reader.ts";
import { type Judgement, type JudgeOptions, judge } from "../judge/judge.ts";
import { learner } from "../learn/learner.ts";
import type { Reading } from "../learn/reading.ts";
import { tallier } from "../report/tallier.ts";
import type { Tally } from "../report/tally.ts";

/** A file after both passes. */
export interface Whole {
  readonly reading: Reading;
  readonly rows: readonly CleanRow[];
  readonly judgements: readonly Judgement[];
  readonly tally: Tally;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All rows of some bytes, handed over in pieces of `size`. */
export function rowsOf(bytes: Uint8Array, size = bytes.length || 1) {
  const reader = csvReader();
  const rows: CsvRow[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    for (const row of reader.push(bytes.subarray(at, at + size))) rows.push(row);
  }
  rows.push(...reader.end());
  const facts = reader.facts();
  if (facts === null) throw new Error("A file with rows has a header.");
  return { rows, facts };
}

/** Reads, learns, cleans and judges a whole file. The reading goes through JSON, as between processes. */
export function wholeOf(
  file: string | Uint8Array,
  options: JudgeOptions & { mapping?: Mapping } = {},
): Whole {
  const { rows: csvRows, facts } = rowsOf(typeof file === "string" ? bytesOf(file) : file);
  const learning = learner(columnsOf(facts.header, options.mapping), facts.delimiter);
  for (const row of csvRows) learning.row(row);
  const reading: Reading = JSON.parse(JSON.stringify(learning.reading()));
  const clean = cleaner(reading);
  const tallying = tallier(reading);
  const rows = csvRows.map(clean);
  for (const row of rows) tallying.row(row);
  const judgements = gamesOf(rows).map((game) => judge(reading, game, options));
  for (const judgement of judgements) tallying.judgement(judgement);
  return { reading, rows, judgements, tally: tallying.tally() };
}

export function gamesOf(rows: readonly CleanRow[]): StagedRow[][] {
  const games = new Map<string, StagedRow[]>();
  for (const row of rows) {
    const staged = stagedRow(row);
    if (staged === null) continue;
    const before = games.get(staged.gameId);
    if (before === undefined) games.set(staged.gameId, [staged]);
    else before.push(staged);
  }
  return [...games.values()];
}

/** A CSV of rows of cells; quotes where they are needed. */
export function csv(rows: readonly (readonly string[])[], delimiter = ",", newline = "\n"): string {
  const cell = (text: string) =>
    /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + newline).join("");
}
