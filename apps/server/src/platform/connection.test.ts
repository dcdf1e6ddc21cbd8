import { describe, expect, it } from "vitest";
import { readSettings } from "../config.ts";
import { addressOf, connectionOf, connectionTo, signingIn } from "./connection.ts";

const AWAY = "postgres://app:secret@db.campus.example/babyfoot";

const settingsOf = (environment: { DATABASE_URL: string } & Record<string, string>) => ({
  ...readSettings(environment),
  DATABASE_URL: environment.DATABASE_URL,
});
const connection = (environment: { DATABASE_URL: string } & Record<string, string>) =>
  connectionOf(settingsOf(environment));

describe("the connection to a given PostgreSQL", () => {
  it("is encrypted, its certificate and name checked, for anything not on this machine", async () => {
    const { ssl } = await connection({ DATABASE_URL: AWAY });
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it("does not become weaker by what the address says", async () => {
    const { ssl, connectionString } = await connection({
      DATABASE_URL: `${AWAY}?sslmode=no-verify`,
    });
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
    expect(connectionString).not.toMatch(/sslmode/);
  });

  it("is plain on this machine, by name, number or socket", async () => {
    const local = ["localhost", "127.0.0.1", "[::1]"].map((host) => `postgres://app@${host}/x`);
    for (const DATABASE_URL of [...local, "postgres://app@x/x?host=%2Frun%2Fpostgresql"])
      expect((await connection({ DATABASE_URL })).ssl).toBeUndefined();
  });

  it("is as DATABASE_SSL says", async () => {
    const local = { DATABASE_URL: "postgres://app@localhost/x", DATABASE_SSL: "verify-full" };
    expect((await connection({ DATABASE_URL: AWAY, DATABASE_SSL: "off" })).ssl).toBeUndefined();
    expect((await connection(local)).ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it("is encrypted on this machine too where it signs in by a token", async () => {
    const DATABASE_URL = "postgres://app@localhost/x";
    const { ssl } = await connection({ DATABASE_URL, DATABASE_AUTH: "iam" });
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it("says which file of certificates cannot be used, and why", async () => {
    const withCa = (DATABASE_CA: string) => connection({ DATABASE_URL: AWAY, DATABASE_CA });
    await expect(withCa("/nowhere/ca.pem")).rejects.toThrow(
      "The file of DATABASE_CA cannot be read (ENOENT).",
    );
    await expect(withCa("/dev/null")).rejects.toThrow("holds no certificate");
  });

  it("is the same for a child process that is told where the database is", async () => {
    const settings = settingsOf({ DATABASE_URL: AWAY });
    const told = JSON.parse(JSON.stringify(addressOf(settings, {})));
    const { connectionString, ssl } = await connectionTo(told);
    expect(connectionString).toBe(AWAY);
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
  });
});

describe("a sign-in that is refused", () => {
  const refusal = Object.assign(new Error("password authentication failed"), { code: "28P01" });
  const refusedTimes = (times: number, error: Error = refusal) => {
    let tries = 0;
    const work = async () => {
      tries += 1;
      if (tries <= times) throw error;
      return tries;
    };
    return work;
  };
  const told: string[] = [];
  const refused = () => void told.push("refused");

  it("is tried once more, with what is read then", async () => {
    expect(await signingIn({ refused }, refusedTimes(1))).toBe(2);
    expect(told).toEqual(["refused"]);
  });

  it("is an error the second time, and at once where nothing else could be read", async () => {
    await expect(signingIn({ refused }, refusedTimes(2))).rejects.toThrow(refusal);
    await expect(signingIn({}, refusedTimes(1))).rejects.toThrow(refusal);
  });

  it("is not confused with other failures", async () => {
    const other = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    await expect(signingIn({ refused }, refusedTimes(1, other))).rejects.toThrow(other);
  });
});
