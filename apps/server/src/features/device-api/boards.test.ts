import { describe, expect, it } from "vitest";
import { newDevice } from "../../../test/campus.ts";
import { useServer } from "../../../test/server.ts";
import { type Playing, startPlaying } from "./testing/playing.ts";

const server = useServer();

interface Sent {
  method?: string;
  type?: string;
  headers?: Record<string, string>;
}

interface Heard {
  status: number;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  body: any;
}

interface Board extends Playing {
  /** Sends a body as it stands, below the board's secret address. */
  say(path: string, body?: string, sent?: Sent): Promise<Heard>;
  /** Sends JSON as POST; it must be taken. */
  tell(path: string, body: object): Promise<Heard["body"]>;
}

async function call(url: string, body: string | undefined, sent: Sent): Promise<Heard> {
  const { method = "POST", type = "application/json", headers = {} } = sent;
  const response = await fetch(url, {
    method,
    headers: { ...(type !== "" && { "content-type": type }), ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const contentType = response.headers.get("content-type") ?? "";
  return { status: response.status, type: contentType, body: text === "" ? "" : JSON.parse(text) };
}

async function board(options: { bounceMs?: number } = {}): Promise<Board> {
  const playing = await startPlaying(server(), { kind: "board", ...options });
  const base = `${server().url}/api/v1/device/board/${playing.device.token}`;
  const say: Board["say"] = (path, body, sent = {}) => call(base + path, body, sent);
  return {
    ...playing,
    say,
    tell: async (path, body) => {
      const heard = await say(path, JSON.stringify(body));
      expect(heard.status, JSON.stringify(heard.body)).toBe(200);
      return heard.body;
    },
  };
}

const samsul = (red: unknown, blue: unknown, elapsed?: number) => ({
  event: "realtime",
  player1_score: red,
  player2_score: blue,
  ...(elapsed !== undefined && { elapsed_time: elapsed }),
});
const samsulFinal = (red: number, blue: number, winner: number) => ({
  event: "final",
  winner,
  player1_score: red,
  player2_score: blue,
  total_time: 318.4,
});

describe("the boards that exist, by their own requests", () => {
  it("[R12] success is exactly 200 with ok, the match and its score", async () => {
    const { say, table, anyone } = await board();
    const heard = await say("/realtime", JSON.stringify(samsul(3, 2, 42.17)));
    const current = (await anyone.get(`/api/v1/tables/${table.id}`)).body.currentMatch;
    expect(heard.status).toBe(200);
    expect(heard.type).toContain("application/json");
    expect(heard.body).toEqual({ ok: true, matchId: current.id, scoreRed: 3, scoreBlue: 2 });
  });

  it("[R12] Samsul: realtime, then final", async () => {
    const { tell, matches, verify } = await board();
    await tell("/realtime", samsul(0, 1, 3.1));
    await tell("/realtime", samsul("4", "1", 40.2));
    const last = await tell("/final", samsulFinal(10, 7, 1));
    expect(last).toMatchObject({ scoreRed: 10, scoreBlue: 7 });
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "red", red: 10, blue: 7, notes: [] },
    ]);
    await verify();
  });

  it("[R12] Takata: both scores in one, and the older goals with an empty body", async () => {
    const { tell, say, matches, verify } = await board();
    await tell("/api/game/updateScore", { red_goal: 4, bleu_goal: 1, babyfoot_tableId: 1 });
    expect(await matches()).toMatchObject([{ red: 4, blue: 1 }]);
    const older = await board({ bounceMs: 0 });
    for (const type of ["application/json", "", "text/plain"])
      expect((await older.say("/api/game/red", undefined, { type })).status).toBe(200);
    expect((await older.say("/api/game/blue", "", { type: "" })).body).toMatchObject({
      scoreRed: 3,
      scoreBlue: 1,
    });
    expect(
      (await say("/api/game/updateScore", '{"red_goal":"4","bleu_goal":"2"}')).body,
    ).toMatchObject({ scoreRed: 4, scoreBlue: 2 });
    await verify();
    await older.verify();
  });

  it("[R12] domotrap: a form, with Connection: close", async () => {
    const { say, verify } = await board({ bounceMs: 0 });
    const form = {
      type: "application/x-www-form-urlencoded",
      headers: { connection: "close" },
    };
    expect((await say("/goal", "team=red", form)).status).toBe(200);
    expect((await say("/goal", "team=blue", form)).body).toMatchObject({
      scoreRed: 1,
      scoreBlue: 1,
    });
    await verify();
  });

  it("[R12] Lagitech: one goal a message, with the ball's speed", async () => {
    const { say, tell, verify } = await board({ bounceMs: 0 });
    await tell("/api/goals", { vitesse: 312.5, team: 1 });
    const text = await say("/api/goals", '{"vitesse":"88.1","team":"2"}', { type: "text/plain" });
    expect(text.body).toMatchObject({ ok: true, scoreRed: 1, scoreBlue: 1 });
    await verify();
  });

  it("[R12] Teslow: only the end, with how long it took", async () => {
    const { tell, matches, verify } = await board();
    const told = await tell("/message", { team1: 10, team2: 6, duration: "00:05:31" });
    const [match, ...others] = await matches();
    expect(others).toEqual([]);
    expect(match).toMatchObject({ status: "finished", winner: "red", red: 10, blue: 6 });
    expect(told.matchId).toBe(match?.id);
    const lasted = Date.parse(match?.finishedAt ?? "") - Date.parse(match?.startedAt ?? "");
    expect(lasted).toBe(331_000);
    await verify();
  });

  it("[R12] BabyConnect: PATCH, in both spellings", async () => {
    const { say, verify } = await board();
    const patch = { method: "PATCH" };
    await say("/api/v1/matches/7/score", '{"red_score":3,"blue_score":2}', patch);
    const heard = await say(
      "/api/v1/matches/any-id/score",
      '{"redScore":"3","blueScore":4}',
      patch,
    );
    expect(heard.body).toMatchObject({ ok: true, scoreRed: 3, scoreBlue: 4 });
    await verify();
  });
});

describe("what boards do wrong", () => {
  it("[R13] skipped messages: the score jumps", async () => {
    const { tell, matches } = await board();
    await tell("/realtime", samsul(1, 0, 5));
    await tell("/realtime", samsul(4, 3, 90));
    expect(await matches()).toMatchObject([{ red: 4, blue: 3 }]);
  });

  it("[R13] a repeated or late snapshot changes nothing", async () => {
    const { tell, matches, verify } = await board();
    for (const [red, blue, elapsed] of [
      [2, 1, 30],
      [3, 1, 40],
      [3, 1, 41],
      [2, 1, 30],
      [3, 1, 42],
    ] as const)
      await tell("/realtime", samsul(red, blue, elapsed));
    expect(await matches()).toMatchObject([{ red: 3, blue: 1, goals: expect.any(String) }]);
    expect((await matches())[0]?.goals).toHaveLength(4);
    await verify();
  });

  it("[R13] a score that falls back to 0–0 begins a new match", async () => {
    const { tell, matches, verify } = await board();
    await tell("/realtime", samsul(5, 3, 100));
    await tell("/realtime", samsul(0, 0, 1));
    await tell("/realtime", samsul(1, 0, 6));
    expect(await matches()).toMatchObject([
      { status: "abandoned", red: 5, blue: 3 },
      { status: "live", red: 1, blue: 0 },
    ]);
    await verify();
  });

  it("[R13] the reset after 10 begins nothing until the next goal", async () => {
    const { tell, matches, verify } = await board();
    await tell("/realtime", samsul(10, 4, 200));
    const reset = await tell("/realtime", samsul(0, 0, 0));
    expect(reset).toMatchObject({ ok: true, matchId: null, scoreRed: 0, scoreBlue: 0 });
    expect(await matches()).toHaveLength(1);
    await tell("/realtime", samsul(0, 1, 9));
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "red" },
      { status: "live", red: 0, blue: 1 },
    ]);
    await verify();
  });

  it("[R13] counters that never reset go on into the next match", async () => {
    const { tell, matches, verify } = await board();
    const takata = (red: number, blue: number) =>
      tell("/api/game/updateScore", { red_goal: red, bleu_goal: blue, babyfoot_tableId: 1 });
    await takata(9, 3);
    await takata(10, 3);
    await takata(11, 3);
    await takata(11, 4);
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "red", red: 10, blue: 3 },
      { status: "live", red: 1, blue: 1 },
    ]);
    await verify();
  });

  it("[R13] a final that contradicts its scores is noted, and the scores decide", async () => {
    const { tell, matches, verify } = await board();
    await tell("/final", samsulFinal(7, 10, 1));
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "blue", notes: ["winner_contradicts_score"] },
    ]);
    await tell("/final", samsulFinal(7, 10, 1));
    expect(await matches()).toHaveLength(1);
    await verify();
  });

  it("[R13] snapshots that arrive together each count once", async () => {
    const { say, matches, verify } = await board();
    const scores = [
      [1, 0],
      [2, 0],
      [2, 1],
      [3, 1],
      [3, 2],
    ] as const;
    const calls = scores.flatMap(([red, blue]) => {
      const text = JSON.stringify(samsul(red, blue));
      return [say("/realtime", text), say("/realtime", text)];
    });
    const heard = await Promise.all(calls);
    expect(heard.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await say("/realtime", JSON.stringify(samsul(3, 2)));
    expect(await matches()).toMatchObject([{ red: 3, blue: 2 }]);
    await verify();
  });
});

describe("what is no board's request", () => {
  const problem = ({ status, type, body }: Heard) => [
    status,
    body.code,
    type.includes("application/problem+json"),
  ];

  it("[R14] an unknown path, method, body and token are problem documents", async () => {
    const { say, device, matches } = await board();
    const url = `${server().url}/api/v1/device/board/brd_nobody`;
    expect(problem(await say("/reset", "{}"))).toEqual([404, "not_found", true]);
    expect(problem(await say("/realtime", "{}", { method: "PATCH" }))).toEqual([
      405,
      "method_not_allowed",
      true,
    ]);
    for (const method of ["GET", "PUT", "DELETE"])
      expect(problem(await say("/realtime", undefined, { method, type: "" }))).toEqual([
        405,
        "method_not_allowed",
        true,
      ]);
    expect(problem(await call(`${url}/goal`, '{"team":"red"}', {}))).toEqual([
      404,
      "not_found",
      true,
    ]);
    expect(problem(await say("", "{}"))).toEqual([404, "not_found", true]);
    expect(device.url).toContain(device.token);
    expect(await matches()).toEqual([]);
  });

  it.each([
    ["nothing", "/realtime", ""],
    ["an empty object", "/realtime", "{}"],
    ["null scores", "/realtime", '{"player1_score":null,"player2_score":null}'],
    ["empty scores", "/realtime", '{"player1_score":"","player2_score":" "}'],
    ["true and a list", "/realtime", '{"player1_score":true,"player2_score":[]}'],
    ["a negative score", "/realtime", '{"player1_score":-1,"player2_score":0}'],
    ["half a goal", "/api/game/updateScore", '{"red_goal":1.5,"bleu_goal":0}'],
    ["a huge score", "/message", '{"team1":1e300,"team2":0}'],
    ["a third team", "/api/goals", '{"team":3}'],
    ["no team", "/goal", '{"team":"green"}'],
    ["no JSON", "/realtime", '{"player1_score":'],
    ["a list", "/realtime", "[]"],
  ])("[R14] %s is refused with 400 and changes nothing", async (_name, path, body) => {
    const { say, matches } = await board();
    const heard = await say(path, body);
    expect([heard.status, heard.type.includes("application/problem+json")]).toEqual([400, true]);
    expect(await matches()).toEqual([]);
  });

  it("[R14] a revoked board gets 404", async () => {
    const { say, admin, device } = await board();
    await admin.delete(`/api/v1/devices/${device.id}`);
    expect((await say("/goal", '{"team":"red"}')).status).toBe(404);
  });

  it("[R14] a board reports for its own table only", async () => {
    const { tell, admin, table } = await board();
    const other = await startPlaying(server());
    await newDevice(admin, other.table.id, "board");
    await tell("/api/game/updateScore", {
      red_goal: 1,
      bleu_goal: 0,
      babyfoot_tableId: other.table.id,
    });
    expect(await other.matches()).toEqual([]);
    expect(table.id).not.toBe(other.table.id);
  });
});
