import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { readSettings } from "../config.ts";
import { dropLeftovers, targetFor } from "../features/backups/backups.service.ts";
import { readBackup } from "../features/backups/file/read.ts";
import { connectionOf } from "../platform/connection.ts";
import { backupCommand } from "./backup-command.ts";
import { restoreCommand } from "./restore-command.ts";

const ADA = "insert into players (id, display_name) values (gen_random_uuid(), 'Ada Stays')";
const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-cut-off-"));
let campus: Awaited<ReturnType<typeof cloneDatabase>>;
beforeAll(async () => {
  campus = await cloneDatabase();
  await ask(campus.url, ADA);
});
afterAll(async () => {
  await campus.drop();
  await rm(folder, { recursive: true });
});

let complained: string[];
beforeEach(() => {
  complained = [];
});
const at = (name: string) => path.join(folder, name);
const terminal = (environment: Record<string, string>) => ({
  settings: readSettings({ ERASURE_JOURNAL: at("erasures"), DATA_DIR: folder, ...environment }),
  say: () => undefined,
  complain: (line: string) => void complained.push(line),
});

async function ask<Row>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
const names = async (url: string) =>
  (await ask<{ name: string }>(url, "select display_name as name from players")).map(
    ({ name }) => name,
  );
const nameOf = (url: string) => new URL(url).pathname.slice(1);

describe("a backup", () => {
  it("[B1] that has to wait for a migration is of the moment after it, not of before", async () => {
    const { url, drop } = await cloneDatabase();
    const migration = new pg.Client(url);
    await migration.connect();
    await migration.query("begin; alter table players add column later text");
    const file = at("waited.tar.gz");
    const code = backupCommand([file], terminal({ DATABASE_URL: url }));
    const waiting = `select count(*)::int as count from pg_locks
      where not granted and database = (select oid from pg_database where datname = current_database())`;
    await vi.waitFor(
      async () => expect((await migration.query(waiting)).rows).toEqual([{ count: 1 }]),
      { timeout: 10_000, interval: 20 },
    );
    await migration.query("commit");
    await migration.end();
    expect([await code, complained]).toEqual([0, []]);
    const { head } = await readBackup({ file, passphrase: undefined });
    expect(head.tables.find(({ name }) => name === "players")?.columns).toContain("later");
    await drop();
  });
});

describe("a restore", () => {
  it("[B5][B9] into an empty database has the key before the data, and says how to go on where the journal cannot be read", async () => {
    const { url, drop } = await cloneDatabase();
    const encrypted = { BACKUP_PASSPHRASE: "seventeen tables and a ball", DATA_DIR: at("keyed") };
    await backupCommand(
      [at("keyed.enc")],
      terminal({ DATABASE_URL: campus.url, ...encrypted, SECRET_KEY: "k".repeat(40) }),
    );
    const unreadable = { ERASURE_JOURNAL: at("keyed.enc") };
    const target = terminal({ DATABASE_URL: url, ...encrypted, ...unreadable });
    expect(await restoreCommand([at("keyed.enc")], target)).toBe(1);
    expect(complained[0]).toContain("npm run restore -- --replay-erasures");
    expect(await names(url)).toContain("Ada Stays");
    expect(await readFile(at("keyed/secret-key"), "utf8")).toBe("k".repeat(40));
    await drop();
  });

  it("[B8][B9] that cannot take the place of a database leaves that one where it is, and keeps what is whole until the next", async () => {
    const { url, drop } = await cloneDatabase();
    await ask(url, ADA);
    const connection = await connectionOf({ ...terminal({}).settings, DATABASE_URL: url });
    const target = (now: Date) => targetFor({ connection, replace: true, now });
    const ours = () =>
      ask(
        url,
        `select datname as name from pg_database where datname like '${nameOf(url)}%' order by 1`,
      );

    const lost = await target(new Date(0));
    await ask(url.replace(nameOf(url), "postgres"), `drop database ${lost.connection.database}`);
    await expect(lost.take()).rejects.toThrow("is as it was");
    expect(await names(url)).toEqual(["Ada Stays"]);

    const whole = await target(new Date(1000));
    const visitor = new pg.Client(url);
    await visitor.connect();
    await expect(whole.take()).rejects.toThrow(/in use.*kept as/);
    await whole.giveUp();
    await visitor.end();
    expect(await ours()).toEqual([{ name: nameOf(url) }, { name: whole.connection.database }]);
    expect(await dropLeftovers(connection)).toEqual([
      `"${whole.connection.database}", left by a restore that was cut off, was dropped.`,
    ]);
    await drop();
  });
});
