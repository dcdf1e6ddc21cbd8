import { chmod, cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "../config.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../platform/embedded-postgres/supervisor.ts";
import { migrate } from "../platform/migrations.ts";
import { backupCommand } from "./backup-command.ts";
import { checkRestoredCommand } from "./check-restored-command.ts";
import { drillRestoreCommand } from "./drill-restore-command.ts";

const start = (dataDir: string, settings = {}) =>
  startEmbeddedPostgres({ dataDir, log: () => undefined, fsync: false, settings });

async function inMaintenance(statement: string): Promise<void> {
  const maintenance = new pg.Client({
    ...running.connection,
    user: "postgres",
    database: "postgres",
  });
  await maintenance.connect();
  await maintenance.query(statement);
  await maintenance.end();
}

let folder: string;
let running: EmbeddedPostgres;
let client: pg.Client;
let said: string[];
let complained: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-check-"));
  // PostgreSQL, which is not root, must get through.
  await mkdir(path.join(folder, "running"));
  await mkdir(path.join(folder, "copy"));
  await chmod(folder, 0o711);
  running = await start(path.join(folder, "running"));
  await migrate(running.connection);
  await inMaintenance("create database scratch template babyfoot owner babyfoot");
  client = new pg.Client(running.connection);
  await client.connect();
  await client.query(CAMPUS);
});
afterAll(async () => {
  await client.end();
  await running.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  [said, complained] = [[], []];
});

/** A venue, its table, 200 entries of its log, and three people. */
const CAMPUS = `
  insert into venues (id, name, time_zone, opening_hours, policy)
    values ('00000000-0000-0000-0000-000000000001', 'Souk', 'Europe/Paris', '{}', '{}');
  insert into tables (venue_id, id, code, name)
    select id, '00000000-0000-0000-0000-000000000002', 'T01', 'One' from venues;
  insert into players (id, display_name)
    select gen_random_uuid(), 'Player ' || n from generate_series(1, 3) n;
  insert into audit_log (id, actor_id, action, subject_type, subject_id, at)
    select gen_random_uuid(), (select id from players limit 1), 'table.changed', 'table', t.id, now() - n * interval '1 min'
    from tables t, generate_series(1, 200) n`;

const terminal = () => ({
  settings: readSettings({ DATA_DIR: path.join(folder, "running") }),
  say: (line: string) => void said.push(line),
  complain: (line: string) => void complained.push(line),
});

describe("a copy of the cluster that was restored beside", () => {
  let copy: EmbeddedPostgres;
  let restored: pg.Client;

  /** What a restore from a repository comes to: the files of the cluster as they were, started elsewhere. */
  beforeAll(async () => {
    await client.end();
    await running.stop();
    await cp(path.join(folder, "running/postgres"), path.join(folder, "copy/postgres"), {
      recursive: true,
    });
    running = await start(path.join(folder, "running"));
    copy = await start(path.join(folder, "copy"), { autovacuum: "off" });
    client = new pg.Client(running.connection);
    await client.connect();
    restored = new pg.Client({ ...copy.connection, user: "postgres" });
    await restored.connect();
  });
  afterAll(async () => {
    await restored.end();
    await copy.stop();
  });

  let snapshot: string | undefined;
  async function check() {
    said = [];
    const urls = [copy, running].map(({ connectionString }) => connectionString);
    const [there = "", here = ""] = urls;
    const again = snapshot === undefined ? [] : ["--snapshot", snapshot];
    const args = [
      ...again,
      "--restored",
      there.replace("babyfoot@", "postgres@"),
      "--running",
      here,
    ];
    const code = await checkRestoredCommand(args, terminal());
    const told = JSON.parse(said.join(""));
    snapshot = told.checked.snapshot;
    return { code, ...told };
  }

  it("[B16] does not miss what was under way when it was taken", async () => {
    // The copy has given itself a number or two since; what comes now has one it knows nothing of.
    for (let n = 0; n < 20; n += 1) await client.query("select pg_current_xact_id()");
    await client.query("begin");
    await client.query(`insert into audit_log (id, actor_id, action, subject_type, subject_id, at)
      select gen_random_uuid(), actor_id, action, subject_type, subject_id, at from audit_log limit 3`);
    await client.query("commit");
    const { rows } = await client.query(
      "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
    );
    snapshot = `${rows[0].next}:${rows[0].next}:`;
    expect(await check()).toMatchObject({ code: 0, differences: [] });
    snapshot = undefined;
  });

  it("[B16][B17] lacks nothing, and what has come or changed since is told from a loss", async () => {
    const first = await check();
    expect(first).toMatchObject({ code: 0, ok: true, differences: [], rpoSeconds: 0 });
    expect(first.rows).toMatchObject({ audit_log: 200, players: 3, tables: 1 });
    expect(first.checked.comparedRows).toBeGreaterThanOrEqual(205);
    expect(first.checked.indexes).toBeGreaterThan(50);

    await client.query("update tables set name = 'Renamed', version = version + 1");
    await client.query(
      "delete from players where display_name = 'Player 3' and id not in (select actor_id from audit_log)",
    );
    await client.query(`insert into audit_log (id, actor_id, action, subject_type, subject_id)
      select gen_random_uuid(), actor_id, action, subject_type, subject_id from audit_log limit 5`);
    const later = await check();
    expect(later).toMatchObject({ code: 0, differences: [], restoredTo: first.restoredTo });
    expect(later.rpoSeconds).toBeGreaterThan(0);
  });

  it("[B16][B17] of which something is missing, other or broken is found out", async () => {
    await restored.query(
      "alter table audit_log disable trigger user; alter table players disable trigger all",
    );
    await restored.query("begin");
    await restored.query("delete from audit_log where id in (select id from audit_log limit 2)");
    await restored.query(
      "update players set display_name = 'Somebody' where display_name = 'Player 2'",
    );
    await restored.query("commit");
    const { code, differences } = await check();
    expect(code).toBe(1);
    expect(differences).toEqual([
      "audit_log: 2 rows are missing in what was restored",
      "players: 1 rows are other than they were",
    ]);
    await restored.query("set session_replication_role = replica");
    await restored.query("delete from players where id in (select actor_id from audit_log)");
    expect((await check()).differences.join()).toMatch(
      /audit_log: \d+ rows break audit_log_actor_id_fkey/,
    );
  });

  it("[B16] shows what the running database has lost", async () => {
    await client.query("alter table audit_log disable trigger user");
    await client.query("delete from audit_log where at < now() - interval '199 min'");
    await client.query("alter table audit_log enable trigger user");
    expect((await check()).differences.join()).toMatch(
      /audit_log: \d+ rows of the backup are gone from the running database/,
    );
  });

  it("[B16] says how it is called, and what cannot be reached", async () => {
    expect(await checkRestoredCommand([], terminal())).toBe(2);
    expect(await checkRestoredCommand(["--restored", "x", "--asked-at", "soon"], terminal())).toBe(
      2,
    );
    expect(await checkRestoredCommand(["--restored", "nowhere"], terminal())).toBe(1);
    expect(complained.at(-1)).toContain("no URL");
  });
});

describe("the drill of npm start's database", () => {
  /** An entry of a transaction that is under way: the row carries the number of its savepoint. */
  async function enteringWithSavepoint(): Promise<pg.Client> {
    const late = new pg.Client(running.connection);
    await late.connect();
    await late.query("begin; select pg_current_xact_id(); savepoint entry");
    await late.query(`insert into audit_log (id, actor_id, action, subject_type, subject_id)
      select gen_random_uuid(), actor_id, action, subject_type, subject_id from audit_log limit 1`);
    await late.query("release savepoint entry");
    // So that numbers given out later are there, and its own lies between.
    await client.query("select pg_current_xact_id()");
    return late;
  }

  it("[B18] restores the newest backup into a cluster of its own, compares it, and reports what came of it", async () => {
    expect(await drillRestoreCommand([], terminal())).toBe(1);
    expect(complained[0]).toContain("There is no backup in");
    const late = await enteringWithSavepoint();
    expect(await backupCommand([], terminal())).toBe(0);
    await late.query("commit");
    await late.end();
    const killed = path.join(folder, "running/drill-4194304");
    await mkdir(path.join(killed, "postgres/cluster"), { recursive: true });
    await client.query("update tables set name = 'Renamed again'");
    expect([await drillRestoreCommand([], terminal()), complained.slice(1)]).toEqual([0, []]);
    expect(said.at(-1)).toBe("All is as it must be.");
    const left = await readdir(path.join(folder, "running"));
    expect(left.filter((name) => name.startsWith("drill-"))).toEqual([]);
    const { rows } = await client.query(
      "select ok, restore_seconds, rpo_seconds, backup_label, (rows->>'audit_log')::int as rows from drills",
    );
    expect(rows).toMatchObject([
      { ok: true, backup_label: expect.stringMatching(/^babyfoot-.*gz$/) },
    ]);
    expect(rows[0].restore_seconds).toBeGreaterThan(0);
    const { rows: now } = await client.query("select count(*)::int as rows from audit_log");
    expect(rows[0].rows).toBe(now[0].rows - 1);
  });

  it("[B18] fails, and reports it, when the running database has lost what the backup has", async () => {
    await client.query("alter table audit_log disable trigger user");
    await client.query("delete from audit_log where id in (select id from audit_log limit 1)");
    // A database that is empty already stands for a cluster of its own, which takes seconds to make.
    const inScratch = <Result>(_: string, work: (of: pg.ClientConfig) => Promise<Result>) =>
      work({ ...running.connection, database: "scratch" });
    expect(await drillRestoreCommand([], terminal(), inScratch)).toBe(1);
    const { rows } = await client.query(
      "select ok, differences from drills order by finished_at desc limit 1",
    );
    expect(rows).toEqual([
      {
        ok: false,
        differences: [
          "audit_log: 1 rows of the backup are gone from the running database, which never deletes any",
        ],
      },
    ]);
  });
});
