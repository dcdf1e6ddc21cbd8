import type { PreviewGame } from "@babyfoot/contract";
import {
  type CleanRow,
  cleaner,
  type Reading,
  rowFindings,
  stagedRow,
  type Tallier,
} from "@babyfoot/history";
import { asidesOf } from "./asides.ts";
import { storable } from "./copy-text.ts";
import { copyInto } from "./copying.ts";
import { rowsOfFile } from "./file-rows.ts";
import type { Job } from "./job.ts";
import { rowText } from "./staged-text.ts";

const SHOWN_ROWS = 200;
/** An index of the database holds no longer ones. */
const LONGEST_ID = 200;

const isNone = (id: string | null): boolean =>
  id !== null && (id.length > LONGEST_ID || storable(id) !== id);

/** A row whose ids the database cannot hold has no key. */
const withSaneKey = (row: CleanRow): CleanRow =>
  isNone(row.gameId) || isNone(row.playerId) ? { ...row, gameId: null, playerId: null } : row;

const shown = (row: CleanRow): PreviewGame => ({
  row: row.row + 1,
  cells: row.cells.map(({ header, raw, value, certainty, rule }) => ({
    column: header,
    raw,
    value: value === null ? null : String(value),
    certainty,
    rule,
  })),
});

/** The second pass: cleans every row and puts it where it waits for its game. Answers what became of the first rows. */
export async function cleanFile(
  { db, id, worker, progress, clients: [client] }: Job,
  reading: Reading,
  tally: Tallier,
): Promise<PreviewGame[]> {
  const clean = cleaner(reading);
  const waiting = copyInto(client, "import_rows", ["worker", "game", "said"]);
  const first: PreviewGame[] = [];
  let seen = 0;
  for await (const { rows } of rowsOfFile(db, id)) {
    for (const told of rows) {
      const row = withSaneKey(clean(told));
      tally.row(row);
      if (first.length < SHOWN_ROWS) first.push(shown(row));
      const staged = stagedRow(row);
      if (staged !== null)
        waiting.add([worker, staged.gameId, rowText({ ...staged, asides: asidesOf(row.aside) })]);
    }
    seen += rows.length;
    progress.at("cleaning", seen, seen / reading.rows);
    await waiting.flush();
  }
  await waiting.end();
  return first;
}

/** Every cell that was not kept, and every row that has no place. */
export const tellRow = (row: CleanRow) => rowFindings(withSaneKey(row));
