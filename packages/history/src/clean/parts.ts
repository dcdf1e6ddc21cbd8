import type { Column } from "../columns/column.ts";
import type { GameCells, LineCells, Role, Side, Value, Winner } from "./row.ts";

type Said = (column: Column) => Value;

const text = (value: Value): string | null => (typeof value === "string" ? value : null);
const number = (value: Value): number | null => (typeof value === "number" ? value : null);
const truth = (value: Value): boolean | null => (typeof value === "boolean" ? value : null);
const side = (value: Value): Side | null => (value === "red" || value === "blue" ? value : null);
const winner = (value: Value): Winner | null => (value === "draw" ? value : side(value));
const role = (value: Value): Role | null =>
  value === "attack" || value === "defense" ? value : null;

/** A day as verdicts tell it, `2024-03-15` or `2024-03-15T18:30`, and its time of day. */
const DAY_LENGTH = 10;

/** What the values of a row say of its game. A time of its own wins over one behind the date. */
export function gameCells(said: Said): GameCells {
  const dated = text(said("date"));
  const time = dated !== null && dated.length > DAY_LENGTH ? dated.slice(DAY_LENGTH + 1) : null;
  return {
    date: dated?.slice(0, DAY_LENGTH) ?? null,
    time: text(said("time")) ?? time,
    tableId: text(said("table_id")),
    location: text(said("location")),
    durationSeconds: number(said("duration_seconds")),
    ...scores(said("score_red"), said("score_blue"), said("score")),
    winner: winner(said("winner")),
    season: text(said("season")),
    ballType: text(said("ball_type")),
    tableCondition: text(said("table_condition")),
    attendance: number(said("attendance")),
    recordedBy: text(said("recorded_by")),
    rating: number(said("rating")),
    referee: text(said("referee")),
    music: text(said("music")),
    recordedAt: text(said("recorded_at")),
  };
}

/** A score in its own cell wins; what is missing comes from a cell that holds both, `5-3`, red's first. */
function scores(red: Value, blue: Value, both: Value): Pick<GameCells, "scoreRed" | "scoreBlue"> {
  const pair = [red, blue, both].find((value) => typeof value === "string");
  const [pairRed, pairBlue] = typeof pair === "string" ? pair.split("-").map(Number) : [];
  return {
    scoreRed: number(red) ?? pairRed ?? null,
    scoreBlue: number(blue) ?? pairBlue ?? null,
  };
}

/** What the values of a row say of its player. */
export function lineCells(said: Said): LineCells {
  return {
    team: side(said("team")),
    role: role(said("role")),
    goals: number(said("goals")),
    ownGoals: number(said("own_goals")),
    assists: number(said("assists")),
    saves: number(said("saves")),
    possessionSeconds: number(said("possession_seconds")),
    isSubstitute: truth(said("is_substitute")),
    pingMs: number(said("ping_ms")),
    mood: number(said("mood")),
    comment: text(said("comment")),
    notes: text(said("notes")),
  };
}
