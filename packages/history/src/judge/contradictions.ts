import type { CleanGame, CleanLine, GameCells, Side, Value, Winner } from "../clean/row.ts";
import type { Finding } from "../report/finding.ts";

/** The winner that follows from the scores; from the label only where a score is missing. */
export function winnerOf({ scoreRed, scoreBlue, winner }: GameCells): Winner | null {
  if (scoreRed === null || scoreBlue === null) return winner;
  if (scoreRed === scoreBlue) return "draw";
  return scoreRed > scoreBlue ? "red" : "blue";
}

/** What a game's columns and lines say against each other; `label` is the winner that its rows name. */
export function contradictions(
  game: CleanGame,
  lines: readonly CleanLine[],
  label: Winner | null,
): Finding[] {
  const found: Finding[] = [];
  const tell = (
    kind: Finding["kind"],
    rule: Finding["rule"],
    column: string,
    raw: Value,
    value: Value,
  ) => {
    const about = { row: null, gameId: game.gameId, playerId: null };
    found.push({ kind, ...about, column, raw: String(raw), value, certainty: "kept", rule });
  };
  if (label !== null && label !== game.winner) {
    tell("winner_contradicts", "winner.from_scores", "winner", label, game.winner);
  }
  if (game.season !== null && game.date !== null && !isWithin(game.date, game.season)) {
    tell("season_contradicts", "season.against_date", "season", game.season, game.date);
  }
  if (game.recordedAt !== null && game.date !== null && game.date > game.recordedAt.slice(0, 10)) {
    tell("after_recording", "date.after_recording", "date", game.date, game.recordedAt);
  }
  for (const [side, score] of [
    ["red", game.scoreRed],
    ["blue", game.scoreBlue],
  ] as const) {
    const goals = goalsFor(side, lines);
    if (score !== null && goals > score) {
      tell("more_goals_than_scored", "goals.never_repair_scores", `score_${side}`, goals, score);
    }
  }
  const [red, blue] = [playersOf("red", lines), playersOf("blue", lines)];
  if (Math.abs(red - blue) > 1)
    tell("uneven_sides", "side.as_told", "team", `${red}-${blue}`, null);
  return found;
}

const playersOf = (side: Side, lines: readonly CleanLine[]): number =>
  lines.filter((line) => line.team === side).length;

/** The goals that a side's players are said to have scored; own goals are not among anybody's. */
const goalsFor = (side: Side, lines: readonly CleanLine[]): number =>
  lines.reduce((sum, line) => sum + (line.team === side ? (line.goals ?? 0) : 0), 0);

/** A school year runs from July of its first year to August of its second. */
function isWithin(date: string, season: string): boolean {
  const [first = "", second] = season.split("/");
  if (second === undefined) return date.startsWith(first);
  return date >= `${first}-07-01` && date <= `${second}-08-31`;
}
