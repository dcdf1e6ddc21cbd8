import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, type TestServer } from "../../../test/server.ts";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { sendMail } from "../../platform/mail/mail.queue.ts";

const SOON = { timeout: 10_000 };

/** A finished match of a player, on a new table. */
async function playMatch(db: Db, playerId: string): Promise<string> {
  const [venue, table, match] = [newId(), newId(), newId()];
  await sql`insert into venues (id, name, time_zone, opening_hours, policy)
    values (${venue}, 'Souk', 'Europe/Paris', '{}', '{}')`.execute(db);
  await sql`insert into tables (venue_id, id, code, name)
    values (${venue}, ${table}, ${table.slice(-8)}, 'Table')`.execute(db);
  await sql`insert into matches
    (venue_id, id, table_id, status, format, scored_by, opened_by)
    values (${venue}, ${match}, ${table}, 'finished', '{}', 'hand', ${newId()})`.execute(db);
  await sql`insert into match_players (venue_id, match_id, side, slot, player_id)
    values (${venue}, ${match}, 'red', 1, ${playerId})`.execute(db);
  return match;
}

/** Every row of the database, as text, that contains something. */
async function rowsWith(db: Db, needle: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I', tablename) as name from pg_tables where schemaname = 'public'`.execute(db);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.raw(name)} t
      where position(${needle} in lower(t::text)) > 0`.execute(db);
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

describe("my data", () => {
  let server: TestServer;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-mydata-"));
    server = await startServer({ environment: { DATA_DIR: dataDir } });
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  it("[R31] the export holds account, sessions, matches and messages, and no secret", async () => {
    const client = await newPlayer(server, "Export Me");
    const match = await playMatch(server.database.db, client.id);
    const answer = await client.get("/api/v1/me/export");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    expect(answer.body.account).toMatchObject({ id: client.id, displayName: "Export Me" });
    expect(answer.body.waysToSignIn).toMatchObject([{ kind: "credential" }]);
    expect(answer.body.sessions).toMatchObject([{ ipAddress: "127.0.0.1" }]);
    expect(answer.body.matches).toMatchObject([{ id: match, side: "red" }]);
    const text = JSON.stringify(answer.body);
    const { token } = await server.database.db
      .selectFrom("sessions")
      .select("token")
      .where("user_id", "=", client.id)
      .executeTakeFirstOrThrow();
    expect(text).not.toContain("argon2");
    expect(text).not.toContain(token);
  });

  it("[R32] erasing leaves nothing of the person but an anonymous player with their matches", async () => {
    const { db } = server.database;
    const client = new Client(server);
    const email = "forget.wilhelmina@campus.test";
    const password = "a long enough password";
    const name = "Wilhelmina Forgetme";
    await client.post("/api/auth/sign-up/email", { email, password, name });
    const { id } = (await client.get("/api/v1/me")).body;
    const match = await playMatch(db, id);
    await client.post("/api/auth/request-password-reset", { email });
    await client.post("/api/auth/send-verification-email", { email });
    const mail = { recipient: email, subject: "Hello Wilhelmina", body: "…" };
    await db
      .insertInto("mails")
      .values({ id: newId(), user_id: id, ...mail })
      .execute();
    expect((await rowsWith(db, "wilhelmina")).length).toBeGreaterThan(3);

    const gone = await client.delete("/api/v1/me");
    expect(gone.status).toBe(204);
    expect(gone.headers.getSetCookie().join()).toContain("Max-Age=0");
    expect(await rowsWith(db, "wilhelmina")).toEqual([]);
    expect((await client.get("/api/v1/me")).status).toBe(401);
    const player = await client.get(`/api/v1/players/${id}`);
    expect(player.body).toEqual({ id, displayName: "Anonyme", avatar: null });
    const kept = db.selectFrom("match_players").select("player_id").where("match_id", "=", match);
    expect(await kept.execute()).toEqual([{ player_id: id }]);
    const again = { email, password, name };
    expect((await client.post("/api/auth/sign-up/email", again)).status).toBe(200);
  });

  it("[R32] the files of their mails are deleted too, and nobody else's", async () => {
    const client = await newPlayer(server);
    const other = await newPlayer(server);
    for (const { id } of [client, other])
      await server.database.db.transaction().execute(async (tx) => {
        const { email } = await tx
          .selectFrom("users")
          .select("email")
          .where("id", "=", id)
          .executeTakeFirstOrThrow();
        await sendMail({ to: email, subject: "Hello", text: "…" }, tx);
      });
    const filesOf = async (id: string) => {
      const files = await readdir(path.join(dataDir, "mail")).catch(() => []);
      return files.filter((file) => file.includes(id)).length;
    };
    await expect.poll(() => filesOf(client.id), SOON).toBe(1);
    await expect.poll(() => filesOf(other.id), SOON).toBe(1);
    await client.delete("/api/v1/me");
    await expect.poll(() => filesOf(client.id), SOON).toBe(0);
    expect(await filesOf(other.id)).toBe(1);
  });

  it("[R28] the last administrator is not erased", async () => {
    const admin = await signInAs(server, ADMIN);
    const answer = await admin.delete("/api/v1/me");
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("last_admin");
    expect((await admin.get("/api/v1/me")).status).toBe(200);
  });

  it("[R32] erasing honours If-Match", async () => {
    const client = await newPlayer(server);
    expect((await client.delete("/api/v1/me", { "if-match": '"999"' })).status).toBe(412);
    expect((await client.get("/api/v1/me")).status).toBe(200);
  });
});
