import type { EntryBody, Side } from "@babyfoot/domain";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";

/** What a board's request says, in the words of the table's log. */
export type BoardReport = Extract<EntryBody, { type: "goal" | "board_score" | "board_final" }>;

/** A number, or a string that is one; coercion would also take null and the empty string for 0. */
const numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*\d{1,9}(\.\d{1,9})?\s*$/)
    .transform(Number),
]);
const count = numeric.pipe(z.int().min(0).max(999));
/** Without a sensible stop-watch the score still counts. */
const seconds = numeric.pipe(z.number().min(0).max(86_400)).optional().catch(undefined);
const sideByNumber = numeric
  .pipe(z.union([z.literal(1), z.literal(2)]))
  .transform((team): Side => (team === 1 ? "red" : "blue"));

const clockSeconds = (text: string | undefined): number | undefined => {
  if (text === undefined || text === "") return undefined;
  const parts = text.split(":").map(Number);
  if (parts.length > 3 || parts.some((part) => !Number.isFinite(part) || part < 0))
    return undefined;
  return parts.reduce((total, part) => total * 60 + part, 0);
};

type Shape = {
  method: "POST" | "PATCH";
  path: RegExp;
  read: (body: unknown) => BoardReport;
};

const shape = <T extends z.ZodType>(
  method: Shape["method"],
  path: RegExp,
  schema: T,
  toReport: (body: z.output<T>) => BoardReport,
): Shape => ({ method, path, read: (body) => toReport(schema.parse(body)) });

const nothing = z.unknown();

const samsulRealtime = z.object({
  player1_score: count,
  player2_score: count,
  elapsed_time: seconds,
});
const samsulFinal = z.object({
  player1_score: count,
  player2_score: count,
  winner: sideByNumber.optional().catch(undefined),
  total_time: seconds,
});
const babyConnect = z.union([
  z
    .object({ red_score: count, blue_score: count })
    .transform((s) => [s.red_score, s.blue_score] as const),
  z
    .object({ redScore: count, blueScore: count })
    .transform((s) => [s.redScore, s.blueScore] as const),
]);

/** The boards that exist, by the path they add to their secret base. */
const SHAPES: readonly Shape[] = [
  shape("POST", /^\/realtime$/, samsulRealtime, (body) => ({
    type: "board_score",
    red: body.player1_score,
    blue: body.player2_score,
    elapsedSeconds: body.elapsed_time,
  })),
  shape("POST", /^\/final$/, samsulFinal, (body) => ({
    type: "board_final",
    red: body.player1_score,
    blue: body.player2_score,
    winner: body.winner,
    durationSeconds: body.total_time,
  })),
  shape(
    "POST",
    /^\/api\/game\/updateScore$/,
    z.object({ red_goal: count, bleu_goal: count }),
    (body) => ({ type: "board_score", red: body.red_goal, blue: body.bleu_goal }),
  ),
  shape("POST", /^\/api\/game\/red$/, nothing, () => ({ type: "goal", side: "red" })),
  shape("POST", /^\/api\/game\/blue$/, nothing, () => ({ type: "goal", side: "blue" })),
  shape("POST", /^\/goal$/, z.object({ team: z.enum(["red", "blue"]) }), (body) => ({
    type: "goal",
    side: body.team,
  })),
  shape("POST", /^\/api\/goals$/, z.object({ team: sideByNumber }), (body) => ({
    type: "goal",
    side: body.team,
  })),
  shape(
    "POST",
    /^\/message$/,
    z.object({ team1: count, team2: count, duration: z.string().max(20).optional() }),
    (body) => ({
      type: "board_final",
      red: body.team1,
      blue: body.team2,
      durationSeconds: clockSeconds(body.duration),
    }),
  ),
  shape("PATCH", /^\/api\/v1\/matches\/[^/]{1,100}\/score$/, babyConnect, ([red, blue]) => ({
    type: "board_score",
    red,
    blue,
  })),
];

/**
 * Reads what a board sends, as it is. Numbers may come as strings.
 * @throws AppError `not_found` for a path of no known board, `method_not_allowed`, `invalid_input`.
 */
export function readBoardRequest(method: string, path: string, body: unknown): BoardReport {
  const known = SHAPES.filter((candidate) => candidate.path.test(path));
  if (known.length === 0) throw new AppError("not_found");
  const match = known.find((candidate) => candidate.method === method);
  if (match === undefined) throw new AppError("method_not_allowed");
  try {
    return match.read(body);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const errors = error.issues.map((issue) => ({
      path: `/${issue.path.join("/")}`,
      message: issue.message,
    }));
    throw new AppError("invalid_input", undefined, { errors });
  }
}
