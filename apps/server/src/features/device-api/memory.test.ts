import type { LiveDelta } from "@babyfoot/contract";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { useServer } from "../../../test/server.ts";
import { goalEvents, matchesOf, type Playing, startPlaying } from "./testing/playing.ts";

const server = useServer();
const NOW = 1_000_000;

/** A table that both processes have played on, and so remember: 1–1. */
async function playedAtBoth(): Promise<Playing & { elsewhere: Client; end: () => Promise<void> }> {
  const other = await startOtherProcess(server().databaseUrl);
  const playing = await startPlaying(server());
  const elsewhere = new Client(other);
  const [first, second] = goalEvents("rb", 1, NOW - 20_000);
  if (first === undefined || second === undefined) throw new Error("no goals");
  await playing.send([first]);
  await sendEvents(elsewhere, playing.device, { events: [second] });
  await playing.send([{ ...second }]);
  return { ...playing, elsewhere, end: () => other.close() };
}

const goal = (seq: number, side: "red" | "blue") => ({
  seq,
  type: "goal",
  side,
  uptimeMs: NOW - 15_000 + seq * 1_000,
});

describe("[R19] what a process remembers of a table and its devices", () => {
  it("is left at once for what another process has written: goals that go now here, now there count once", async () => {
    const { device, anyone, elsewhere, matches, verify, end } = await playedAtBoth();
    try {
      for (let seq = 3; seq <= 14; seq += 1) {
        const via = seq % 2 === 0 ? anyone : elsewhere;
        const answer = await sendEvents(via, device, { events: [goal(seq, "red")] });
        expect(answer.body).toMatchObject({ acknowledgedSeq: seq, accepted: 1, duplicates: 0 });
        const again = await sendEvents(via === anyone ? elsewhere : anyone, device, {
          events: [goal(seq, "red")],
        });
        expect(again.body).toMatchObject({ acknowledgedSeq: seq, accepted: 0, duplicates: 1 });
      }
      const told = (await matches()).map(({ red, blue, status }) => [red, blue, status]);
      expect(told).toEqual([
        [10, 1, "finished"],
        [3, 0, "live"],
      ]);
      await verify();
    } finally {
      await end();
    }
  });

  it("is no way in: a device revoked at one process is refused by the other", async () => {
    const { admin, device, elsewhere, end } = await playedAtBoth();
    try {
      expect((await admin.delete(`/api/v1/devices/${device.id}`)).status).toBe(204);
      const refused = await sendEvents(elsewhere, device, { events: [goal(3, "red")] });
      expect([refused.status, refused.body.code]).toEqual([401, "unknown_token"]);
    } finally {
      await end();
    }
  });

  it("follows a device that is moved to another table and back", async () => {
    const { admin, device, table, anyone, elsewhere, matches, verify, end } = await playedAtBoth();
    const away = await startPlaying(server());
    try {
      const move = (tableId: string) => admin.patch(`/api/v1/devices/${device.id}`, { tableId });
      await move(away.table.id);
      await sendEvents(elsewhere, device, { events: [goal(3, "blue")] });
      await move(table.id);
      const back = await sendEvents(anyone, device, { events: [goal(3, "blue"), goal(4, "red")] });
      expect(back.body).toMatchObject({ acknowledgedSeq: 4, accepted: 1, duplicates: 1 });
      expect(await matches()).toMatchObject([{ red: 2, blue: 1 }]);
      expect(await matchesOf(anyone, away.table.id)).toMatchObject([{ red: 0, blue: 1 }]);
      await verify();
    } finally {
      await end();
    }
  });

  it("follows a table whose bounce limit changes at the other process", async () => {
    const { admin, device, table, elsewhere, matches, end } = await playedAtBoth();
    try {
      await admin.patch(`/api/v1/tables/${table.id}`, { bounceMs: 5_000 });
      const both = { events: [goal(3, "red"), goal(5, "red")] };
      await sendEvents(elsewhere, device, both);
      expect(await matches()).toMatchObject([{ red: 2, blue: 1, goals: "rbr" }]);
      await admin.patch(`/api/v1/tables/${table.id}`, { bounceMs: 0 });
      await sendEvents(elsewhere, device, { events: [goal(7, "red")] });
      expect(await matches()).toMatchObject([{ red: 3, blue: 1 }]);
    } finally {
      await end();
    }
  });

  it("knows of a goal entered by hand at the other process", async () => {
    const { admin, device, anyone, elsewhere, matches, verify, end } = await playedAtBoth();
    try {
      const [match] = await matches();
      await admin.post(`/api/v1/matches/${match?.id}/goals`, { side: "blue" });
      await sendEvents(elsewhere, device, { events: [goal(3, "red")] });
      await admin.post(`/api/v1/matches/${match?.id}/corrections`, { side: "blue" });
      await sendEvents(elsewhere, device, { events: [goal(4, "red")] });
      await sendEvents(anyone, device, { events: [goal(5, "red")] });
      expect(await matches()).toMatchObject([{ red: 4, blue: 1 }]);
      await verify();
    } finally {
      await end();
    }
  });

  it("tells viewers of a table as the other process has left it", async () => {
    const { admin, device, table, elsewhere, end } = await playedAtBoth();
    const announced = async () => {
      const { rows } = await sql<{ data: LiveDelta }>`
        select data::json as data from live_events where table_id = ${table.id}
        and type = 'table.changed' order by version desc limit 1`.execute(server().database.db);
      const [row] = rows;
      if (row?.data.type !== "table.changed") throw new Error("nothing was announced");
      const { name, status, openFaults, currentMatch } = row.data.table;
      return { name, status, faults: openFaults.length, match: currentMatch?.scoreBlue ?? null };
    };
    /** Eight more goals end the match that stands at 1–1; the next goal begins another. */
    const play = (seq: number) =>
      sendEvents(elsewhere, device, {
        events: Array.from({ length: 10 }, (_, index) => goal(seq + index, "blue")),
      });
    try {
      await play(3);
      expect(await announced()).toMatchObject({ status: "playing", faults: 0, match: 1 });
      await admin.patch(`/api/v1/tables/${table.id}`, { name: "By the window" });
      const fault = { kind: "broken_rod", blocking: true };
      await admin.post(`/api/v1/tables/${table.id}/faults`, fault);
      await play(13);
      expect(await announced()).toMatchObject({
        name: "By the window",
        status: "maintenance",
        faults: 1,
        match: 1,
      });
    } finally {
      await end();
    }
  });

  it("is of a run also what only its log tells: nothing counts twice elsewhere, and a restart comes after it", async () => {
    const { device, anyone, elsewhere, matches, verify, end } = await playedAtBoth();
    try {
      for (let seq = 3; seq <= 9; seq += 1)
        await sendEvents(elsewhere, device, { events: [goal(seq, "red")] });
      const restarted = { bootId: "restarted", sentUptimeMs: 2_000 };
      await sendEvents(anyone, device, {
        ...restarted,
        events: [{ seq: 1, type: "goal", side: "blue", uptimeMs: 1_000 }],
      });
      const again = await sendEvents(anyone, device, {
        events: [goal(8, "red"), goal(9, "red"), goal(10, "red")],
      });
      expect(again.body).toMatchObject({ acknowledgedSeq: 10, accepted: 1, duplicates: 2 });
      expect((await matches()).at(0)).toMatchObject({ red: 9, blue: 2 });
      await verify();
    } finally {
      await end();
    }
  });

  it("is written anew every now and then, so that one that starts reads little", async () => {
    const { send, table, verify } = await startPlaying(server(), { bounceMs: 0 });
    for (let from = 1; from <= 201; from += 40)
      await send(goalEvents("rb".repeat(20), from, NOW + from * 1_000), {
        sentUptimeMs: NOW + from * 1_000 + 40_000,
      });
    const { db } = server().database;
    const behind = await db
      .selectFrom("table_events as e")
      .innerJoin("table_checkpoints as c", "c.table_id", "e.table_id")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("e.table_id", "=", table.id)
      .whereRef("e.at", ">", "c.at")
      .executeTakeFirstOrThrow();
    expect(behind.count).toBeLessThan(64);
    await verify();
  });
});
