import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { book, openDayAndNight, RESERVATIONS, timeOn } from "../../../test/booking.ts";
import { asAdmin, newTable } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { inboxOf, retryNow, SOON, waitOf } from "./testing/telling.ts";
import { harmless } from "./webhook-post.ts";

let server: TestServer;
let admin: Client;
let venueId: string;
let receiver: Receiver;
beforeAll(async () => {
  server = await startServer({ reach: "loopback" });
  admin = await asAdmin(server);
  venueId = await openDayAndNight(admin, { maxActiveReservations: 20, maxMinutesPerDay: 1440 });
});
afterAll(() => server.close());

const path = () => `/api/v1/venues/${venueId}/webhooks`;
const EVENTS = ["booking_confirmed", "booking_cancelled", "fault_reported"];

async function newChannel(kind = "webhook", events = EVENTS) {
  receiver = await startReceiver();
  const answer = await admin.post(path(), {
    kind,
    name: "Le mur",
    url: `${receiver.url}/hook?key=1234abcd`,
    events,
  });
  expect(answer.status).toBe(201);
  return answer.body;
}
afterEach(async () => {
  await receiver.close();
  await server.database.db.deleteFrom("venue_webhooks").execute();
});

const channel = async (id: string) =>
  (await admin.get(path())).body.items.find((one: { id: string }) => one.id === id);
const test = async (id: string) => (await admin.post(`${path()}/${id}/test`)).body;
const someBooking = async (name = "Olga") => {
  const player = await newPlayer(server, name);
  const table = await newTable(admin);
  const { id } = (await book(player, table.id, timeOn(1, "12:00"))).body;
  return { player, table, id };
};

describe("a venue's channels", () => {
  it("[N17] what happens is posted, signed with the secret that was shown once", async () => {
    const { id, secret, urlHint } = await newChannel();
    expect(urlHint).toBe(`${new URL(receiver.url).host}/…abcd`);
    const { table } = await someBooking();
    const { headers, body } = await receiver.call(1);
    const story = JSON.parse(body);
    expect(story).toMatchObject({
      event: "booking_confirmed",
      venue: { id: venueId, name: "Souk" },
      data: { table: `Table ${table.code}`, by: "Olga", startsAt: timeOn(1, "12:00") },
    });
    expect(story.text).toContain("Olga a réservé");
    expect(headers["babyfoot-id"]).toBe(story.id);
    const signed = `${headers["babyfoot-timestamp"]}.${body}`;
    const expected = createHmac("sha256", secret).update(signed).digest("hex");
    expect(headers["babyfoot-signature"]).toBe(`v1=${expected}`);
    expect(Math.abs(Number(headers["babyfoot-timestamp"]) - Date.now() / 1_000)).toBeLessThan(60);
    expect(JSON.stringify(await channel(id))).not.toContain(secret);
  });

  it("[N17] only the events that were chosen, and only of that venue", async () => {
    await newChannel("webhook", ["booking_cancelled"]);
    const { player, id, table } = await someBooking();
    await player.post(`/api/v1/tables/${table.id}/faults`, { kind: "lost_ball" });
    await player.delete(`${RESERVATIONS}/${id}`);
    const story = JSON.parse((await receiver.call(1)).body);
    expect(story.event).toBe("booking_cancelled");
    expect(receiver.calls).toHaveLength(1);
  });

  it("[N17] changed, switched off, removed; nobody overwrites a change unseen", async () => {
    const { id, version } = await newChannel();
    const one = `${path()}/${id}`;
    const headers = { "if-match": `"${version}"` };
    const off = await admin.patch(one, { active: false, name: "Le salon" }, headers);
    expect(off.body).toMatchObject({ active: false, name: "Le salon", switchedOffAt: null });
    expect((await admin.patch(one, { name: "Autre" }, headers)).body.code).toBe("stale");
    await someBooking();
    await admin.patch(one, { active: true });
    const { player, table } = await someBooking();
    await receiver.call(1);
    expect(receiver.calls).toHaveLength(1);
    expect((await admin.delete(one)).status).toBe(204);
    await player.post(`/api/v1/tables/${table.id}/faults`, { kind: "other" });
    expect((await admin.get(path())).body.items).toEqual([]);
    expect(receiver.calls).toHaveLength(1);
  });
});

describe("chats", () => {
  const NAME = "@everyone <b>&*x*</b>";
  const bodyOf = async (kind: string) => {
    await newChannel(kind);
    await someBooking(NAME);
    const { body, headers } = await receiver.call(1);
    expect(headers["babyfoot-signature"]).toBeUndefined();
    return JSON.parse(body);
  };

  it("[N18] Discord mentions nobody, whatever somebody calls themselves", async () => {
    const body = await bodyOf("discord");
    expect(body.allowed_mentions).toEqual({ parse: [] });
    expect(body.content).toContain("\\@everyone \\<b\\>&\\*x\\*\\</b\\>");
  });

  it("[N18] Slack shows a name as it is written", async () => {
    const body = await bodyOf("slack");
    expect(body.text).toContain(
      "@everyone &lt;b&gt;&amp;\u200b*\u200bx\u200b*\u200b&lt;/b&gt; a réservé",
    );
    expect(body).toMatchObject({ mrkdwn: false, link_names: false });
  });

  it.each(["discord", "slack", "teams"] as const)("[N18] %s finds no address in a text", (kind) => {
    const text = harmless[kind]("Ann: see https://evil.example/x, mailto:me@evil.example. Bye.");
    expect(text).not.toMatch(/https:\/|mailto:m|evil\.e/);
    expect(text.replaceAll("\u200b", "").replaceAll("\\", "")).toBe(
      "Ann: see https://evil.example/x, mailto:me@evil.example. Bye.",
    );
    expect(harmless.webhook("https://good.example")).toBe("https://good.example");
  });

  it("[N18] Slack makes no emphasis of what somebody wrote", () => {
    expect(harmless.slack("*a* _b_ ~c~ `d`")).not.toMatch(/[*_~`][abcd]|[abcd][*_~`]/);
  });

  it("[N18] Teams gets a card", async () => {
    const [attachment] = (await bodyOf("teams")).attachments;
    expect(attachment.contentType).toBe("application/vnd.microsoft.card.adaptive");
    expect(attachment.content.body[0].text).toContain("a réservé Table");
  });
});

describe("the test of a channel", () => {
  it("[N16] says what the other side answered", async () => {
    const { id } = await newChannel();
    expect(await test(id)).toEqual({ result: "delivered", reason: null });
    expect(JSON.parse(receiver.calls[0]?.body ?? "").event).toBe("test");
    receiver.answerWith({ status: 500 });
    expect(await test(id)).toEqual({ result: "unreachable", reason: "failing" });
    receiver.answerWith({ status: 404 });
    expect(await test(id)).toEqual({ result: "unreachable", reason: "gone" });
    receiver.answerWith({ status: 400 });
    expect(await test(id)).toEqual({ result: "unreachable", reason: "refused" });
    await receiver.close();
    expect(await test(id)).toEqual({ result: "unreachable", reason: "no_connection" });
  });
});

describe("[F41] a channel that leads elsewhere", () => {
  it("a redirect is not followed", async () => {
    const { id } = await newChannel();
    const elsewhere = await startReceiver();
    receiver.answerWith({ status: 307, headers: { location: elsewhere.url } });
    expect(await test(id)).toEqual({ result: "unreachable", reason: "redirected" });
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
  });

  it("one that hangs is given up after five seconds", async () => {
    const { id } = await newChannel();
    receiver.answerWith("hang");
    expect(await test(id)).toEqual({ result: "unreachable", reason: "timeout" });
  });

  it("of a long answer only the beginning is read", async () => {
    const { id } = await newChannel();
    receiver.answerWith("endless");
    expect(await test(id)).toEqual({ result: "delivered", reason: null });
    // What the network itself holds comes on top of the 64 kB.
    expect(await receiver.endless()).toBeLessThan(10_000_000);
  });

  it("addresses within our own networks are refused, by number and by name", async () => {
    const guarded = await startServer();
    const itsAdmin = await asAdmin(guarded);
    const venue = (await itsAdmin.get("/api/v1/venues")).body.items[0].id;
    const at = `/api/v1/venues/${venue}/webhooks`;
    const body = { kind: "webhook", name: "Inside", events: EVENTS };
    receiver = await startReceiver();
    for (const url of [
      receiver.url,
      "https://169.254.169.254/x",
      "https://[::1]/x",
      "https://10.0.0.1",
    ])
      expect((await itsAdmin.post(at, { ...body, url })).body.code).toBe("address_not_allowed");
    const url = `https://localhost:${new URL(receiver.url).port}/x`;
    const { id } = (await itsAdmin.post(at, { ...body, url })).body;
    const answer = await itsAdmin.post(`${at}/${id}/test`);
    expect(answer.body).toEqual({ result: "unreachable", reason: "address_not_allowed" });
    expect(receiver.calls).toEqual([]);
    await guarded.close();
  });
});

describe("a channel that fails", () => {
  it("[N20] is tried again, each time after longer, and what works ends the count", async () => {
    const { id } = await newChannel();
    receiver.answerWith({ status: 503 });
    await someBooking();
    await receiver.call(1);
    await expect.poll(() => waitOf(server), SOON).toBe(5);
    await retryNow(server);
    await receiver.call(2);
    await expect.poll(() => waitOf(server), SOON).toBe(25);
    expect((await channel(id)).failures).toBe(2);
    receiver.answerWith({ status: 200 });
    await retryNow(server);
    await receiver.call(3);
    await expect.poll(async () => (await channel(id)).failures, SOON).toBe(0);
    const [first, second, third] = receiver.calls.map(({ headers }) => headers["babyfoot-id"]);
    expect([second, third]).toEqual([first, first]);
  });

  it("[N20] twenty in a row switch it off, and the administrators are told; on again by hand", async () => {
    const { id } = await newChannel();
    receiver.answerWith({ status: 400 });
    for (let told = 0; told < 21; told += 1) await someBooking();
    await expect.poll(async () => (await channel(id)).active, SOON).toBe(false);
    const off = await channel(id);
    expect(off.failures).toBe(20);
    expect(off.switchedOffAt).toMatch(/Z$/);
    expect(receiver.calls).toHaveLength(20);
    await expect
      .poll(async () => (await inboxOf(admin)).map(({ kind }) => kind), SOON)
      .toEqual(["channel_switched_off"]);
    expect((await inboxOf(admin))[0]?.text).toContain("« Le mur » (Souk)");
    receiver.answerWith({ status: 200 });
    const on = await admin.patch(`${path()}/${id}`, { active: true });
    expect(on.body).toMatchObject({ active: true, failures: 0, switchedOffAt: null });
    await someBooking();
    await receiver.call(21);
  });
});
