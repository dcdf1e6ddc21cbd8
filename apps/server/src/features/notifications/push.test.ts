import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPlayer } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { type Browser, type PushService, startPushService } from "./testing/push-service.ts";
import {
  deliveriesTo,
  inboxOf,
  noticeFor,
  PREFERENCES,
  retryNow,
  SOON,
  tellAll,
  waitOf,
} from "./testing/telling.ts";
import { vapidKeysOf } from "./vapid.ts";

const DEVICES = "/api/v1/me/push-subscriptions";

let service: PushService;
let server: TestServer;
beforeAll(async () => {
  service = await startPushService();
  server = await startServer({ reach: "loopback" });
});
afterAll(async () => {
  await server.close();
  await service.close();
});

type Player = Awaited<ReturnType<typeof newPlayer>>;

async function subscribed(player: Player): Promise<Browser> {
  const browser = service.newBrowser();
  const answer = await player.post(DEVICES, browser.subscription);
  expect(answer.status).toBe(201);
  return browser;
}
async function withBrowser(): Promise<{ player: Player; browser: Browser }> {
  const player = await newPlayer(server);
  return { player, browser: await subscribed(player) };
}
const tell = async (player: Player, given: Parameters<typeof noticeFor>[2] = {}) =>
  tellAll(server, [await noticeFor(server, player.id, given)]);
const outcomes = async (player: Player) =>
  (await deliveriesTo(server, player.id)).map(({ outcome }) => outcome);
const test = async (player: Player) =>
  (await player.post(`${PREFERENCES}/test`, { channel: "push" })).body;

describe("a push", () => {
  it("[N13] comes encrypted for its browser and signed by this installation, and leads somewhere", async () => {
    const { player, browser } = await withBrowser();
    const validUntil = Date.now() + 180_000;
    await tell(player, { path: "/book", validUntil });
    const push = await browser.push(1);
    expect(browser.wrong).toEqual([]);
    expect(push.message).toMatchObject({ title: "Une table pour toi", path: "/book" });
    expect(push.message.text).toContain("Table T est à toi");
    const { publicKey } = (await player.get("/api/v1/push-key")).body;
    expect(push.key).toBe(publicKey);
    expect(push.claims.sub).toBe("mailto:babyfoot@localhost");
    expect(push.urgency).toBe("high");
    expect(push.ttl).toBeGreaterThan(120);
    expect(push.ttl).toBeLessThanOrEqual(180);
    await expect.poll(() => outcomes(player), SOON).toEqual(["sent"]);
  });

  it("[N13] a newer one about the same replaces it", async () => {
    const { player, browser } = await withBrowser();
    await tell(player, { subject: "one", kind: "queue_next" });
    await browser.push(1);
    await tell(player, { subject: "one" });
    await browser.push(2);
    await tell(player, { subject: "another" });
    await browser.push(3);
    const [first, second, third] = browser.received;
    expect(second?.topic).toBe(first?.topic);
    expect(second?.message.tag).toBe(first?.topic);
    expect(third?.topic).not.toBe(first?.topic);
    expect(first?.topic).toMatch(/^[\w-]{1,32}$/);
  });

  it("[N13] comes in the language of its reader, to each of their devices once", async () => {
    const { player, browser } = await withBrowser();
    await player.patch("/api/v1/me", { locale: "en" });
    const other = await subscribed(player);
    await tell(player);
    for (const one of [browser, other])
      expect((await one.push(1)).message.title).toBe("A table for you");
    await expect.poll(() => outcomes(player), SOON).toEqual(["sent", "sent"]);
    expect([browser.calls(), other.calls()]).toEqual([1, 1]);
  });

  it("[N9] of what is switched off there is none, but the inbox has it", async () => {
    const { player, browser } = await withBrowser();
    await player.patch(PREFERENCES, { groups: { queue: { push: false } } });
    await tell(player);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(1);
    await tell(player, { kind: "booking_reminder" });
    expect((await browser.push(1)).message.title).toBe("Bientôt à toi");
    expect(browser.calls()).toBe(1);
  });

  it("[N13] the key is the same in every process, and another where the secret is another", () => {
    const secret = "a secret of thirty-two characters!";
    expect(vapidKeysOf(secret)).toEqual(vapidKeysOf(secret));
    expect(vapidKeysOf(`${secret}!`).publicKey).not.toBe(vapidKeysOf(secret).publicKey);
    expect(Buffer.from(vapidKeysOf(secret).publicKey, "base64url")).toHaveLength(65);
    expect(Buffer.from(vapidKeysOf(secret).privateKey, "base64url")).toHaveLength(32);
  });
});

describe("a push that does not arrive", () => {
  it.each([404, 410])("[N14] a browser that is gone (%i) is forgotten at once", async (status) => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status });
    await tell(player);
    await expect.poll(() => outcomes(player), SOON).toEqual(["gone"]);
    expect((await player.get(DEVICES)).body.items).toEqual([]);
    await tell(player);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(2);
    expect(browser.calls()).toBe(1);
  });

  it("[N14] a push service that asks to wait is asked again then, not before", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status: 429, headers: { "retry-after": "120" } });
    const before = Date.now();
    await tell(player);
    const waits = async () => {
      const { rows } = await sql<{ at: Date; attempts: number }>`
        select d.due_at as at, attempts from notice_deliveries d join notices n on n.id = d.notice_id
        where n.player_id = ${player.id}`.execute(server.database.db);
      return rows[0];
    };
    await expect
      .poll(async () => (await waits())?.at.getTime(), SOON)
      .toSatisfy((at) => Number(at) >= before + 120_000 && Number(at) < Date.now() + 121_000);
    await retryNow(server);
    // The retry itself is found by looking, which is what a process that starts does too.
    await browser.push(1);
    await expect.poll(() => outcomes(player), SOON).toEqual(["sent"]);
  });

  it("[N14] a passing failure is tried again, and comes once", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status: 503 });
    await tell(player);
    await expect.poll(() => waitOf(server), SOON).toBe(5);
    await retryNow(server);
    await browser.push(1);
    await expect.poll(() => outcomes(player), SOON).toEqual(["sent"]);
    expect(browser.calls()).toBe(2);
    expect(browser.received).toHaveLength(1);
  });

  it("[N14] what is untrue by the next try is not tried again", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status: 503 });
    await tell(player, { validUntil: Date.now() + 3_000 });
    await expect.poll(() => outcomes(player), SOON).toEqual(["untrue"]);
    expect(browser.calls()).toBe(1);
  });

  it("[N14] a refusal for good is not repeated", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status: 403 });
    await tell(player);
    await expect.poll(() => outcomes(player), SOON).toEqual(["failed"]);
    expect(browser.calls()).toBe(1);
  });
});

describe("devices", () => {
  it("[N15] a browser is one person's: whoever switches it on last", async () => {
    const { player, browser } = await withBrowser();
    const next = await newPlayer(server);
    expect((await next.post(DEVICES, browser.subscription)).status).toBe(201);
    expect((await player.get(DEVICES)).body.items).toEqual([]);
    await tell(player);
    await tell(next);
    await browser.push(1);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(1);
    expect(browser.calls()).toBe(1);
  });

  it("[N15] one that is removed gets nothing more; nobody removes another's", async () => {
    const { player, browser } = await withBrowser();
    const [{ id, endpointHash }] = (await player.get(DEVICES)).body.items;
    expect(endpointHash).toMatch(/^[0-9a-f]{64}$/);
    const other = await newPlayer(server);
    expect((await other.delete(`${DEVICES}/${id}`)).status).toBe(404);
    expect((await player.delete(`${DEVICES}/${id}`)).status).toBe(204);
    await tell(player);
    await expect.poll(() => inboxOf(player), SOON).toHaveLength(1);
    expect(await deliveriesTo(server, player.id)).toEqual([]);
    expect(browser.calls()).toBe(0);
  });

  it("[N15] a browser that subscribes anew replaces itself; of more than ten the oldest go", async () => {
    const { player, browser } = await withBrowser();
    const fresh = service.newBrowser();
    const replaces = browser.subscription.endpoint;
    await player.post(DEVICES, { ...fresh.subscription, replaces });
    expect((await player.get(DEVICES)).body.items).toHaveLength(1);
    for (let more = 0; more < 11; more += 1) await subscribed(player);
    expect((await player.get(DEVICES)).body.items).toHaveLength(10);
  });

  it("[F41] an endpoint within our own network, or a key that is none, is refused", async () => {
    const player = await newPlayer(server);
    const { endpoint, keys } = service.newBrowser().subscription;
    for (const wrong of [
      "https://10.0.0.1/push",
      "http://push.example/x",
      "https://a:b@push.example",
    ])
      if (!wrong.startsWith("http:"))
        expect((await player.post(DEVICES, { endpoint: wrong, keys })).body.code).toBe(
          "address_not_allowed",
        );
    const p256dh = Buffer.alloc(65, 4).toString("base64url");
    const answer = await player.post(DEVICES, { endpoint, keys: { ...keys, p256dh } });
    expect(answer.body.code).toBe("address_not_allowed");
  });
});

describe("the test button", () => {
  it("[N16] says that it arrived, and it did", async () => {
    const { player, browser } = await withBrowser();
    expect(await test(player)).toEqual({ result: "delivered", reason: null });
    expect(browser.received[0]?.message.title).toBe("Test réussi");
  });

  it("[N16] says why there was nobody to send to", async () => {
    const player = await newPlayer(server);
    expect(await test(player)).toEqual({ result: "none", reason: "no_device" });
    await player.patch(PREFERENCES, { dailyLimit: { push: 0 } });
    expect(await test(player)).toEqual({ result: "none", reason: "switched_off" });
    const mail = await player.post(`${PREFERENCES}/test`, { channel: "mail" });
    expect(mail.body).toEqual({ result: "none", reason: "mail_not_configured" });
  });

  it("[N16] says why it did not arrive", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext({ status: 500 }, { status: 403 }, { status: 410 });
    expect(await test(player)).toEqual({ result: "unreachable", reason: "failing" });
    expect(await test(player)).toEqual({ result: "unreachable", reason: "refused" });
    expect(await test(player)).toEqual({ result: "unreachable", reason: "gone" });
    expect(await test(player)).toEqual({ result: "none", reason: "no_device" });
  });

  it("[N16] waits no longer than five seconds for the other side", async () => {
    const { player, browser } = await withBrowser();
    browser.answerNext("hang");
    expect(await test(player)).toEqual({ result: "unreachable", reason: "timeout" });
  });

  it("[N16] is no way to flood somebody", async () => {
    const player = await newPlayer(server);
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => player.post(`${PREFERENCES}/test`, { channel: "mail" })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(answers.find(({ status }) => status !== 200)?.body.code).toBe("rate_limited");
  });
});
