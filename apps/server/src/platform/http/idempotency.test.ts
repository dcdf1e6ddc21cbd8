import { request as httpRequest } from "node:http";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable } from "../../../test/campus.ts";
import { type Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, type TestServer, useServer } from "../../../test/server.ts";
import { forgetOldAnswers } from "./idempotency.ts";

const server = useServer();
const key = (text: string) => ({ "idempotency-key": text });

async function game(on: TestServer = server()) {
  const admin = await asAdmin(on);
  const { id: tableId } = await newTable(admin);
  const player = await newPlayer(on);
  const { body } = await player.post("/api/v1/matches", { tableId, red: [player.id] });
  return { admin, player, tableId, path: `/api/v1/matches/${body.id}` };
}

const totalOf = async (client: Client, path: string) => {
  const { body } = await client.get(path);
  return body.scoreRed + body.scoreBlue;
};

describe("an Idempotency-Key", () => {
  it("[F19] a hundred times at once: one goal, one answer; with another body it is refused", async () => {
    const { player, path } = await game();
    const press = (side: string) => player.post(`${path}/goals`, { side }, key("a tap"));
    const answers = await Promise.all(Array.from({ length: 100 }, () => press("red")));
    const [first] = answers;
    for (const answer of answers) {
      expect(answer.status).toBe(201);
      expect(answer.body).toEqual(first?.body);
    }
    expect(await totalOf(player, path)).toBe(1);
    const other = await press("blue");
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    expect(await totalOf(player, path)).toBe(1);
  });

  it("[F19] on two processes at once there is one table and one answer", async () => {
    const one = await startServer();
    const two = await startServer({ databaseUrl: one.databaseUrl });
    const here = await signInAs(one, ADMIN);
    const there = await signInAs(two, ADMIN);
    const venueId = (await here.get("/api/v1/venues")).body.items[0].id;
    const body = { code: "T77", name: "Seventy-seven", venueId };
    const calls = Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? here : there).post("/api/v1/tables", body, key("one table")),
    );
    const answers = await Promise.all(calls);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    await two.close();
    await one.close();
  });

  it("[F20] who is cut off after the commit and tries again gets the answer of the first try", async () => {
    const { player, path } = await game();
    const cookie = await cookieOf(player);
    const cut = httpRequest(`${server().url}${path}/goals`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...key("cut off") },
    });
    cut.on("error", () => undefined);
    cut.end(JSON.stringify({ side: "red" }));
    await new Promise((resolve) => cut.once("finish", resolve));
    while ((await totalOf(player, path)) === 0) {
      // The first try commits at its own pace.
    }
    cut.destroy();
    const again = await player.post(`${path}/goals`, { side: "red" }, key("cut off"));
    expect(again.status).toBe(201);
    expect([again.body.scoreRed, again.body.scoreBlue]).toEqual([1, 0]);
    expect(await totalOf(player, path)).toBe(1);
  });

  it("a try that failed leaves it free, also for another body", async () => {
    const { player, path } = await game();
    const early = await player.post(`${path}/corrections`, {}, key("early"));
    expect(early.body.code).toBe("nothing_to_undo");
    await player.post(`${path}/goals`, { side: "red" });
    const again = await player.post(`${path}/corrections`, { side: "red" }, key("early"));
    expect(again.status).toBe(201);
    expect(await totalOf(player, path)).toBe(0);
  });

  it("is its owner's: another person's same key is another", async () => {
    const { player, path, admin } = await game();
    await player.post(`${path}/goals`, { side: "red" }, key("shared"));
    await admin.post(`${path}/goals`, { side: "red" }, key("shared"));
    expect(await totalOf(player, path)).toBe(2);
  });

  it("belongs to one address: on another it is refused, whatever the order of the fields", async () => {
    const { player, path } = await game();
    const body = { side: "red", position: "attack" };
    const turned = { position: "attack", side: "red" };
    expect((await player.post(`${path}/goals`, body, key("here"))).status).toBe(201);
    expect((await player.post(`${path}/goals`, turned, key("here"))).status).toBe(201);
    expect(await totalOf(player, path)).toBe(1);
    const elsewhere = await player.post(`${path}/finish`, {}, key("here"));
    expect(elsewhere.body.code).toBe("idempotency_key_reused");
  });

  it.each(["", "x".repeat(201)])("that is empty or too long is malformed", async (text) => {
    const { player, path } = await game();
    const answer = await player.post(`${path}/goals`, { side: "red" }, key(text));
    expect([answer.status, answer.body.code]).toEqual([400, "malformed"]);
  });

  it("is forgotten after a day, not before", async () => {
    const { player, path } = await game();
    const press = () => player.post(`${path}/goals`, { side: "red" }, key("yesterday"));
    const { db } = server().database;
    const older = (hours: number) =>
      sql`update idempotency_keys set created_at = created_at - make_interval(hours => ${hours})`.execute(
        db,
      );
    await press();
    await older(23);
    await forgetOldAnswers(db);
    await press();
    expect(await totalOf(player, path)).toBe(1);
    await older(2);
    await forgetOldAnswers(db);
    await press();
    expect(await totalOf(player, path)).toBe(2);
  });

  it("gives a device's secret again to who asked, and keeps it nowhere in the database", async () => {
    const { admin, tableId } = await game();
    const body = { tableId, name: "Secret", kind: "board" };
    const first = await admin.post("/api/v1/devices", body, key("secret board"));
    const again = await admin.post("/api/v1/devices", body, key("secret board"));
    expect(again.body).toEqual(first.body);
    const native = await newDevice(admin, tableId);
    for (const secret of [first.body.token, native.token, "secret board"])
      expect(await tablesHolding(secret)).toEqual([]);
    expect(await tablesHolding(first.body.id)).toContain("devices");
  });
});

/** The tables of which a row holds a text, as it is or in its bytes. */
async function tablesHolding(text: string): Promise<string[]> {
  const { db } = server().database;
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db);
  const bytes = Buffer.from(text).toString("hex");
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await sql`select from ${sql.table(name)} t
      where t::text like ${`%${text}%`} or t::text like ${`%${bytes}%`} limit 1`.execute(db);
    if (found.rows.length > 0) holding.push(name);
  }
  return holding;
}

/** The session cookie of a client, to send it by other means. */
async function cookieOf(client: Client): Promise<string> {
  const { email } = (await client.get("/api/v1/me")).body;
  const response = await fetch(`${server().url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: "a long enough password" }),
  });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
