import type { Column } from "../columns/column.ts";
import type { GameCells, LineCells, Role, Side, Value, Winner } from "./row.ts";

type ValueOf = (column: Column) => Value;

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
export function gameCells(valueOf: ValueOf): GameCells {
  const dated = text(valueOf("date"));
  const time = dated !== null && dated.length > DAY_LENGTH ? dated.slice(DAY_LENGTH + 1) : null;
  return {
    date: dated?.slice(0, DAY_LENGTH) ?? null,
    time: text(valueOf("time")) ?? time,
    tableId: text(valueOf("table_id")),
    location: text(valueOf("location")),
    durationSeconds: number(valueOf("duration_seconds")),
    ...scores(valueOf("score_red"), valueOf("score_blue"), valueOf("score")),
    winner: winner(valueOf("winner")),
    season: text(valueOf("season")),
    ballType: text(valueOf("ball_type")),
    tableCondition: text(valueOf("table_condition")),
    attendance: number(valueOf("attendance")),
    recordedBy: text(valueOf("recorded_by")),
    rating: number(valueOf("rating")),
    referee: text(valueOf("referee")),
    music: text(valueOf("music")),
    recordedAt: text(valueOf("recorded_at")),
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
export function lineCells(valueOf: ValueOf): LineCells {
  return {
    team: side(valueOf("team")),
    role: role(valueOf("role")),
    goals: number(valueOf("goals")),
    ownGoals: number(valueOf("own_goals")),
    assists: number(valueOf("assists")),
    saves: number(valueOf("saves")),
    possessionSeconds: number(valueOf("possession_seconds")),
    isSubstitute: truth(valueOf("is_substitute")),
    pingMs: number(valueOf("ping_ms")),
    mood: number(valueOf("mood")),
    comment: text(valueOf("comment")),
    notes: text(valueOf("notes")),
  };
}
