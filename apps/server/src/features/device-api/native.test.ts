import { describe, expect, it } from "vitest";
import { type DeviceEventInput, newDevice, sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { goalEvents, startPlaying } from "./testing/playing.ts";

const server = useServer();

const at = (seq: number, uptimeMs: number, rest: Record<string, unknown>) => ({
  seq,
  uptimeMs,
  type: "goal",
  ...rest,
});

describe("what a table's device sends", () => {
  it("[R1] a goal with no match running starts a walk-up match with unnamed players", async () => {
    const { send, table, anyone, verify } = await startPlaying(server());
    const { body } = await send([at(1, 999_000, { side: "red" })]);
    expect(body).toEqual({
      acknowledgedSeq: 1,
      accepted: 1,
      duplicates: 0,
      rejected: [],
      commands: [],
    });
    const seen = await anyone.get(`/api/v1/tables/${table.id}`);
    expect(seen.body).toMatchObject({
      status: "playing",
      currentMatch: { scoreRed: 1, scoreBlue: 0, red: [], blue: [], status: "live" },
    });
    await verify();
  });

  it("[R1] the tenth goal ends the match with its winner, and the next goal begins the next match", async () => {
    const { goals, matches, verify } = await startPlaying(server());
    await goals("rrbrrrbrrrrrb");
    const [first, second] = await matches();
    expect(first).toMatchObject({ status: "finished", winner: "red", red: 10, blue: 2 });
    expect(first?.goals).toBe("rrbrrrbrrrrr");
    expect(first?.finishedAt).not.toBeNull();
    expect(second).toMatchObject({ status: "live", winner: null, red: 0, blue: 1 });
    await verify();
  });

  it("[R1] a cancelled goal is taken back, its line stays in the story", async () => {
    const { goals, send, matches, verify } = await startPlaying(server());
    await goals("rrb");
    await send([at(4, 999_500, { type: "goal_cancelled", side: "red" })]);
    const [match] = await matches();
    expect(match).toMatchObject({ red: 1, blue: 1, goals: "rb" });
    expect(match?.kinds.filter((kind) => kind === "goal")).toHaveLength(3);
    await verify();
  });

  it("[R1] a running total adds the goals that are missing and takes back the ones too many", async () => {
    const { goals, send, matches, verify } = await startPlaying(server());
    await goals("rr");
    await send([at(3, 999_100, { type: "score", red: 4, blue: 1 })]);
    expect((await matches())[0]).toMatchObject({ red: 4, blue: 1 });
    await send([at(4, 999_200, { type: "score", red: 3, blue: 1 })]);
    expect((await matches())[0]).toMatchObject({ red: 3, blue: 1 });
    await verify();
  });

  it("[R1] the device may begin and end a match", async () => {
    const { send, matches, verify } = await startPlaying(server());
    await send([
      at(1, 990_000, { type: "match_started" }),
      at(2, 991_000, { side: "blue" }),
      at(3, 995_000, { type: "match_ended" }),
    ]);
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "blue", red: 0, blue: 1, goals: "b" },
    ]);
    await verify();
  });

  it("[R2] what is acknowledged never goes past a gap", async () => {
    const { send } = await startPlaying(server());
    const third = await send([at(3, 997_000, { side: "red" })]);
    expect(third.body.acknowledgedSeq).toBe(0);
    const first = await send([at(1, 995_000, { side: "red" })]);
    expect(first.body.acknowledgedSeq).toBe(1);
    const second = await send([at(2, 996_000, { side: "red" })]);
    expect(second.body.acknowledgedSeq).toBe(3);
  });

  it("[R2] each boot counts from 1 by itself", async () => {
    const { goals, matches, verify } = await startPlaying(server());
    await goals("rr", { bootId: "one" });
    const second = await goals("bb", { bootId: "two", sentUptimeMs: 5_000 });
    expect(second.body).toMatchObject({ acknowledgedSeq: 2, accepted: 2, duplicates: 0 });
    expect((await matches())[0]).toMatchObject({ red: 2, blue: 2 });
    await verify();
  });

  it("[R2] repeated events are counted as duplicates, and once in the score", async () => {
    const { send, matches } = await startPlaying(server());
    const goal = at(1, 999_000, { side: "red" });
    const twice = await send([goal, goal]);
    expect(twice.body).toMatchObject({ acknowledgedSeq: 1, accepted: 1, duplicates: 1 });
    const again = await send([goal, at(2, 999_900, { side: "blue" })]);
    expect(again.body).toMatchObject({ acknowledgedSeq: 2, accepted: 1, duplicates: 1 });
    expect((await matches())[0]).toMatchObject({ red: 1, blue: 1 });
  });

  it("[R3] bad events are rejected one by one with a code while the good ones count", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const { body } = await send([
      at(1, 990_000, { side: "red" }),
      at(2, 991_000, { side: "green" }),
      at(-3, 992_000, { side: "red" }),
      at(4, 993_000, { type: "earthquake" }),
      { seq: 5, type: "goal", side: "red" },
      { seq: Number.NaN, type: "goal", side: "red", uptimeMs: 1 },
      at(6, 995_000, { side: "blue" }),
      at(2 ** 60, 996_000, { side: "blue" }),
      at(3, 992_500, { side: "red", uptimeMs: "soon" }),
    ]);
    expect(body.accepted).toBe(2);
    expect(body.acknowledgedSeq).toBe(6);
    const codes = body.rejected.map(({ seq, code }: { seq: number | null; code: string }) => [
      seq,
      code,
    ]);
    expect(codes).toEqual([
      [2, "invalid_event"],
      [null, "invalid_event"],
      [4, "unknown_type"],
      [5, "invalid_event"],
      [null, "invalid_event"],
      [null, "invalid_event"],
      [3, "invalid_event"],
    ]);
    expect((await matches())[0]).toMatchObject({ red: 1, blue: 1 });
    await verify();
  });

  it("[R3] more than 500 events a call are too many, 500 are not", async () => {
    const { device, anyone, send } = await startPlaying(server());
    const health = (seq: number) => at(seq, 900_000 + seq, { type: "health" });
    const many = Array.from({ length: 501 }, (_, index) => health(index + 1));
    const refused = await sendEvents(anyone, device, { events: many });
    expect(refused.status).toBe(413);
    expect(refused.body.code).toBe("too_large");
    const taken = await send(many.slice(0, 500));
    expect(taken.body).toMatchObject({ accepted: 500, acknowledgedSeq: 500 });
  });

  it("[R3] a device that leaves a thousand holes keeps what goes beyond until they are filled", async () => {
    const { send } = await startPlaying(server());
    const odd = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        at(from + index * 2, 900_000, { type: "health" }),
      );
    await send(odd(3, 500));
    await send(odd(1_003, 500));
    const beyond = await send(odd(2_003, 3));
    const codes = beyond.body.rejected.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(["too_many_gaps", "too_many_gaps", "too_many_gaps"]);
    await send([1, 2, 4].map((seq) => at(seq, 899_000, { type: "health" })));
    const filled = await send(odd(2_003, 1));
    expect(filled.body).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] });
  });
});

describe("a sensor that bounces", () => {
  const pair = (gapMs: number): [DeviceEventInput, DeviceEventInput] => [
    at(1, 900_000, { side: "red" }),
    at(2, 900_000 + gapMs, { side: "red" }),
  ];

  it("[R4] a second goal of a side within 400 ms is marked and not counted", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const { body } = await send(pair(399));
    expect(body).toMatchObject({ accepted: 2, acknowledgedSeq: 2, rejected: [] });
    expect((await matches())[0]).toMatchObject({ red: 1, blue: 0 });
    await verify();
  });

  it("[R4] from 400 ms on, or on the other side, it is a goal", async () => {
    const { send, matches } = await startPlaying(server());
    await send([...pair(400), at(3, 900_500, { side: "blue" })]);
    expect((await matches())[0]).toMatchObject({ red: 2, blue: 1 });
  });

  it("[R4] the device's own clock decides, however late its calls come", async () => {
    const { send, matches } = await startPlaying(server());
    const [first, second] = pair(300);
    await send([first], { sentUptimeMs: 900_001 });
    await send([second], { sentUptimeMs: 930_300 });
    await send([at(3, 901_000, { side: "red" })], { sentUptimeMs: 930_301 });
    expect((await matches())[0]).toMatchObject({ red: 2, blue: 0 });
  });

  it("[R4] a table has its own threshold, and 0 switches it off", async () => {
    const wide = await startPlaying(server(), { bounceMs: 1_000 });
    await wide.send(pair(999));
    expect((await wide.matches())[0]).toMatchObject({ red: 1 });
    const off = await startPlaying(server(), { bounceMs: 0 });
    await off.send(pair(0));
    expect((await off.matches())[0]).toMatchObject({ red: 2 });
  });
});

describe("a device's token", () => {
  const goal = { events: goalEvents("r", 1, 1_000_000) };

  it("[R5] without, with an unknown, and with a revoked token nothing is taken", async () => {
    const { device, admin, anyone, matches } = await startPlaying(server());
    const none = await anyone.post("/api/v1/device/events", { bootId: "b", events: [] });
    expect([none.status, none.body.code]).toEqual([401, "unauthenticated"]);
    const wrong = await sendEvents(anyone, { ...device, token: "dev_nobody" }, goal);
    expect([wrong.status, wrong.body.code]).toEqual([401, "unknown_token"]);
    const revoked = await admin.delete(`/api/v1/devices/${device.id}`);
    expect(revoked.status).toBe(204);
    const late = await sendEvents(anyone, device, goal);
    expect([late.status, late.body.code]).toEqual([401, "unknown_token"]);
    expect(await matches()).toEqual([]);
  });

  it("[R5] after a new token the old one ends at once, and events go on counting once", async () => {
    const { device, admin, anyone, send, matches } = await startPlaying(server());
    await send(goal.events);
    const rotated = await admin.post(`/api/v1/devices/${device.id}/token`);
    expect(rotated.body.token).not.toBe(device.token);
    expect((await sendEvents(anyone, device, goal)).status).toBe(401);
    const fresh = { ...device, token: rotated.body.token };
    const again = await sendEvents(anyone, fresh, goal);
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect((await matches())[0]).toMatchObject({ red: 1 });
  });

  it("[R5] a board's token does not speak the native protocol, nor a device's token in a board's address", async () => {
    const { table, admin, device, anyone, matches } = await startPlaying(server());
    const board = await newDevice(admin, table.id, "board");
    const native = await sendEvents(anyone, board, goal);
    expect([native.status, native.body.code]).toEqual([403, "wrong_device_kind"]);
    const base = `/api/v1/device/board/${device.token}`;
    const asBoard = await new Client(server()).post(`${base}/goal`, { team: "red" });
    expect([asBoard.status, asBoard.body.code]).toEqual([403, "wrong_device_kind"]);
    expect(await matches()).toEqual([]);
  });
});
