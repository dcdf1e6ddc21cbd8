import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./supervisor.ts";
import { processesOf, query, startForTest, temporaryFolder } from "./testing.ts";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

const isRoot = process.getuid?.() === 0;

describe("a first start", () => {
  it("makes a database that answers, and keeps its data over a second start", async () => {
    const dataDir = join(temporaryFolder(), 'it\'s in a long été, with "quotes"');
    const first = await startForTest({ dataDir });
    await query(first.connectionString, "CREATE TABLE goal AS SELECT 7 AS minute");
    await first.stop();
    const second = await startForTest({ dataDir });
    expect(await query(second.connectionString, "SELECT minute FROM goal")).toEqual([
      { minute: 7 },
    ]);
  });

  it("has the next pieces of its log ready, so that nobody waits for one to be made or a full disk prevents it", async () => {
    const dataDir = temporaryFolder();
    const { connectionString } = await startForTest({ dataDir, fsync: true });
    const [at] = await query(
      connectionString,
      "SELECT pg_walfile_name(pg_current_wal_insert_lsn()) AS piece",
    );
    const { piece } = at as { piece: string };
    const log = readdirSync(join(dataDir, "postgres", "cluster", "pg_wal"));
    const ahead = log.filter((name) => /^[0-9A-F]{24}$/.test(name) && name > piece);
    expect(ahead.length).toBeGreaterThanOrEqual(3);
  });

  it("[O17] logs nothing of what is in a statement, or in the row that it is refused for", async () => {
    const dataDir = temporaryFolder();
    const settings = { log_min_duration_statement: "0" };
    const { connectionString, stop } = await startForTest({ dataDir, settings });
    await query(connectionString, "CREATE TABLE person (email text PRIMARY KEY)");
    const client = new pg.Client({ connectionString });
    await client.connect();
    const add = () => client.query("INSERT INTO person VALUES ($1)", ["zoe@campus.example"]);
    await add();
    await expect(add()).rejects.toMatchObject({ code: "23505" });
    await client.end();
    await stop();
    const folder = join(dataDir, "postgres", "log");
    const logged = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    expect(logged.join()).toContain("INSERT INTO person VALUES ($1)");
    expect(logged.join()).toContain("duplicate key");
    expect(logged.join()).not.toContain("zoe");
  });

  it("works where the path is far too long for a socket", async () => {
    const dataDir = join(temporaryFolder(), "a-rather-long-folder-name/".repeat(12));
    const { connection, connectionString, stop } = await startForTest({ dataDir });
    expect(connection.host).not.toContain(dataDir);
    expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await stop();
    expect(() => statSync(connection.host)).toThrow("ENOENT");
  });

  it("is not led astray by PostgreSQL's variables of whoever starts it", async () => {
    vi.stubEnv("PGPORT", "1");
    vi.stubEnv("PGDATA", "/nowhere");
    vi.stubEnv("PGUSER", "somebody");
    try {
      const { connectionString } = await startForTest({ dataDir: temporaryFolder() });
      expect(await query(connectionString, "SELECT current_user")).toEqual([
        { current_user: "babyfoot" },
      ]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it("is durable unless told otherwise, and takes other settings", async () => {
    const settings = { max_connections: "77" };
    const { connectionString } = await startForTest({
      dataDir: temporaryFolder(),
      fsync: true,
      settings,
    });
    const rows = await query(
      connectionString,
      "SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'max_connections') ORDER BY name",
    );
    expect(rows).toEqual([
      { name: "fsync", setting: "on" },
      { name: "full_page_writes", setting: "on" },
      { name: "max_connections", setting: "77" },
      { name: "synchronous_commit", setting: "on" },
    ]);
  });

  it.runIf(isRoot)("as root, runs as nobody where nobody can enter", async () => {
    const dataDir = temporaryFolder();
    chmodSync(dataDir, 0o711);
    const server = await startForTest({ dataDir });
    expect(readFileSync(`/proc/${server.pid()}/status`, "utf8")).toContain("\nUid:\t65534\t65534");
  });

  it.runIf(isRoot)("as root, works in a folder that only root may enter", async () => {
    const dataDir = join(temporaryFolder(), "closed");
    mkdirSync(dataDir, { mode: 0o700 });
    const { connectionString } = await startForTest({ dataDir });
    expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it.runIf(isRoot)(
    "as root, follows a folder that is opened or closed to others later",
    async () => {
      const dataDir = temporaryFolder();
      for (const mode of [0o711, 0o700, 0o711]) {
        chmodSync(dataDir, mode);
        const server = await startForTest({ dataDir });
        await query(server.connectionString, "CREATE TABLE IF NOT EXISTS seen ()");
        await server.stop();
      }
      expect(statSync(join(dataDir, "postgres", "cluster")).uid).toBe(65534);
    },
  );
});

describe("the database", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "babyfoot-pg-"));
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await startEmbeddedPostgres({ dataDir, log: () => undefined, fsync: false });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true });
  });

  it("sorts text in one way everywhere and stores all of it", async () => {
    const { connectionString } = server;
    const rows = await query(
      connectionString,
      "SELECT datlocprovider, pg_encoding_to_char(encoding) AS encoding, upper('é⚽') AS upper FROM pg_database WHERE datname = current_database()",
    );
    expect(rows).toEqual([{ datlocprovider: "b", encoding: "UTF8", upper: "É⚽" }]);
  });

  it("lets the application make extensions, databases and roles without being superuser", async () => {
    const { connectionString } = server;
    await query(connectionString, "CREATE EXTENSION btree_gist");
    await query(connectionString, "CREATE DATABASE copy TEMPLATE template0");
    await query(connectionString, "CREATE ROLE analyst");
    const rows = await query(
      connectionString,
      "SELECT rolsuper FROM pg_roles WHERE rolname = current_user",
    );
    expect(rows).toEqual([{ rolsuper: false }]);
  });

  it("lets analysts in on loopback by their passwords, nobody else, and only where it is asked to", async () => {
    const dataDir = temporaryFolder();
    const port = await freePort();
    const open = await startForTest({ dataDir, analystPort: port });
    await query(open.connectionString, "CREATE ROLE analyst");
    await query(open.connectionString, "CREATE ROLE mia LOGIN PASSWORD 'secret' IN ROLE analyst");
    await query(open.connectionString, "CREATE ROLE guest LOGIN PASSWORD 'secret'");
    const as = (who: string) => `postgresql://${who}@127.0.0.1:${port}/babyfoot`;
    expect(await query(as("mia:secret"), "SELECT current_user")).toEqual([{ current_user: "mia" }]);
    await expect(query(as("mia:wrong"), "SELECT 1")).rejects.toThrow("password");
    for (const who of ["guest:secret", "postgres:x", "babyfoot:x"])
      await expect(query(as(who), "SELECT 1"), who).rejects.toThrow(/rejects|password/);
    await open.stop();
    const closed = await startForTest({ dataDir });
    expect(await query(closed.connectionString, "SHOW listen_addresses")).toEqual([
      { listen_addresses: "" },
    ]);
    await expect(query(as("mia:secret"), "SELECT 1")).rejects.toThrow("ECONNREFUSED");
  });

  it("is reached by its socket alone, in a folder closed to others", async () => {
    const { connection, connectionString } = server;
    expect(statSync(connection.host).mode & 0o777).toBe(0o700);
    const rows = await query(connectionString, "SHOW listen_addresses");
    expect(rows).toEqual([{ listen_addresses: "" }]);
  });
});

describe("what cannot start says so in one sentence", () => {
  it("another instance on the same folder is refused, and the first one stays", async () => {
    const dataDir = temporaryFolder();
    const first = await startForTest({ dataDir });
    await expect(startForTest({ dataDir })).rejects.toMatchObject({
      name: "StartError",
      code: "already_running",
      message: expect.stringContaining(dataDir),
    });
    expect(await query(first.connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("a data folder that is a file", async () => {
    const dataDir = join(temporaryFolder(), "file");
    writeFileSync(dataDir, "");
    await expect(startForTest({ dataDir })).rejects.toMatchObject({ code: "not_writable" });
  });

  it("a setting that PostgreSQL does not know", async () => {
    const dataDir = temporaryFolder();
    await expect(
      startForTest({ dataDir, settings: { shared_bufers: "1MB" } }),
    ).rejects.toMatchObject({ code: "cannot_start", message: expect.stringContaining(dataDir) });
    expect(processesOf(dataDir)).toEqual([]);
  });

  it("a cluster of another PostgreSQL", async () => {
    const dataDir = temporaryFolder();
    await (await startForTest({ dataDir })).stop();
    writeFileSync(join(dataDir, "postgres", "cluster", "PG_VERSION"), "14\n");
    await expect(startForTest({ dataDir })).rejects.toMatchObject({
      code: "wrong_version",
      message: expect.stringMatching(/PostgreSQL 14.*PostgreSQL 17/),
    });
  });

  it("a machine without binaries is told of DATABASE_URL", async () => {
    const arch = Object.getOwnPropertyDescriptor(process, "arch") ?? {};
    Object.defineProperty(process, "arch", { ...arch, value: "riscv64" });
    try {
      const start = startEmbeddedPostgres({ dataDir: temporaryFolder(), log: () => undefined });
      await expect(start).rejects.toMatchObject({
        code: "unsupported_platform",
        message: expect.stringContaining("DATABASE_URL"),
      });
    } finally {
      Object.defineProperty(process, "arch", arch);
    }
  });

  it("a folder is free again after a start that failed", async () => {
    const dataDir = temporaryFolder();
    await expect(startForTest({ dataDir, settings: { port: "no" } })).rejects.toThrow(dataDir);
    const { connectionString } = await startForTest({ dataDir });
    expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });
});
