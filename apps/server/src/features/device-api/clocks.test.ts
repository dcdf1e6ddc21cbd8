import { describe, expect, it } from "vitest";
import { useServer } from "../../../test/server.ts";
import { startPlaying } from "./testing/playing.ts";

const server = useServer();
const HOUR = 3_600_000;
const iso = (at: number): string => new Date(at).toISOString();
const SIDES = "rbrrbrb";

const CLOCKS = [
  ["an hour slow", -HOUR],
  ["an hour fast", HOUR],
  ["in 1970", -Date.now()],
] as const;

const goalAt = (index: number, occurredAt: number) => ({
  seq: index + 1,
  type: "goal",
  side: SIDES[index] === "r" ? "red" : "blue",
  occurredAt: iso(occurredAt),
});

type Told = "with sentAt" | "with occurredAt only";

describe.each(CLOCKS)("[F07] a device whose clock is %s", (_name, offMs) => {
  it.each(["with sentAt", "with occurredAt only"] as Told[])(
    "[R8] keeps its goals in order and alerts (%s)",
    async (told) => {
      const { send, matches, known, verify } = await startPlaying(server(), { bounceMs: 0 });
      const start = Date.now() - 60_000;
      for (const index of SIDES.split("").keys()) {
        const now = Date.now() + offMs;
        await send([goalAt(index, now - 50)], {
          sentUptimeMs: undefined,
          ...(told === "with sentAt" && { sentAt: iso(now) }),
        });
      }
      const [match, ...others] = await matches();
      expect(others).toEqual([]);
      expect(match).toMatchObject({ red: 4, blue: 3, goals: SIDES, status: "live" });
      const { alerts, clockSkewSeconds } = await known();
      expect(alerts).toContain("clock_skew");
      expect(Math.abs(Number(clockSkewSeconds) + offMs / 1_000)).toBeLessThan(10);
      if (told === "with sentAt") expect(Date.parse(match?.startedAt ?? "")).toBeGreaterThan(start);
      await verify();
    },
  );
});

describe("a device whose clock jumps", () => {
  it.each([
    ["forward", HOUR],
    ["back", -HOUR],
  ])(
    "[F07] [R8] an hour %s in the middle of a match, its goals stay in order and in the present",
    async (_way, jump) => {
      const { send, matches, verify } = await startPlaying(server(), { bounceMs: 0 });
      for (const index of SIDES.split("").keys()) {
        const now = Date.now() + (index < 3 ? 0 : jump);
        await send([goalAt(index, now - 50)], { sentUptimeMs: undefined, sentAt: iso(now) });
      }
      const [match] = await matches();
      expect(match).toMatchObject({ red: 4, blue: 3, goals: SIDES, status: "live" });
      await verify();
    },
  );

  it("[F07] [R8] when its uptime begins again without a restart, later goals are now, not long ago", async () => {
    const { send, table, admin, matches, verify } = await startPlaying(server());
    const goal = (seq: number, uptimeMs: number) => ({ seq, type: "goal", side: "red", uptimeMs });
    await send([goal(1, 4_294_960_000)], { sentUptimeMs: 4_294_960_100 });
    const before = Date.now();
    await send([goal(2, 2_000)], { sentUptimeMs: 2_100 });
    await send([goal(3, 4_000)], { sentUptimeMs: 4_100 });
    const [match] = await matches();
    expect(match).toMatchObject({ red: 3, goals: "rrr" });
    const seen = await admin.get(`/api/v1/tables/${table.id}`);
    const lastGoalAt = Date.parse(seen.body.currentMatch.lastGoalAt);
    expect(lastGoalAt).toBeGreaterThan(before - 1_000);
    await verify();
  });

  it("[F07] [R8] what was noticed before the clock was set goes just before what came after", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const now = Date.now();
    const instants = [1_000, 5_000, now - 3_000, now - 2_000];
    await send(
      instants.map((instant, index) => goalAt(index, instant)),
      {
        sentUptimeMs: undefined,
        sentAt: iso(now),
      },
    );
    const [match] = await matches();
    expect(match).toMatchObject({ red: 3, blue: 1, goals: "rbrr" });
    expect(Date.parse(match?.startedAt ?? "")).toBeGreaterThan(now - 60_000);
    await verify();
  });
});

describe("a device that restarts in the middle of a match", () => {
  it("[F08] [R9] what it had not sent yet counts once, before what came after", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const goal = (seq: number, side: string, uptimeMs: number) => ({
      seq,
      type: "goal",
      side,
      uptimeMs,
    });
    const old = [goal(2, "blue", 82_000), goal(3, "red", 84_000), goal(4, "blue", 86_000)];
    await send([goal(1, "red", 80_000)], { bootId: "one", sentUptimeMs: 90_000 });
    await send([goal(1, "red", 2_000)], { bootId: "two", sentUptimeMs: 2_000 });
    await send(old, { bootId: "one", sentUptimeMs: undefined });
    await send(old, { bootId: "one", sentUptimeMs: undefined });
    await send([goal(2, "red", 4_000)], { bootId: "two", sentUptimeMs: 4_000 });
    const [match, ...others] = await matches();
    expect(others).toEqual([]);
    expect(match).toMatchObject({ red: 4, blue: 2, goals: "rbrbrr" });
    await verify();
  });

  it("[F08] [R9] a run that was never heard of sends its buffer first: it stays before the new run", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const goal = (seq: number, side: string, uptimeMs: number) => ({
      seq,
      type: "goal",
      side,
      uptimeMs,
    });
    await send([goal(1, "red", 10_000), goal(2, "red", 12_000)], {
      bootId: "one",
      sentUptimeMs: undefined,
    });
    await send([goal(1, "blue", 1_000), goal(2, "blue", 3_000)], {
      bootId: "two",
      sentUptimeMs: 9_000,
    });
    const [match] = await matches();
    expect(match).toMatchObject({ red: 2, blue: 2, goals: "rrbb" });
    await verify();
  });
});
