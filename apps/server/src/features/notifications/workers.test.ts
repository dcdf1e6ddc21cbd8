import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, newPlayer } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { deliverNext } from "./deliver.ts";
import { forgetOldNotices } from "./notifier.ts";
import { withdraw } from "./outbox.ts";
import { planNext } from "./plan.ts";
import { createPush } from "./push.ts";
import { type Browser, type PushService, startPushService } from "./testing/push-service.ts";
import {
  awaiting,
  deliveriesTo,
  inboxOf,
  noticeFor,
  PREFERENCES,
  SOON,
  tellAll,
} from "./testing/telling.ts";

const DEVICES = "/api/v1/me/push-subscriptions";

let service: PushService;
let server: TestServer;
let second: TestServer;
beforeAll(async () => {
  service = await startPushService();
  server = await startServer({ reach: "loopback" });
  second = await startOtherProcess(server.databaseUrl, { reach: "loopback" });
});
afterAll(async () => {
  await second.close();
  await server.close();
  await service.close();
});

type Player = Client & { id: string };
async function withBrowser(limit = 50): Promise<{ player: Player; browser: Browser }> {
  const player = await newPlayer(server);
  const browser = service.newBrowser();
  await player.post(DEVICES, browser.subscription);
  await player.patch(PREFERENCES, { dailyLimit: { push: limit } });
  return { player, browser };
}
const noticesFor = (player: Player, count: number) =>
  Promise.all(Array.from({ length: count }, () => noticeFor(server, player.id)));
const settled = (player: Player, count: number) =>
  expect
    .poll(
      async () =>
        (await deliveriesTo(server, player.id)).filter(({ outcome }) => outcome !== null).length,
      SOON,
    )
    .toBe(count);

describe("several processes", () => {
  it("[N21] tell everything once between them", async () => {
    const { player, browser } = await withBrowser();
    const notices = await noticesFor(player, 40);
    await Promise.all(notices.map((notice) => tellAll(server, [notice])));
    await settled(player, 40);
    expect(browser.calls()).toBe(40);
    expect(new Set(browser.received.map(({ topic }) => topic)).size).toBe(40);
    expect(await inboxOf(player)).toHaveLength(40);
    const deliveries = await deliveriesTo(server, player.id);
    expect(deliveries.every(({ outcome, attempts }) => outcome === "sent" && attempts === 1)).toBe(
      true,
    );
  });

  it("[N11] of many at once five a day are pushed; the inbox has them all", async () => {
    const { player, browser } = await withBrowser(5);
    const notices = await noticesFor(player, 30);
    await Promise.all(notices.map((notice) => tellAll(server, [notice])));
    await settled(player, 30);
    expect(browser.calls()).toBe(5);
    expect(await inboxOf(player)).toHaveLength(30);
    const outcomes = (await deliveriesTo(server, player.id)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "sent")).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === "limit")).toHaveLength(25);
  });

  it("[N2] what is taken back while it is being sent is either sent or not, and never twice", async () => {
    const { player, browser } = await withBrowser();
    const notices = await noticesFor(player, 40);
    await Promise.all(
      notices.map(async (notice) => {
        await tellAll(server, [notice]);
        await server.database.db.transaction().execute((tx) => withdraw(tx, [notice.subject]));
      }),
    );
    await expect.poll(() => awaiting(server, player.id), SOON).toEqual([]);
    const told = await inboxOf(player);
    await settled(player, told.length);
    const deliveries = await deliveriesTo(server, player.id);
    const untouched = deliveries.filter(({ attempts }) => attempts === 0);
    expect(untouched.every(({ outcome }) => outcome === "withdrawn")).toBe(true);
    expect(browser.calls()).toBe(deliveries.length - untouched.length);
    expect(deliveries.every(({ attempts }) => attempts <= 1)).toBe(true);
  });
});

describe("without a process that tells", () => {
  let alone: TestServer;
  let player: Player;
  let browser: Browser;
  const deps = () => ({
    db: alone.database.db,
    push: createPush({
      settings: { PUBLIC_URL: undefined, MAIL_FROM: "babyfoot@localhost" },
      secretKey: "another secret key of a process",
      reach: "loopback",
    }),
    mailer: undefined,
    secretKey: "another secret key of a process",
    reach: "loopback" as const,
    onSent: () => undefined,
  });
  const plan = () => planNext(alone.database.db, { mail: false });

  beforeAll(async () => {
    alone = await startServer({ reach: "loopback" });
    // Nothing of the server is asked any more: only its database stays.
    player = await newPlayer(alone);
    browser = service.newBrowser();
    await player.post(DEVICES, browser.subscription);
    await player.patch(PREFERENCES, { dailyLimit: { push: 50 } });
    await alone.app.close();
  });
  afterAll(() => alone.close());

  it("[N1] what is written waits for the next start; none of it is lost", async () => {
    await tellAll(alone, [await noticeFor(alone, player.id), await noticeFor(alone, player.id)]);
    expect(await awaiting(alone, player.id)).toHaveLength(2);
    while (await plan()) expect(browser.calls()).toBe(0);
    while (await deliverNext(deps(), "push"));
    expect(browser.received).toHaveLength(2);
    expect(await deliverNext(deps(), "push")).toBe(false);
  });

  it("[N21] what a process has taken and died with is another's after a while", async () => {
    await tellAll(alone, [await noticeFor(alone, player.id)]);
    await plan();
    const before = browser.calls();
    await sql`update notice_deliveries set attempts = 1, due_at = now() + interval '90 seconds'
      where due_at is not null`.execute(alone.database.db);
    expect(await deliverNext(deps(), "push")).toBe(false);
    await sql`update notice_deliveries set due_at = now() where due_at is not null`.execute(
      alone.database.db,
    );
    expect(await deliverNext(deps(), "push")).toBe(true);
    expect(browser.calls()).toBe(before + 1);
  });

  it("[N2] what has become untrue meanwhile is neither planned nor sent", async () => {
    const before = browser.calls();
    const validUntil = Date.now() + 60_000;
    const [planned, waiting] = [
      await noticeFor(alone, player.id, { validUntil }),
      await noticeFor(alone, player.id, { validUntil }),
    ];
    const passes = () =>
      sql`update notices set valid_until = now() - interval '1 second'`.execute(alone.database.db);
    await tellAll(alone, [planned]);
    await plan();
    await tellAll(alone, [waiting]);
    await passes();
    while (await plan());
    expect(await deliverNext(deps(), "push")).toBe(true);
    expect(await deliverNext(deps(), "push")).toBe(false);
    expect(browser.calls()).toBe(before);
    expect((await deliveriesTo(alone, player.id)).at(-1)?.outcome).toBe("untrue");
  });

  it("[N10] what falls into quiet hours waits for their end", async () => {
    const at = (minutes: number) => {
      const zone = { timeZone: "Europe/Paris", hour: "2-digit", minute: "2-digit" } as const;
      return new Date(Date.now() + minutes * 60_000).toLocaleTimeString("en-GB", zone);
    };
    const quietHours = { push: { from: at(-60), to: at(60) }, mail: null };
    await alone.database.db
      .updateTable("notice_preferences")
      .set({ chosen: JSON.stringify({ quietHours }) })
      .execute();
    const [lasting, passing] = [
      await noticeFor(alone, player.id),
      await noticeFor(alone, player.id, { validUntil: Date.now() + 30 * 60_000 }),
    ];
    await tellAll(alone, [lasting]);
    await plan();
    await tellAll(alone, [passing]);
    await plan();
    expect(await deliverNext(deps(), "push")).toBe(false);
    const { rows } = await sql<{ minutes: number }>`
      select round(extract(epoch from due_at - now()) / 60)::int as minutes from notice_deliveries
      where due_at is not null`.execute(alone.database.db);
    expect(rows.map(({ minutes }) => minutes >= 59 && minutes <= 60)).toEqual([true]);
    expect((await deliveriesTo(alone, player.id)).at(-1)?.outcome).toBe("untrue");
  });

  it("[N22] what was told a month ago is forgotten, what is still to be told is not", async () => {
    const { db } = alone.database;
    const ahead = await noticeFor(alone, player.id, { notBefore: Date.now() + 86_400_000 });
    await tellAll(alone, [ahead]);
    await sql`update notices set planned_at = now() - interval '31 days' where planned_at is not null`.execute(
      db,
    );
    await sql`update notices set created_at = now() - interval '60 days'`.execute(db);
    await forgetOldNotices(db);
    const kept = await db.selectFrom("notices").select("key").execute();
    expect(kept.map(({ key }) => key)).toEqual([ahead.key]);
    expect(await deliveriesTo(alone, player.id)).toEqual([]);
  });
});

describe("whoever leaves", () => {
  it("[N22] takes everything of this with them, and nothing stays", async () => {
    const { player, browser } = await withBrowser();
    await tellAll(server, await noticesFor(player, 2));
    await browser.push(2);
    await tellAll(server, [
      await noticeFor(server, player.id, { notBefore: Date.now() + 3_600_000 }),
    ]);
    const held = (await player.get("/api/v1/me/export")).body;
    expect(held.notices).toHaveLength(3);
    expect(held.deliveries).toHaveLength(2);
    expect(held.pushDevices[0].endpoint).toBe(browser.subscription.endpoint);
    expect(JSON.stringify(held)).not.toContain(browser.subscription.keys.auth);
    expect(held.noticePreferences[0].chosen.dailyLimit.push).toBe(50);
    expect(held.noticeCounts).toMatchObject([{ channel: "push", count: 2 }]);
    expect((await player.delete("/api/v1/me")).status).toBe(204);
    const tables = [
      "notices",
      "notice_preferences",
      "notice_counts",
      "push_subscriptions",
    ] as const;
    for (const table of tables) {
      const left = await server.database.db
        .selectFrom(table)
        .select("player_id")
        .where("player_id", "=", player.id)
        .execute();
      expect([table, left]).toEqual([table, []]);
    }
  });

  it("[N22] while they are being told something: neither waits for the other for ever", async () => {
    const players = await Promise.all(Array.from({ length: 8 }, () => newPlayer(server)));
    const answers = await Promise.all(
      players.map(async (player) => {
        await tellAll(server, await noticesFor(player, 5));
        return player.delete("/api/v1/me");
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(players.map(() => 204));
  });
});
