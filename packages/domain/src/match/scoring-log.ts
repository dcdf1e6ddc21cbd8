import type { Side } from "./events.ts";
import { isFinal, type SetRules } from "./set-rules.ts";

/**
 * One scoring event that stands, by team: a goal (`r`), a gamelle worth nothing (`r0`) or one goal
 * of the other team (`r-`), a set forfeited by the team (`rf`), a corrected score (`=4:2`).
 */
export type LogEntry = "r" | "b" | "r0" | "b0" | "r-" | "b-" | "rf" | "bf" | `=${number}:${number}`;

export type TeamLetter = "r" | "b";

export interface LoggedScore {
  readonly red: number;
  readonly blue: number;
  readonly forfeitedBy: Side | null;
}

/** The letter of a team in the log. */
export function letterOf(team: Side): TeamLetter {
  return team === "red" ? "r" : "b";
}

/** The team whom an entry credits (whose forfeit it is); null for a correction, which is of both. */
export function teamOf(entry: LogEntry): Side | null {
  if (entry.startsWith("r")) return "red";
  return entry.startsWith("b") ? "blue" : null;
}

/** The entry of a corrected score. */
export function correctedTo(red: number, blue: number): LogEntry {
  return `=${red}:${blue}`;
}

/** The score that a correction entry states; null for every other entry. */
export function correctedScore(entry: LogEntry): { red: number; blue: number } | null {
  if (!entry.startsWith("=")) return null;
  const [red, blue] = entry.slice(1).split(":").map(Number);
  return { red: red ?? 0, blue: blue ?? 0 };
}

/** What a log adds up to; null when a goal in it comes after the set had already ended. */
export function replayLog(rules: SetRules, log: readonly LogEntry[]): LoggedScore | null {
  let score: LoggedScore = { red: 0, blue: 0, forfeitedBy: null };
  for (const entry of log) {
    const corrected = correctedScore(entry);
    if (corrected !== null) {
      score = { ...corrected, forfeitedBy: score.forfeitedBy };
      continue;
    }
    if (isFinal(rules, score.red, score.blue)) return null;
    score = afterEntry(score, entry);
  }
  return score;
}

/** The score after one more goal, gamelle or forfeit. */
export function afterEntry(score: LoggedScore, entry: LogEntry): LoggedScore {
  const { red, blue, forfeitedBy } = score;
  switch (entry) {
    case "r":
      return { red: red + 1, blue, forfeitedBy };
    case "b":
      return { red, blue: blue + 1, forfeitedBy };
    case "r-":
      return { red, blue: Math.max(0, blue - 1), forfeitedBy };
    case "b-":
      return { red: Math.max(0, red - 1), blue, forfeitedBy };
    case "rf":
      return { red, blue, forfeitedBy: "red" };
    case "bf":
      return { red, blue, forfeitedBy: "blue" };
    default:
      return score;
  }
}
