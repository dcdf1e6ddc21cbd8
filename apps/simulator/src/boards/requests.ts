import type { Side } from "../game/match-plan.ts";
import type { BoardRequest } from "./board.ts";

export interface Score {
  red: number;
  blue: number;
}

const json = (
  method: BoardRequest["method"],
  path: string,
  body: Record<string, string | number>,
): BoardRequest => ({
  method,
  path,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** Samsul, while a match runs. */
export const samsulRealtime = ({ red, blue }: Score, elapsedMs: number): BoardRequest =>
  json("POST", "/realtime", {
    event: "realtime",
    player1_score: red,
    player2_score: blue,
    elapsed_time: rounded(elapsedMs / 1000, 2),
  });

/** Samsul, once one side has ten. */
export const samsulFinal = ({ red, blue }: Score, elapsedMs: number): BoardRequest =>
  json("POST", "/final", {
    event: "final",
    winner: red > blue ? 1 : 2,
    player1_score: red,
    player2_score: blue,
    total_time: rounded(elapsedMs / 1000, 1),
  });

/** Takata; the second name is spelt like this on the board. */
export const takataUpdate = ({ red, blue }: Score): BoardRequest =>
  json("POST", "/api/game/updateScore", { red_goal: red, bleu_goal: blue, babyfoot_tableId: 1 });

/** Takata before it had counters: the path says it all. */
export const takataGoal = (side: Side): BoardRequest => ({
  method: "POST",
  path: `/api/game/${side}`,
  headers: {},
  body: "",
});

export const domotrapGoal = (side: Side): BoardRequest => ({
  method: "POST",
  path: "/goal",
  headers: { "content-type": "application/x-www-form-urlencoded", connection: "close" },
  body: `team=${side}`,
});

/** Lagitech; it measures how fast the ball was, in cm/s. */
export const lagitechGoal = (side: Side, ballSpeed: number): BoardRequest =>
  json("POST", "/api/goals", { vitesse: rounded(ballSpeed, 1), team: side === "red" ? 1 : 2 });

/** Teslow, which speaks once a match. */
export const teslowMessage = ({ red, blue }: Score, durationMs: number): BoardRequest =>
  json("POST", "/message", { team1: red, team2: blue, duration: clockFace(durationMs) });

function clockFace(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

/** BabyConnect, whose versions spell the scores in two ways. */
export const babyConnectScore = (
  { red, blue }: Score,
  { match, spelling }: { match: number; spelling: "snake" | "camel" },
): BoardRequest =>
  json(
    "PATCH",
    `/api/v1/matches/${match}/score`,
    spelling === "snake"
      ? { red_score: red, blue_score: blue }
      : { redScore: red, blueScore: blue },
  );
