import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Answer, Client, signInAs } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";

const hashing = vi.hoisted(() => ({ count: 0 }));
vi.mock("@node-rs/argon2", async (importOriginal) => {
  const argon2 = await importOriginal<typeof import("@node-rs/argon2")>();
  const counted =
    <Given extends unknown[], Result>(work: (...given: Given) => Result) =>
    (...given: Given): Result => {
      hashing.count += 1;
      return work(...given);
    };
  return { ...argon2, hash: counted(argon2.hash), verify: counted(argon2.verify) };
});

const PASSWORD = "a long enough password";
const SIGN_IN = "/api/auth/sign-in/email";
const count = (answers: Answer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

describe("guessing passwords", () => {
  let one: TestServer;
  let other: TestServer;
  let behindProxy: TestServer;

  beforeAll(async () => {
    one = await startServer();
    const { databaseUrl } = one;
    other = await startServer({ databaseUrl });
    behindProxy = await startServer({ databaseUrl, environment: { TRUST_PROXY: "127.0.0.1" } });
  });
  afterAll(async () => {
    for (const server of [behindProxy, other, one]) await server.close();
  });

  async function account(email: string): Promise<{ email: string; password: string }> {
    const body = { email, password: PASSWORD, name: "Somebody" };
    const answer = await new Client(one).post("/api/auth/sign-up/email", body);
    expect(answer.status).toBe(200);
    return { email, password: PASSWORD };
  }
  const guess = (server: TestServer, email: string, headers = {}) =>
    new Client(server).post(SIGN_IN, { email, password: "not the right one" }, headers);
  const guessTimes = (times: number, server: TestServer, email: string) =>
    Promise.all(Array.from({ length: times }, () => guess(server, email)));
  const forgetAll = () => one.database.db.deleteFrom("tries").execute();

  it("[R6] an unknown address gets the answer of a wrong password, after as many hashes", async () => {
    await forgetAll();
    const { email } = await account("known@babyfoot.test");
    hashing.count = 0;
    const wrong = await guess(one, email);
    const hashesOfKnown = hashing.count;
    hashing.count = 0;
    const unknown = await guess(one, "nobody@babyfoot.test");
    expect(hashing.count).toBe(hashesOfKnown);
    expect(hashesOfKnown).toBe(1);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.headers.get("set-cookie")).toBeNull();
  });

  it.each(["raced@babyfoot.test", "nobody-raced@babyfoot.test"])(
    "[R7] clients that race on two processes get ten tries at %s, and no password is right after",
    async (email) => {
      await forgetAll();
      if (email.startsWith("raced")) await account(email);
      hashing.count = 0;
      const answers = (
        await Promise.all([guessTimes(15, one, email), guessTimes(15, other, email)])
      ).flat();
      expect(count(answers, 401)).toBe(10);
      expect(count(answers, 429)).toBe(20);
      expect(hashing.count).toBe(10);
      const right = await new Client(one).post(SIGN_IN, { email, password: PASSWORD });
      expect(right.status).toBe(429);
      expect(right.body.code).toBe("rate_limited");
      const seconds = Number(right.headers.get("retry-after"));
      expect(seconds).toBeGreaterThan(800);
      expect(seconds).toBeLessThanOrEqual(900);
    },
  );

  it("[R7] the account opens again as the tries get older than 15 minutes", async () => {
    await forgetAll();
    const { email } = await account("patient@babyfoot.test");
    await guessTimes(10, one, email);
    await expect(signInAs(one, { email, password: PASSWORD })).rejects.toThrow("rate_limited");
    await sql`update tries set at = array(select x - interval '15 minutes' from unnest(at) x)`.execute(
      one.database.db,
    );
    await expect(signInAs(one, { email, password: PASSWORD })).resolves.toBeInstanceOf(Client);
  });

  it("[R7] guessing the current password of a session counts too", async () => {
    await forgetAll();
    const who = await account("stolen@babyfoot.test");
    const client = await signInAs(one, who);
    const change = { currentPassword: "not the right one", newPassword: "another long password" };
    const answers = [];
    for (let times = 0; times < 11; times += 1)
      answers.push(await client.post("/api/auth/change-password", change));
    expect(count(answers, 401)).toBe(10);
    expect(answers.at(-1)?.body.code).toBe("rate_limited");
  });

  it("[F40] [R8] forged forwarding headers do not make another address of one", async () => {
    await forgetAll();
    const who = await account("shared@babyfoot.test");
    const answers: Answer[] = [];
    for (let round = 0; round < 11; round += 1) {
      const tries = Array.from({ length: 10 }, (_, index) =>
        guess(one, `guess-${round}-${index}@babyfoot.test`, {
          "x-forwarded-for": `203.0.113.${round * 10 + index}`,
          forwarded: `for=203.0.113.${round * 10 + index}`,
        }),
      );
      answers.push(...(await Promise.all(tries)));
    }
    expect(count(answers, 401)).toBe(100);
    expect(count(answers, 429)).toBe(10);
    await expect(signInAs(one, who)).rejects.toThrow("rate_limited");
    const elsewhere = { "x-forwarded-for": "198.51.100.7" };
    const fromElsewhere = await new Client(behindProxy).post(SIGN_IN, who, elsewhere);
    expect(fromElsewhere.status).toBe(200);
  });

  it("[R9] success forgets the account's failures, not the address'", async () => {
    await forgetAll();
    const who = await account("happy@babyfoot.test");
    await guessTimes(9, one, who.email);
    await signInAs(one, who);
    const answers = await guessTimes(11, one, who.email);
    expect(count(answers, 401)).toBe(10);
    const { rows } = await sql<{ kind: string; tries: number }>`
      select kind, cardinality(at) as tries from tries where kind = 'sign_in_from_address'`.execute(
      one.database.db,
    );
    expect(rows).toEqual([{ kind: "sign_in_from_address", tries: 19 }]);
  });
});
