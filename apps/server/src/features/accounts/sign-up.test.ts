import { describe, expect, it } from "vitest";
import { Client, newPlayer, signInAs } from "../../../test/client.ts";
import { ADMIN, startServer, useServer } from "../../../test/server.ts";

const PASSWORD = "a long enough password";
const SIGN_UP = "/api/auth/sign-up/email";

describe("signing up", () => {
  const server = useServer({ ALLOWED_EMAIL_DOMAINS: "campus.test, Babyfoot.test" });
  const signUp = (body: object) => new Client(server()).post(SIGN_UP, body);

  it("[R1] signing up signs in at once, as a player with the chosen name", async () => {
    const client = new Client(server());
    const zoe = { email: "Zoe@Campus.Test", password: PASSWORD, name: "Zoé" };
    const answer = await client.post(SIGN_UP, zoe);
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ email: "zoe@campus.test", role: "player" });
    expect(answer.body).not.toHaveProperty("token");
    const me = await client.get("/api/v1/me");
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({ id: answer.body.user.id, displayName: "Zoé", credits: 0 });
  });

  it("[R1] of several that sign up with one address at once, one gets it", async () => {
    const race = { email: "race@campus.test", password: PASSWORD, name: "Race" };
    const answers = await Promise.all([1, 2, 3, 4].map(() => signUp(race)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.filter(({ body }) => body.code === "email_taken")).toHaveLength(3);
  });

  it("[R2] addresses are the same in capitals and small letters", async () => {
    const same = { email: "same@campus.test", password: PASSWORD, name: "Same" };
    await signUp(same);
    const again = await signUp({ ...same, email: "SAME@campus.test" });
    expect(again.body.code).toBe("email_taken");
    const client = await signInAs(server(), { email: "Same@Campus.test", password: PASSWORD });
    expect((await client.get("/api/v1/me")).body.email).toBe("same@campus.test");
  });

  it.each(["x@elsewhere.test", "x@x.campus.test", "campus.test@elsewhere.test"])(
    "[R3] %s is not of an allowed domain",
    async (email) => {
      const answer = await signUp({ email, password: PASSWORD, name: "X" });
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe("email_domain_not_allowed");
    },
  );

  it.each([
    ["well known", "Password123"],
    ["of few characters", "ababababab"],
    ["one's own address", "weak@campus.test"],
    ["one's own name, twice", "WilmaWilma"],
  ])("[R4] a password that is %s is refused", async (_why, password) => {
    const answer = await signUp({ email: "weak@campus.test", password, name: "Wilma" });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("weak_password");
  });

  it("[R4] a password that is too short, an address or a name that is none are told by field", async () => {
    const answer = await signUp({ email: "no address", password: "short", name: " " });
    expect(answer.status).toBe(400);
    const paths = answer.body.errors.map((error: { path: string }) => error.path);
    expect(paths.sort()).toEqual(["/email", "/name", "/password"]);
  });

  it("[R4] only an argon2id hash of the password is kept", async () => {
    const player = await newPlayer(server());
    const { password } = await server()
      .database.db.selectFrom("credentials")
      .select("password")
      .where("user_id", "=", player.id)
      .executeTakeFirstOrThrow();
    expect(password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it("[R5] collecting addresses that have accounts ends after 20", async () => {
    const collector = await startServer({ databaseUrl: server().databaseUrl });
    const taken = { email: ADMIN.email, password: PASSWORD, name: "Curious" };
    const answers = [];
    for (let times = 0; times < 22; times += 1)
      answers.push(await new Client(collector).post(SIGN_UP, taken));
    await collector.close();
    expect(answers.filter(({ status }) => status === 409).length).toBeLessThanOrEqual(20);
    expect(answers.at(-1)?.body.code).toBe("rate_limited");
  });
});

describe("the first administrator", () => {
  it("[R27] is created once by processes that start together, and can sign in", async () => {
    const first = await startServer({ environment: { ADMIN_EMAIL: "old@babyfoot.test" } });
    const { databaseUrl } = first;
    const together = await Promise.all([1, 2].map(() => startServer({ databaseUrl })));
    const admin = await signInAs(first, ADMIN);
    const { body } = await admin.get("/api/v1/me");
    expect(body).toMatchObject({ email: ADMIN.email, role: "admin", emailVerified: true });
    const admins = await first.database.db.selectFrom("users").select("email").execute();
    expect(admins).toHaveLength(2);
    expect(admins).toContainEqual({ email: ADMIN.email });
    await Promise.all(together.map((server) => server.close()));
    await first.close();
  });

  it("[R27] keeps the password they have when the settings change", async () => {
    const first = await startServer();
    const environment = { ADMIN_PASSWORD: "quite another password" };
    const second = await startServer({ databaseUrl: first.databaseUrl, environment });
    await expect(signInAs(second, ADMIN)).resolves.toBeInstanceOf(Client);
    await second.close();
    await first.close();
  });
});
