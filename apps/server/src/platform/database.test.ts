import { describe, expect, it } from "vitest";
import { connectionOf } from "./database.ts";

const AWAY = "postgres://app:secret@db.campus.example/babyfoot";

describe("the connection to a given PostgreSQL", () => {
  it("is encrypted, its certificate and name checked, for anything not on this machine", () => {
    expect(connectionOf({ DATABASE_URL: AWAY }).ssl).toMatchObject({ rejectUnauthorized: true });
  });

  it("does not become weaker by what the address says", () => {
    const connection = connectionOf({ DATABASE_URL: `${AWAY}?sslmode=no-verify` });
    expect(connection.ssl).toMatchObject({ rejectUnauthorized: true });
    expect(connection.connectionString).not.toMatch(/sslmode/);
  });

  it("is plain on this machine, by name, number or socket", () => {
    const local = ["localhost", "127.0.0.1", "[::1]"].map((host) => `postgres://app@${host}/x`);
    for (const DATABASE_URL of [...local, "postgres://app@x/x?host=%2Frun%2Fpostgresql"])
      expect(connectionOf({ DATABASE_URL }).ssl).toBeUndefined();
  });

  it("is as DATABASE_SSL says", () => {
    const local = "postgres://app@localhost/x";
    expect(connectionOf({ DATABASE_URL: AWAY, DATABASE_SSL: "off" }).ssl).toBeUndefined();
    expect(connectionOf({ DATABASE_URL: local, DATABASE_SSL: "verify-full" }).ssl).toMatchObject({
      rejectUnauthorized: true,
    });
  });
});
