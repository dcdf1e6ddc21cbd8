import type { CsvRow } from "../clean/row.ts";
import type { Column, FileColumn } from "../columns/column.ts";
import { parseId } from "../values/ids.ts";
import { seasonOfBothYears } from "../values/seasons.ts";
import { tidied } from "../values/tidy.ts";
import { type Fingerprint, fingerprintOf } from "./fingerprint.ts";
import { dateLearning } from "./learn-dates.ts";
import { durationLearning } from "./learn-durations.ts";
import { learnIds } from "./learn-ids.ts";
import { isLabelColumn, labelLearning } from "./learn-labels.ts";
import { namesShared, peopleLearning } from "./learn-people.ts";
import { scorePairLearning } from "./learn-score-pairs.ts";
import type { Reading } from "./reading.ts";
import { type TextCounts, textCounts } from "./text-counts.ts";

/** The first pass: sees every row once, in any order, and tells how the file is to be read. */
export interface Learner {
  row(row: CsvRow): void;
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
  const gamePrint = GAME_PRINT.map(placeOf).filter((at) => at >= 0);
  let rows = 0;

  return {
    row(row) {
      rows += 1;
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

/** Ids as a cleaner sees them; of those that tidying makes one, the one that needed none says what it tells of. */
function tidiedIds(ids: ReadonlyMap<string, Fingerprint>): Map<string, Fingerprint> {
  const clean = new Map<string, Fingerprint>();
  for (const [raw, print] of ids) {
    const { text } = tidied(raw);
    if (text !== "" && (text === raw || !clean.has(text))) clean.set(text, print);
  }
  return clean;
}

type LearntFromTexts = Pick<
  Reading,
  "dates" | "recorded" | "durations" | "possession" | "seasons" | "labels" | "usualSides"
>;

interface LearntTexts {
  readonly columns: readonly { readonly place: number; readonly counts: TextCounts }[];
  habits(): LearntFromTexts;
}

/** What is learnt from the different texts of single columns. */
function learntTexts(fileColumns: readonly FileColumn[]): LearntTexts {
  const [dates, recorded] = [dateLearning(), dateLearning()];
  const [durations, possession] = [durationLearning(), durationLearning()];
  const labels = labelLearning();
  const told: Record<string, number> = {};
  const sides = new Map<string, number>();
  const takers: Partial<Record<Column, (text: string, count: number) => void>> = {
    date: dates.see,
    recorded_at: recorded.see,
    duration_seconds: durations.see,
    possession_seconds: possession.see,
    season: (text, count) => {
      const season = seasonOfBothYears(text);
      if (typeof season === "string") told[season] = (told[season] ?? 0) + count;
    },
    team: (text, count) => sides.set(text, (sides.get(text) ?? 0) + count),
  };
  const columns = fileColumns.flatMap(({ column }, place) => {
    if (column === null) return [];
    const take = isLabelColumn(column)
      ? (text: string, count: number) => labels.see(column, text, count)
      : takers[column];
    return take === undefined ? [] : [{ place, counts: textCounts(take) }];
  });
  return {
    columns,
    habits: () => ({
      dates: dates.habits(),
      recorded: recorded.habits(),
      durations: durations.habits(),
      possession: possession.habits(),
      seasons: { told },
      labels: labels.habits(),
      usualSides: usual(sides),
    }),
  };
}

const USUAL = 0.2;

/** Texts that at least one row in five has. */
function usual(counts: ReadonlyMap<string, number>): string[] {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts].filter(([, count]) => count >= USUAL * all).map(([text]) => text);
}
