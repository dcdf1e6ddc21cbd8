import type { CsvRow } from "../clean/row.ts";
import type { Column, FileColumn } from "../columns/column.ts";
import { HistoryError } from "../errors.ts";
import { parseId } from "../values/ids.ts";
import { tidied } from "../values/tidy.ts";
import { type Fingerprint, fingerprintOf } from "./fingerprint.ts";
import { learnIds } from "./learn-ids.ts";
import { namesShared, peopleLearning } from "./learn-people.ts";
import { scorePairLearning } from "./learn-score-pairs.ts";
import { learntTexts } from "./learn-texts.ts";
import type { Reading } from "./reading.ts";

/** The first pass: sees every row once, in any order, and tells how the file is to be read. */
export interface Learner {
  row(row: CsvRow): void;
  /** Throws `header_too_short` where most rows have more cells than the header. */
  reading(): Reading;
}

/** What rows of one game agree on; ids are compared by it. */
const GAME_PRINT: readonly Column[] = [
  "date",
  "table_id",
  "location",
  "duration_seconds",
  "score_red",
  "score_blue",
];

/** Fewer columns prove nothing. */
const FEWEST_PRINTED = 3;

/** A learner of a file with these columns, whose cells are apart by `delimiter`. */
export function learner(columns: readonly FileColumn[], delimiter = ","): Learner {
  const placeOf = (column: Column) => columns.findIndex((one) => one.column === column);
  const cellAt = (row: CsvRow, place: number) => row.cells[place] ?? "";
  const texts = learntTexts(columns);
  const [gameIds, playerIds] = [new Map<string, Fingerprint>(), new Map<string, Fingerprint>()];
  const people = peopleLearning();
  const pairs = scorePairLearning();
  const [game, player] = [placeOf("game_id"), placeOf("player_id")];
  const [name, canonical] = [placeOf("player_name"), placeOf("canonical_name")];
  const known = canonical === -1 ? name : canonical;
  const winner = placeOf("winner");
  const scores = (["score", "score_red", "score_blue"] as const)
    .map(placeOf)
    .filter((at) => at >= 0);
  const printed = GAME_PRINT.map(placeOf).filter((at) => at >= 0);
  const gamePrint = printed.length < FEWEST_PRINTED ? [] : printed;
  let [rows, longRows] = [0, 0];

  return {
    row(row) {
      rows += 1;
      if (hasMoreCells(row, columns.length)) longRows += 1;
      for (const { place, counts } of texts.columns) counts.add(cellAt(row, place));
      for (const place of scores) pairs.see(cellAt(row, place), cellAt(row, winner));
      const gameId = cellAt(row, game);
      if (!gameIds.has(gameId)) {
        gameIds.set(gameId, fingerprintOf(gamePrint.map((at) => cellAt(row, at))));
      }
      const playerId = cellAt(row, player);
      if (!playerIds.has(playerId)) playerIds.set(playerId, fingerprintOf([cellAt(row, known)]));
      people.see(playerId, cellAt(row, name), cellAt(row, canonical));
    },
    reading() {
      if (longRows * 2 > rows) {
        const message = "Most rows have more cells than the header: which is which is not known.";
        throw new HistoryError("header_too_short", message);
      }
      for (const { counts } of texts.columns) counts.flush();
      const habits = learnIds(tidiedIds(playerIds));
      const names = people.names((written) => {
        const { text } = tidied(written);
        return parseId(text, habits).value ?? text;
      });
      return {
        version: 1,
        columns,
        rows,
        delimiter,
        ...texts.habits(),
        scorePairs: pairs.counts(),
        gameIds: learnIds(tidiedIds(gameIds)),
        playerIds: habits,
        names,
        sharedNames: namesShared(names),
      };
    },
  };
}

const hasMoreCells = ({ cells }: CsvRow, width: number): boolean =>
  cells.length > width && cells.slice(width).some((text) => text.trim() !== "");

/** Ids as a cleaner sees them; of those that tidying makes one, the one that needed none says what it tells of. */
function tidiedIds(ids: ReadonlyMap<string, Fingerprint>): Map<string, Fingerprint> {
  const clean = new Map<string, Fingerprint>();
  for (const [raw, print] of ids) {
    const { text } = tidied(raw);
    if (text !== "" && (text === raw || !clean.has(text))) clean.set(text, print);
  }
  return clean;
}
