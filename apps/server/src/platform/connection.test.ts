import type { ConnectionOptions, PeerCertificate } from "node:tls";
import pg from "pg";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readSettings } from "../config.ts";
import { addressOf, type Connection, connectionOf, connectionTo, signingIn } from "./connection.ts";

const AWAY = "postgres://app:secret@db.campus.example/babyfoot";

const settingsOf = (environment: { DATABASE_URL: string } & Record<string, string>) => ({
  ...readSettings(environment),
  DATABASE_URL: environment.DATABASE_URL,
});
/** What the driver makes of a connection, which has a mind of its own on addresses and the environment. */
const driverWith = (made: Connection) =>
  new pg.Client(made) as pg.Client & { connectionParameters: { ssl: unknown } };
const connection = (environment: { DATABASE_URL: string } & Record<string, string>) =>
  connectionOf(settingsOf(environment));

describe("the connection to a given PostgreSQL", () => {
  it("is encrypted, its certificate and name checked, for anything not on this machine", async () => {
    const { ssl } = await connection({ DATABASE_URL: AWAY });
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it.each([
    ...["sslmode=no-verify", "sslmode=disable", "ssl=0", "ssl=false", "ssl=no-verify", "ssl=true"],
    ...["sslrootcert=/dev/null", "uselibpqcompat=true&sslmode=require", "host=db.other.example"],
    ...["host=", "hostaddr=127.0.0.1"],
  ])("[O3] does not become weaker by what the address says: %s", async (query) => {
    const asked = await connection({ DATABASE_URL: `${AWAY}?${query}` });
    const { connectionParameters, host } = driverWith(asked);
    expect(host).toBe(query === "host=db.other.example" ? "db.other.example" : "db.campus.example");
    const { ssl } = connectionParameters;
    expect(ssl).toMatchObject({ rejectUnauthorized: true });
    const certificate = { subjectaltname: `DNS:${host}` } as PeerCertificate;
    const check = (ssl as ConnectionOptions).checkServerIdentity;
    expect(check?.("", certificate)).toBeUndefined();
    expect(check?.("", { ...certificate, subjectaltname: "DNS:localhost" })).toBeInstanceOf(Error);
  });

  it("[O3] is with this machine where the address names none, whatever the environment says", async () => {
    vi.stubEnv("PGHOST", "db.other.example");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { host } = driverWith(await connection({ DATABASE_URL: "postgres:///babyfoot" }));
    expect(host).toBe("localhost");
  });

  it("takes all of an address: names and passwords in any letters, a socket and its port", async () => {
    const DATABASE_URL = "postgres://an%40app:p%2Fw%23@x/b%20f?host=%2Frun%2Fpg&port=5433";
    expect(driverWith(await connection({ DATABASE_URL }))).toMatchObject({
      ...{ user: "an@app", password: "p/w#", database: "b f", host: "/run/pg", port: 5433 },
    });
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
    expect(await connectionTo(told)).toMatchObject({
      ...{ host: "db.campus.example", user: "app", password: "secret", database: "babyfoot" },
      ssl: { rejectUnauthorized: true },
    });
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
