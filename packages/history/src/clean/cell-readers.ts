import { changed, empty, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { Column, FileColumn } from "../columns/column.ts";
import type { LabelColumn, Reading } from "../learn/reading.ts";
import { MOST, parseCount } from "../values/counts.ts";
import { parseDate } from "../values/dates.ts";
import { parseDuration } from "../values/durations.ts";
import { parseId } from "../values/ids.ts";
import { parseInstant } from "../values/instants.ts";
import { parseLabel } from "../values/labels.ts";
import { withoutMojibake } from "../values/mojibake.ts";
import { parseName } from "../values/names.ts";
import { parseRating } from "../values/ratings.ts";
import { parseRole } from "../values/roles.ts";
import { pairOrder, parseScore, parseScorePair } from "../values/scores.ts";
import { parseSeason } from "../values/seasons.ts";
import { parseSide, parseWinner } from "../values/sides.ts";
import { isBlank, tidied, withoutGuard } from "../values/tidy.ts";
import { parseTime } from "../values/times.ts";
import { parseYesNo } from "../values/yes-no.ts";
import type { Value } from "./row.ts";

/** Reads the tidied text of a cell of one column. */
type Parse = (text: string) => Verdict<Value>;

type Parsers = Readonly<Record<Column, (reading: Reading, unit: FileColumn["unit"]) => Parse>>;

const count = (most: number) => (): Parse => (text) => parseCount(text, most);
const label =
  (column: LabelColumn) =>
  ({ labels }: Reading): Parse => {
    const habits = labels[column] ?? {};
    return (text) => parseLabel(text, habits);
  };
const score = ({ scorePairs }: Reading): Parse => {
  const order = pairOrder(scorePairs);
  return (text) => parseScore(text, order);
};
/** Texts that are nobody's but the writer's. */
const free = (): Parse => kept;

const PARSERS: Parsers = {
  game_id: (reading) => (text) => parseId(text, reading.gameIds),
  player_id: (reading) => (text) => parseId(text, reading.playerIds),
  date: (reading) => (text) => parseDate(text, reading.dates),
  time: () => parseTime,
  location: label("location"),
  table_id: label("table_id"),
  ball_type: label("ball_type"),
  table_condition: label("table_condition"),
  recorded_by: label("recorded_by"),
  duration_seconds: (reading, unit) => (text) =>
    lasting(parseDuration(text, reading.durations, unit)),
  possession_seconds: (reading, unit) => (text) =>
    withUnit(parseDuration(text, reading.possession, unit)),
  score: (reading) => {
    const order = pairOrder(reading.scorePairs);
    return (text) => parseScorePair(text, order);
  },
  score_red: score,
  score_blue: score,
  winner:
    ({ sides }) =>
    (text) =>
      parseWinner(text, sides),
  season: (reading) => (text) => parseSeason(text, reading.seasons),
  attendance: count(MOST.attendance),
  rating:
    ({ ratings }) =>
    (text) =>
      parseRating(text, ratings.rating),
  mood:
    ({ ratings }) =>
    (text) =>
      parseRating(text, ratings.mood),
  referee: () => parseName,
  recorded_at: (reading) => (text) => parseInstant(text, reading.recorded),
  team:
    ({ sides }) =>
    (text) =>
      parseSide(text, sides),
  role: () => parseRole,
  goals: count(MOST.goals),
  own_goals: count(MOST.goals),
  assists: count(MOST.assists),
  saves: count(MOST.saves),
  is_substitute: () => parseYesNo,
  ping_ms: count(MOST.pingMs),
  player_name: free,
  canonical_name: free,
  music: free,
  comment: free,
  notes: free,
};

/** How the cells of a column of the file are read: from the text as written to a verdict. */
export function cellParser({ column, unit }: FileColumn, reading: Reading): Parse {
  if (column === null) return asideVerdict;
  const parse = PARSERS[column](reading, unit);
  return column === "comment" || column === "notes" ? freeVerdict : (raw) => verdictOn(raw, parse);
}

/** What no rule reads stays as it is. */
function asideVerdict(raw: string): Verdict<Value> {
  const { text } = tidied(raw);
  if (text === "") return empty();
  return isBlank(text) ? empty("empty.word") : { value: raw, certainty: "kept", rule: "aside" };
}

/** What somebody wrote keeps its lines and spaces; only broken letters are restored. */
function freeVerdict(raw: string): Verdict<Value> {
  const { text, rule } = tidied(raw);
  if (text === "") return empty();
  if (isBlank(text)) return empty("empty.word");
  const read = withoutGuard(withoutMojibake(raw).trim());
  if (read === raw) return kept(raw);
  return changed(read, rule === "text.guard" || rule === "text.mojibake" ? rule : "text.space");
}

/** Nobody has the ball for as many minutes as a game lasts. */
const withUnit = (verdict: Verdict<number>): Verdict<number> =>
  verdict.rule === "duration.bare_minutes" ? refused("duration.no_unit") : verdict;

/** A game lasts some time. */
const lasting = (verdict: Verdict<number>): Verdict<number> =>
  verdict.value === 0 ? refused("duration.none") : verdict;

/** The verdict about a cell as written: blank, tidied where it must be, and read. */
function verdictOn(raw: string, parse: Parse): Verdict<Value> {
  if (raw === "") return empty();
  const { text, rule } = tidied(raw);
  if (text === "") return rule === "text.damaged" ? refused("text.damaged") : empty();
  if (isBlank(text)) return empty("empty.word");
  const verdict = parse(text);
  if (rule === null || verdict.value === null) return verdict;
  if (rule === "text.damaged") return guessed(verdict.value, rule);
  return verdict.certainty === "kept" ? changed(verdict.value, rule) : verdict;
}
