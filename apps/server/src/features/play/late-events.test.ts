import { describe, expect, it } from "vitest";
import { useServer } from "../../../test/server.ts";
import { type Playing, startPlaying } from "../device-api/testing/playing.ts";
import { closeSilentMatches } from "./silence.ts";

const server = useServer();
const MINUTE = 60_000;

/** A goal so many minutes ago. */
const goal = (seq: number, side: "red" | "blue", minutesAgo: number) => ({
  seq,
  type: "goal",
  side,
  occurredAt: new Date(Date.now() - minutesAgo * MINUTE).toISOString(),
});

/** A wall clock that is right; all of one boot unless told otherwise. */
const clock = () => ({ sentUptimeMs: undefined, sentAt: new Date().toISOString() });

/** As if what has arrived so far had arrived long ago. */
async function letTimePass({ table }: Playing, minutes: number): Promise<void> {
  const { db } = server().database;
  const { numUpdatedRows } = await db
    .updateTable("table_events")
    .set({ received_at: new Date(Date.now() - minutes * MINUTE) })
    .where("table_id", "=", table.id)
    .executeTakeFirstOrThrow();
  expect(Number(numUpdatedRows)).toBeGreaterThan(0);
}

describe("a match that has fallen silent", () => {
  it("[R17] is given up after the venue's limit, and the next goal begins another", async () => {
    const playing = await startPlaying(server());
    const { send, matches, verify } = playing;
    await send([goal(1, "red", 20), goal(2, "red", 16)], clock());
    await letTimePass(playing, 16);
    await closeSilentMatches(server().database.db);
    expect(await matches()).toMatchObject([{ status: "abandoned", red: 2, winner: null }]);
    await send([goal(3, "blue", 0)], clock());
    expect(await matches()).toMatchObject([
      { status: "abandoned", red: 2, blue: 0 },
      { status: "live", red: 0, blue: 1 },
    ]);
    await verify();
  });

  it("[R17] goes on while something of it was heard within the limit", async () => {
    const playing = await startPlaying(server());
    const { send, matches, verify } = playing;
    await send([goal(1, "red", 20), goal(2, "red", 14)], clock());
    await letTimePass(playing, 14);
    await closeSilentMatches(server().database.db);
    expect(await matches()).toMatchObject([{ status: "live", red: 2 }]);
    await verify();
  });

  it("[R17] goes on while goals arrive from a device whose clock is an hour slow", async () => {
    const { send, matches, verify } = await startPlaying(server());
    await send([goal(1, "red", 60)], { sentUptimeMs: undefined });
    await send([goal(2, "blue", 59)], { sentUptimeMs: undefined });
    await closeSilentMatches(server().database.db);
    expect(await matches()).toMatchObject([{ status: "live", red: 1, blue: 1 }]);
    await verify();
  });

  it("[R18] the buffer that comes afterwards still goes where it belongs", async () => {
    const playing = await startPlaying(server());
    const { send, matches, verify } = playing;
    await send([goal(1, "red", 40), goal(2, "red", 39)], clock());
    await letTimePass(playing, 39);
    await closeSilentMatches(server().database.db);
    await send([goal(3, "blue", 38), goal(4, "blue", 37)], clock());
    expect(await matches()).toMatchObject([
      { status: "abandoned", red: 2, blue: 2, goals: "rrbb" },
    ]);
    await verify();
  });

  it("[R18] the buffer may also show that it was not silent: the match goes on", async () => {
    const playing = await startPlaying(server());
    const { send, matches, verify } = playing;
    await send([goal(1, "red", 20), goal(2, "red", 19)], clock());
    await letTimePass(playing, 19);
    await closeSilentMatches(server().database.db);
    expect(await matches()).toMatchObject([{ status: "abandoned" }]);
    await send([goal(3, "blue", 10), goal(4, "blue", 2)], clock());
    expect(await matches()).toMatchObject([{ status: "live", red: 2, blue: 2 }]);
    await verify();
  });
});

describe("an event that arrives late", () => {
  it("[R18] moves goals between matches when it decides which goal was the tenth", async () => {
    const { send, matches, verify } = await startPlaying(server());
    const all = [..."rrrrrrrrrrbb"].map((letter, index) =>
      goal(index + 1, letter === "r" ? "red" : "blue", 5 - index / 10),
    );
    await send(
      all.filter(({ seq }) => seq !== 3),
      clock(),
    );
    expect(await matches()).toMatchObject([{ status: "live", red: 9, blue: 2 }]);
    await send(
      all.filter(({ seq }) => seq === 3),
      clock(),
    );
    expect(await matches()).toMatchObject([
      { status: "finished", winner: "red", red: 10, blue: 0 },
      { status: "live", red: 0, blue: 2 },
    ]);
    await verify();
  });

  it("[R18] leaves alone the match before, though somebody has put it right meanwhile", async () => {
    const { send, matches, admin, verify } = await startPlaying(server());
    const first = [..."rrrrrrrrrr"].map((_, index) => goal(index + 1, "red", 9 - index / 10));
    await send([...first, goal(11, "blue", 7)], clock());
    const [over] = await matches();
    const corrected = await admin.post(`/api/v1/matches/${over?.id}/corrections`, {
      red: 10,
      blue: 4,
    });
    expect(corrected.status, JSON.stringify(corrected.body)).toBe(201);
    await send([goal(14, "blue", 0)], clock());
    await send([goal(13, "red", 0.02)], clock());
    expect(await matches()).toMatchObject([
      { id: over?.id, status: "finished", winner: "red", red: 10, blue: 4, notes: [] },
      { status: "live", red: 1, blue: 2 },
    ]);
    await verify();
  });

  it("[R18] never goes before what a person has done at the table meanwhile", async () => {
    const { send, matches, admin, verify } = await startPlaying(server());
    await send([goal(1, "red", 3), goal(2, "red", 2)], clock());
    const [match] = await matches();
    const undone = await admin.post(`/api/v1/matches/${match?.id}/corrections`, {});
    expect(undone.status).toBe(201);
    await send([goal(3, "blue", 1)], clock());
    expect(await matches()).toMatchObject([{ red: 1, blue: 1, goals: "rb" }]);
    await verify();
  });

  it("[R18] that opens a match earlier than known moves its beginning", async () => {
    const { send, matches, verify } = await startPlaying(server());
    await send([goal(2, "red", 4)], clock());
    await send([goal(1, "blue", 6)], clock());
    const [match, ...others] = await matches();
    expect(others).toEqual([]);
    expect(match).toMatchObject({ red: 1, blue: 1, goals: "br" });
    const ago = Date.now() - Date.parse(match?.startedAt ?? "");
    expect(ago).toBeGreaterThan(5.9 * MINUTE);
    await verify();
  });
});
