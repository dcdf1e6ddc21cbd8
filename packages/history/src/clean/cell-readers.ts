import { changed, empty, guessed, kept, refused, type Verdict } from "../certainty.ts";
import type { FileColumn } from "../columns/column.ts";
import type { Reading } from "../learn/reading.ts";
import { MOST, parseCount } from "../values/counts.ts";
import { parseDate } from "../values/dates.ts";
import { parseDuration } from "../values/durations.ts";
import { parseId } from "../values/ids.ts";
import { parseInstant } from "../values/instants.ts";
import { parseLabel } from "../values/labels.ts";
import { parseName } from "../values/names.ts";
import { parseRating } from "../values/ratings.ts";
import { parseRole } from "../values/roles.ts";
import { pairOrder, parseScore, parseScorePair } from "../values/scores.ts";
import { parseSeason } from "../values/seasons.ts";
import { parseSide, parseWinner } from "../values/sides.ts";
import { isBlank, tidied } from "../values/tidy.ts";
import { parseTime } from "../values/times.ts";
import { parseYesNo } from "../values/yes-no.ts";
import type { Value } from "./row.ts";

/** Reads the tidied text of a cell of one column. */
type Parse = (text: string) => Verdict<Value>;

/** How the cells of a column of the file are read. */
export function parserOf({ column, unit }: FileColumn, reading: Reading): Parse {
  const order = pairOrder(reading.scorePairs);
  const count =
    (most: number): Parse =>
    (text) =>
      parseCount(text, most);
  switch (column) {
    case null:
      return (text) => ({ value: text, certainty: "kept", rule: "aside" });
    case "game_id":
      return (text) => parseId(text, reading.gameIds);
    case "player_id":
      return (text) => parseId(text, reading.playerIds);
    case "date":
      return (text) => parseDate(text, reading.dates);
    case "time":
      return parseTime;
    case "location":
    case "table_id":
    case "ball_type":
    case "table_condition":
    case "recorded_by":
      return (text) => parseLabel(text, reading.labels[column] ?? {});
    case "duration_seconds":
      return (text) => lasting(parseDuration(text, reading.durations, unit));
    case "possession_seconds":
      return (text) => parseDuration(text, reading.possession, unit);
    case "score":
      return (text) => parseScorePair(text, order);
    case "score_red":
    case "score_blue":
      return (text) => parseScore(text, order);
    case "winner":
      return parseWinner;
    case "season":
      return (text) => parseSeason(text, reading.seasons);
    case "attendance":
      return count(MOST.attendance);
    case "rating":
    case "mood":
      return parseRating;
    case "referee":
      return parseName;
    case "recorded_at":
      return (text) => parseInstant(text, reading.dates);
    case "team":
      return parseSide;
    case "role":
      return parseRole;
    case "goals":
    case "own_goals":
      return count(MOST.goals);
    case "assists":
      return count(MOST.assists);
    case "saves":
      return count(MOST.saves);
    case "is_substitute":
      return parseYesNo;
    case "ping_ms":
      return count(MOST.pingMs);
    case "player_name":
    case "canonical_name":
    case "music":
    case "comment":
    case "notes":
      return kept;
  }
}

/** A game lasts some time. */
const lasting = (verdict: Verdict<number>): Verdict<number> =>
  verdict.value === 0 ? refused("duration.none") : verdict;

/** The verdict about a cell as written: blank, tidied where it must be, and read. */
export function verdictOn(raw: string, parse: Parse): Verdict<Value> {
  if (raw === "") return empty();
  const { text, rule } = tidied(raw);
  if (text === "") return rule === "text.damaged" ? refused("text.damaged") : empty();
  if (isBlank(text)) return empty("empty.word");
  const verdict = parse(text);
  if (rule === null || verdict.value === null) return verdict;
  if (rule === "text.damaged") return guessed(verdict.value, rule);
  return verdict.certainty === "kept" ? changed(verdict.value, rule) : verdict;
}
