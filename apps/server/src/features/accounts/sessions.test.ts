import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, useServer } from "../../../test/server.ts";

const PASSWORD = "a long enough password";
const NEW_PASSWORD = "another long password";
const COOKIE = "babyfoot.session_token";

describe("sessions", () => {
  const server = useServer();
  const signIn = (body: object, headers = {}) =>
    new Client(server()).post("/api/auth/sign-in/email", body, headers);
  const tokens = async (): Promise<string[]> => {
    const rows = await server().database.db.selectFrom("sessions").select("token").execute();
    return rows.map(({ token }) => token);
  };

  it("[R10] the cookie cannot be read by scripts or sent along from other sites", async () => {
    const { headers } = await signIn(ADMIN);
    const [cookie, ...more] = headers.getSetCookie();
    expect(more).toEqual([]);
    expect(cookie).toMatch(new RegExp(`^${COOKIE}=[^;]+;`));
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Lax");
    expect(cookie).toContain(`Max-Age=${30 * 24 * 3600}`);
    expect(cookie).not.toContain("Secure");
  });

  it("[R10] behind https the cookie is Secure, and signs in", async () => {
    const { databaseUrl } = server();
    const environment = { PUBLIC_URL: "https://babyfoot.campus.test" };
    const secure = await startServer({ databaseUrl, environment });
    const client = new Client(secure);
    const { headers } = await client.post("/api/auth/sign-in/email", ADMIN);
    expect(headers.getSetCookie()[0]).toMatch(/^__Secure-babyfoot\.session_token=.*; Secure/);
    expect((await client.get("/api/v1/me")).status).toBe(200);
    await secure.close();
  });

  it("[R10] a cookie that was there before signing in opens nothing afterwards", async () => {
    const planted = "planted-token-of-an-attacker-123456";
    const before = await tokens();
    const answer = await signIn(ADMIN, { cookie: `${COOKIE}=${planted}.c2lnbmF0dXJl` });
    expect(answer.status).toBe(200);
    const made = (await tokens()).filter((token) => !before.includes(token));
    expect(made).toHaveLength(1);
    expect(made).not.toContain(planted);
  });

  it.each([
    ["a real token without its signature", (token: string) => token],
    ["a real token with another signature", (token: string) => `${token}.${"A".repeat(43)}=`],
    ["an empty one", () => ""],
    ["one that is not even encoded", () => "%E0%A4%A"],
  ])("[R10] %s signs nobody in", async (_what, forge) => {
    await signIn(ADMIN);
    const [token = ""] = await tokens();
    expect(token).not.toBe("");
    const cookie = `${COOKIE}=${forge(token)}`;
    expect((await new Client(server()).get("/api/v1/me", { cookie })).status).toBe(401);
  });

  it("[R11] a session in use is renewed for 30 days; an unused one ends", async () => {
    const client = await newPlayer(server());
    const { db } = server().database;
    const left = async (): Promise<number> => {
      const { expires_at } = await db
        .selectFrom("sessions")
        .select("expires_at")
        .where("user_id", "=", client.id)
        .executeTakeFirstOrThrow();
      return (expires_at.getTime() - Date.now()) / 86_400_000;
    };
    const setLeft = (interval: string) =>
      sql`update sessions set expires_at = now() + ${interval}::interval
          where user_id = ${client.id}`.execute(db);
    await setLeft("12 days");
    const answer = await client.get("/api/auth/get-session");
    expect(answer.headers.getSetCookie()[0]).toContain(`Max-Age=${30 * 24 * 3600}`);
    expect(await left()).toBeGreaterThan(29.9);
    await setLeft("-1 second");
    expect((await client.get("/api/v1/me")).status).toBe(401);
    expect((await client.get("/api/auth/get-session")).body).toBeNull();
  });

  it("[R12] somebody sees where they are signed in and ends one of them, at once", async () => {
    const here = await newPlayer(server());
    const { email } = (await here.get("/api/v1/me")).body;
    const there = new Client(server());
    const phone = { "user-agent": "A phone" };
    await there.post("/api/auth/sign-in/email", { email, password: PASSWORD }, phone);
    const { items, nextCursor } = (await here.get("/api/v1/me/sessions")).body;
    expect(nextCursor).toBeNull();
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      current: false,
      userAgent: "A phone",
      ipAddress: "127.0.0.1",
    });
    expect(items[1]).toMatchObject({ current: true });
    const page = (await here.get("/api/v1/me/sessions?limit=1")).body;
    const rest = await here.get(`/api/v1/me/sessions?limit=1&cursor=${page.nextCursor}`);
    expect(rest.body.items).toEqual([items[1]]);
    expect((await here.delete(`/api/v1/me/sessions/${items[0].id}`)).status).toBe(204);
    expect((await there.get("/api/v1/me")).status).toBe(401);
    expect((await here.get("/api/v1/me")).status).toBe(200);
    expect((await here.delete(`/api/v1/me/sessions/${items[0].id}`)).status).toBe(404);
    expect((await here.delete(`/api/v1/me/sessions/${items[1].id}`)).status).toBe(204);
    expect((await here.get("/api/v1/me")).status).toBe(401);
  });

  it("[R12] nobody ends somebody else's session", async () => {
    const mine = await newPlayer(server());
    const other = await newPlayer(server());
    const [{ id }] = (await mine.get("/api/v1/me/sessions")).body.items;
    expect((await other.delete(`/api/v1/me/sessions/${id}`)).status).toBe(404);
    expect((await mine.get("/api/v1/me")).status).toBe(200);
  });

  it("[R13] a new password ends all other sessions", async () => {
    const here = await newPlayer(server());
    const { email } = (await here.get("/api/v1/me")).body;
    const there = await signInAs(server(), { email, password: PASSWORD });
    const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    expect((await here.post("/api/auth/change-password", change)).status).toBe(200);
    expect((await here.get("/api/v1/me")).status).toBe(200);
    expect((await there.get("/api/v1/me")).status).toBe(401);
    await expect(signInAs(server(), { email, password: PASSWORD })).rejects.toThrow();
    await signInAs(server(), { email, password: NEW_PASSWORD });
  });

  it("[R12] the session is known until it is signed out", async () => {
    const client = await newPlayer(server());
    const session = (await client.get("/api/auth/get-session")).body;
    expect(session.user).toMatchObject({ id: client.id, role: "player" });
    expect(session.session).not.toHaveProperty("token");
    expect((await client.post("/api/auth/sign-out")).status).toBe(200);
    expect((await client.get("/api/auth/get-session")).body).toBeNull();
    expect((await client.get("/api/v1/me")).status).toBe(401);
  });
});
