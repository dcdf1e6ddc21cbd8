import { spawnSync } from "node:child_process";
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../test/campus.ts";
import { newPlayer } from "../../test/client.ts";
import { cloneDatabase } from "../../test/database.ts";
import { useServer } from "../../test/server.ts";
import { dumpSchema } from "../../tools/schema-dump.ts";
import { readSettings } from "../config.ts";
import { readBackup } from "../features/backups/file/read.ts";
import { STAGES } from "../features/imports/imports.service.ts";
import { grantApplicationRole } from "../platform/application-role.ts";
import { migrateTo } from "../platform/migrations.ts";
import { backupCommand } from "./backup-command.ts";
import { alone } from "./own-database.ts";
import { restoreCommand } from "./restore-command.ts";

const PASSPHRASE = "seventeen tables and a ball";
const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-backups-"));
const journal = path.join(folder, "erasures");
const server = useServer({ ERASURE_JOURNAL: journal });
afterAll(() => rm(folder, { recursive: true }));

let said: string[];
let complained: string[];
beforeEach(() => {
  [said, complained] = [[], []];
});
const terminal = (environment: Record<string, string>) => ({
  settings: readSettings({ ERASURE_JOURNAL: journal, DATA_DIR: folder, ...environment }),
  say: (line: string) => void said.push(line),
  complain: (line: string) => void complained.push(line),
});
const at = (name: string) => path.join(folder, name);
const here = () => ({ DATABASE_URL: server().databaseUrl });
const newDatabase = (name: string) => {
  const url = new URL(server().databaseUrl);
  url.pathname = `/${name}_${process.pid}_${Date.now()}`;
  return url.href;
};

async function ask<Row>(connection: pg.ClientConfig | string, text: string): Promise<Row[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
const names = async (url: string) =>
  (await ask<{ name: string }>(url, "select display_name as name from players order by 1")).map(
    ({ name }) => name,
  );
const databases = async () =>
  (
    await ask<{ name: string }>(server().databaseUrl, "select datname as name from pg_database")
  ).map(({ name }) => name);
async function dropNamed(beginning: string): Promise<void> {
  for (const name of await databases())
    if (name.startsWith(beginning)) await ask(server().databaseUrl, `drop database "${name}"`);
}
const nameOf = (url: string) => new URL(url).pathname.slice(1);

beforeAll(async () => {
  const admin = await asAdmin(server());
  const { id } = await newTable(admin);
  const device = await newDevice(admin, id);
  const events = [1, 2, 3].map((seq) => ({
    seq,
    type: "goal",
    side: "red",
    uptimeMs: seq * 60_000,
  }));
  const answer = await sendEvents(admin, device, { events });
  if (answer.status !== 200) throw new Error(`no goals: ${JSON.stringify(answer.body)}`);
  await newPlayer(server(), "Ada Stays");
});

describe("a backup", () => {
  it("[B1][B2][B7][B10][B13][B14] goes to another server with everything, save who was erased since, and comes back the same (F35)", async () => {
    const leaver = await newPlayer(server(), "Bob Leaves");
    const encrypted = { BACKUP_PASSPHRASE: PASSPHRASE, SECRET_KEY: "k".repeat(40) };
    const file = at("all.enc");
    expect(await backupCommand([file], terminal({ ...here(), ...encrypted }))).toBe(0);
    expect(said[0]).toContain("read back and whole");
    expect((await leaver.call("DELETE", "/api/v1/me")).status).toBe(204);

    const there = { DATA_DIR: at("there"), BACKUP_PASSPHRASE: PASSPHRASE };
    expect([await restoreCommand([file], terminal(there)), complained]).toEqual([0, []]);
    expect(said).toContainEqual("1 people who had been erased were erased again.");
    expect(await readFile(at("there/secret-key"), "utf8")).toBe("k".repeat(40));
    await alone(at("there"), async (connection) => {
      const people = await ask<{ name: string }>(
        connection,
        "select display_name as name from players",
      );
      const all = people.map(({ name }) => name);
      expect(all).toContain("Ada Stays");
      expect(all).toContain("Anonyme");
      expect(all).not.toContain("Bob Leaves");
      const client = new pg.Client(connection);
      await client.connect();
      expect(await dumpSchema(client)).toBe(
        await readFile(path.join(import.meta.dirname, "../../schema.sql"), "utf8"),
      );
      await client.end();
    });

    // Both have erased him since: what is left is the same, to the byte, on either server.
    const [back, again] = [at("back.tar.gz"), at("again.tar.gz")];
    expect(await backupCommand([back], terminal({ DATA_DIR: at("there") }))).toBe(0);
    expect(await backupCommand([again], terminal(here()))).toBe(0);
    const sums = async (of: string) =>
      (await readBackup({ file: of, passphrase: undefined })).totals.tables;
    const [theirs, ours] = [await sums(back), await sums(again)];
    expect(Object.keys(theirs)).toEqual(Object.keys(ours));
    for (const table of ["table_events", "matches", "tables", "devices", "users", "credentials"]) {
      expect(ours[table]?.rows, table).toBeGreaterThan(0);
      expect(theirs[table], table).toEqual(ours[table]);
    }
    const plain = spawnSync("tar", ["-xzOf", back], { encoding: "utf8" }).stdout;
    expect(plain).toContain("Ada Stays");
    expect(plain).not.toContain("Bob Leaves");
    const kept = await readdir(journal);
    expect(kept).toEqual([leaver.id]);
    expect(await readFile(path.join(journal, leaver.id), "utf8")).toMatch(/^\S+Z\n$/);
  });

  it("[B1] needs no more than the server's role may", async () => {
    const role = `backing_${process.pid}`;
    const owner = new pg.Client(server().databaseUrl);
    await owner.connect();
    await grantApplicationRole(owner, { role, analyzed: STAGES });
    const url = new URL(server().databaseUrl);
    url.username = role;
    const code = await backupCommand([at("role.tar.gz")], terminal({ DATABASE_URL: url.href }));
    await owner.query(`grant ${role} to current_user; drop owned by ${role}; drop role ${role}`);
    await owner.end();
    expect([code, complained]).toEqual([0, []]);
  });

  it("[B6] is reported, and so is one that failed", async () => {
    expect(await backupCommand([at("reported.tar.gz")], terminal(here()))).toBe(0);
    // Where a mistyped name leads is told to whoever typed it, and alarms nobody.
    for (const mistyped of ["reported.tar.gz", "reported.tar.gz/b.tgz"])
      expect(await backupCommand([at(mistyped)], terminal(here()))).toBe(1);
    expect(complained[0]).toBe(`${at("reported.tar.gz")} is there already.`);
    expect(complained[1]).toContain(`Nothing can be written to ${at("reported.tar.gz")}`);
    await mkdir(at("blocked"));
    await writeFile(at("blocked/backups"), "no folder");
    const blocked = terminal({ ...here(), DATA_DIR: at("blocked") });
    expect(await backupCommand([], blocked)).toBe(1);
    const rows = await ask<{ ok: boolean; error: string | null; bytes: number | null }>(
      server().databaseUrl,
      "select ok, error, bytes from backups order by finished_at desc limit 2",
    );
    rows.reverse();
    expect(rows[0]).toMatchObject({ ok: true, error: null });
    expect(rows[1]).toMatchObject({ ok: false, error: expect.stringContaining("EEXIST") });
  });

  it("[B5] that is not encrypted has no secret key, and a restore under another says what is lost", async () => {
    const file = at("plain.tar.gz");
    await backupCommand([file], terminal({ ...here(), SECRET_KEY: "k".repeat(40) }));
    const { url, drop } = await cloneDatabase();
    expect(
      await restoreCommand([file], terminal({ DATABASE_URL: url, SECRET_KEY: "o".repeat(40) })),
    ).toBe(0);
    expect(said.at(-1)).toContain("cards must be linked again");
    expect(await restoreCommand([file, "--secret-key"], terminal({}))).toBe(1);
    expect(spawnSync("tar", ["-xzOf", file], { encoding: "utf8" }).stdout).not.toContain(
      "k".repeat(40),
    );
    await drop();
  });
});

describe("a restore", () => {
  let file: string;
  beforeAll(async () => {
    file = at("restore.tar.gz");
    await backupCommand([file], terminal(here()));
  });

  it("[B8] leaves a database that has data alone, unless told to replace it, and then keeps it", async () => {
    const { url } = await cloneDatabase();
    const target = terminal({ DATABASE_URL: url });
    expect(await restoreCommand([file], target)).toBe(0);
    await ask(url, "update players set display_name = 'Newer'");
    expect(await restoreCommand([file], target)).toBe(1);
    expect(complained[0]).toContain("nothing was changed");
    expect(await names(url)).toContain("Newer");

    const visitor = new pg.Client(url);
    await visitor.connect();
    expect(await restoreCommand([file, "--replace"], target)).toBe(1);
    expect(complained[1]).toContain("in use (1 connections)");
    await visitor.end();

    expect(await restoreCommand([file, "--replace"], target)).toBe(0);
    expect(await names(url)).toContain("Ada Stays");
    const kept = (await databases()).find((name) => name.startsWith(`${nameOf(url)}_before_`));
    expect(said.join()).toContain(`is kept as "${kept}"`);
    const old = new URL(url);
    old.pathname = `/${kept}`;
    expect(await names(old.href)).toContain("Newer");
    await dropNamed(nameOf(url));
  });

  it("[B9] that breaks off leaves nothing half, in an empty database or beside a full one", async () => {
    const half = at("half.tar.gz");
    await copyFile(file, half);
    await truncate(half, Math.floor((await readFile(file)).length * 0.9));
    const { url, drop } = await cloneDatabase();
    expect(await restoreCommand([half], terminal({ DATABASE_URL: url }))).toBe(1);
    expect(complained).toEqual(["The file is cut off."]);
    expect(await names(url)).toEqual([]);
    expect(await restoreCommand([file], terminal({ DATABASE_URL: url }))).toBe(0);
    const before = await names(url);
    expect(await restoreCommand([half, "--replace"], terminal({ DATABASE_URL: url }))).toBe(1);
    expect(await names(url)).toEqual(before);
    expect((await databases()).filter((name) => name.startsWith(nameOf(url)))).toEqual([
      nameOf(url),
    ]);
    await drop();
  });

  it("[B11] refuses a file of a newer release, and brings one of an older release to the schema of now", async () => {
    const { url, drop } = await cloneDatabase();
    await ask(url, "insert into migrations (name, run_on) values ('9999_of_tomorrow', now())");
    const newer = at("newer.tar.gz");
    expect(await backupCommand([newer], terminal({ DATABASE_URL: url }))).toBe(0);
    await drop();
    const target = newDatabase("older");
    expect(await restoreCommand([newer], terminal({ DATABASE_URL: target }))).toBe(1);
    expect(complained[0]).toContain("written by a newer Babyfoot");
    expect(complained[0]).toContain("9999_of_tomorrow");

    const old = await older();
    const aged = at("older.tar.gz");
    expect(await backupCommand([aged], terminal({ DATABASE_URL: old }))).toBe(0);
    expect(await restoreCommand([aged], terminal({ DATABASE_URL: target }))).toBe(0);
    expect(said.at(-1)).toContain("Brought to this release's schema: 0029_backups");
    expect(await names(target)).toEqual(["Of Old"]);
    await dropNamed(nameOf(old));
    await dropNamed(nameOf(target));
  });

  async function older(): Promise<string> {
    const url = newDatabase("of_old");
    await ask(server().databaseUrl, `create database ${nameOf(url)} template template0`);
    await migrateTo({ connectionString: url }, "0028_shown_players");
    await ask(url, "insert into players (id, display_name) values (gen_random_uuid(), 'Of Old')");
    return url;
  }

  it("[B12] has viewers begin anew, and days exported that were to be", async () => {
    const { url, drop } = await cloneDatabase();
    const version = "select version::float8 as it from live_head";
    const [before] = await ask<{ it: number }>(server().databaseUrl, version);
    await restoreCommand([file], terminal({ DATABASE_URL: url }));
    const [after] = await ask<{ it: number }>(url, version);
    expect(after?.it).toBeGreaterThan((before?.it ?? 0) + 1_000_000);
    const days = "select distinct venue_id::text, day::text from unexported_days order by 1, 2";
    expect(await ask(url, days)).toEqual(await ask(server().databaseUrl, days));
    await drop();
  });

  it("explains itself where it is called wrongly", async () => {
    for (const args of [[], ["a", "b"], ["--nonsense"], ["a", "--replay-erasures"]])
      expect(await restoreCommand(args, terminal(here()))).toBe(2);
    expect(await backupCommand(["a", "b"], terminal(here()))).toBe(2);
    expect(
      await restoreCommand([at("nowhere")], terminal({ DATABASE_URL: newDatabase("x") })),
    ).toBe(1);
    expect(complained.at(-1)).toContain("The restore failed: there is no ");
    expect(await backupCommand([], terminal({ DATA_DIR: at("empty") }))).toBe(1);
    expect(complained.at(-1)).toContain("There is no database in");
  });
});
