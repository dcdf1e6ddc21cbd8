import { describe, expect, it } from "vitest";
import { sendEvents } from "../../../test/campus.ts";
import { Client, newPlayer } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { useServer } from "../../../test/server.ts";
import { goalEvents, startPlaying } from "./testing/playing.ts";

const server = useServer();
const NOW = 1_000_000;

describe("calls that race", () => {
  it("[R6] the same envelope twenty times at once counts once", async () => {
    const { device, anyone, matches, verify } = await startPlaying(server());
    const envelope = { events: goalEvents("rrbrb", 1, NOW) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => sendEvents(anyone, device, envelope)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const sum = (of: "accepted" | "duplicates") =>
      answers.reduce((total, { body }) => total + Number(body[of]), 0);
    expect([sum("accepted"), sum("duplicates")]).toEqual([5, 95]);
    expect(await matches()).toMatchObject([{ red: 3, blue: 2 }]);
    await verify();
  });

  it("[R6] two server processes take events of one table at once, each event once", async () => {
    const other = await startOtherProcess(server().databaseUrl);
    try {
      const { device, anyone, matches, verify } = await startPlaying(server());
      const elsewhere = new Client(other);
      const goals = goalEvents("rbrbrbrbrbrbrbrb", 1, NOW);
      const calls = goals.flatMap((goal) => [
        sendEvents(anyone, device, { events: [goal] }),
        sendEvents(elsewhere, device, { events: [goal] }),
      ]);
      const answers = await Promise.all(calls);
      expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200));
      expect(await matches()).toMatchObject([{ red: 8, blue: 8 }]);
      const last = await sendEvents(elsewhere, device, { events: goals });
      expect(last.body).toMatchObject({ acknowledgedSeq: 16, accepted: 0, duplicates: 16 });
      await verify();
    } finally {
      await other.close();
    }
  });

  it("[R6] a device that is moved to and fro while it scores loses no goal, and none counts twice", async () => {
    const here = await startPlaying(server(), { bounceMs: 0 });
    const there = await startPlaying(server(), { bounceMs: 0 });
    const other = await startOtherProcess(server().databaseUrl);
    try {
      const { admin, device, anyone } = here;
      const goals = goalEvents("rb".repeat(30), 1, NOW);
      const move = (tableId: string) => admin.patch(`/api/v1/devices/${device.id}`, { tableId });
      const moving = async () => {
        for (let turn = 0; turn < 10; turn += 1) {
          const target = turn % 2 === 0 ? there : here;
          expect((await move(target.table.id)).status).toBe(200);
        }
      };
      const scoring = async () => {
        for (const [index, one] of goals.entries()) {
          const via = index % 3 === 0 ? new Client(other) : anyone;
          const answer = await sendEvents(via, device, { events: [one] });
          expect([answer.status, answer.body.acknowledgedSeq]).toEqual([200, index + 1]);
        }
      };
      await Promise.all([moving(), scoring()]);
      const told = [...(await here.matches()), ...(await there.matches())];
      expect(told.reduce((sum, { goals: scored }) => sum + scored.length, 0)).toBe(goals.length);
      await here.verify();
      await there.verify();
    } finally {
      await other.close();
    }
  });

  it("[R6] two devices and two processes at one table lose and double nothing", async () => {
    const other = await startOtherProcess(server().databaseUrl);
    try {
      const one = await startPlaying(server());
      const second = await one.admin.post("/api/v1/devices", {
        tableId: one.table.id,
        name: "the other goal",
        kind: "native",
      });
      const devices = [one.device, { ...one.device, token: String(second.body.token) }];
      const clients = [new Client(server()), new Client(other)];
      const calls = devices.flatMap((device, which) =>
        goalEvents((which === 0 ? "r" : "b").repeat(30), 1, NOW).flatMap((goal) =>
          clients.map((client) => sendEvents(client, device, { events: [goal] })),
        ),
      );
      const answers = await Promise.all(calls);
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      const played = await one.matches();
      expect(played.map(({ goals }) => goals).join("").length).toBe(60);
      await one.verify();
    } finally {
      await other.close();
    }
  });

  it("[R7] goals taken back by hand while the device scores leave the score that the log gives", async () => {
    const { send, matches, table, verify, admin } = await startPlaying(server());
    const player = await newPlayer(server());
    const opened = await player.post("/api/v1/matches", {
      tableId: table.id,
      red: [player.id],
      blue: [],
      format: {},
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    await send(goalEvents("rbrb", 1, NOW));
    const undo = () => admin.post(`/api/v1/matches/${opened.body.id}/corrections`, {});
    const work = Array.from({ length: 5 }, (_, index) => [
      send([{ seq: 5 + index, type: "goal", side: "red", uptimeMs: NOW + index * 1_000 }], {
        sentUptimeMs: NOW + 10_000,
      }),
      undo(),
    ]);
    const answers = await Promise.all(work.flat());
    const undone = answers.filter(({ status }) => status === 201).length;
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const [match] = await matches();
    expect((match?.red ?? 0) + (match?.blue ?? 0)).toBe(9 - undone);
    await verify();
  });
});
