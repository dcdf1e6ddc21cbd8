import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "@20minutes/s3rver/lib/s3rver.js";
import { AwsClient } from "aws4fetch";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { type PastGame, pastGames, pastPlayer } from "../../../test/past-games.ts";
import { type TestServer, useServer } from "../../../test/server.ts";
import { readSettings } from "../../config.ts";
import { startMachine } from "../../platform/aws/testing/local-aws.ts";
import { joinChanges } from "./changed-days.ts";
import { nextDaily, nextTry } from "./daily.ts";
import type { Destination, DestinationSettings } from "./destination.ts";
import { exportIfDue } from "./exports.service.ts";
import { destinationOf } from "./open-destination.ts";
import { runExport } from "./run.ts";
import { askDuckDb, rowsOfParquet } from "./testing/duckdb.ts";

const server = useServer();
let admin: Client;
let venueId: string;
let folder: string;
let target: string;
let ana: string;

const NO_AWS: DestinationSettings = readSettings({});
const signal = new AbortController().signal;
const depsOf = ({ database }: TestServer, to: Destination, url = target) => ({
  ...{ db: database.db, connection: database.connection, destination: to, target: url, signal },
});
const here = () => depsOf(server(), destinationOf(target, NO_AWS));
const daily = () => runExport(here(), { origin: "daily" });

/** A game of one line. */
const game = (code: string, day: string | undefined, goals: number): PastGame => ({
  ...{ code, ...(day !== undefined && { day }), score: [goals, 0], winner: "red" },
  lines: [{ playerId: ana, code: "P0001", team: "red", goals }],
});
const add = async (...games: PastGame[]) => pastGames(server().database.db, venueId, games);

beforeAll(async () => {
  admin = await asAdmin(server());
  venueId = (await admin.get("/api/v1/venues")).body.items[0].id;
  ana = await pastPlayer(server().database.db, "Ana");
});
beforeEach(async () => {
  const { db } = server().database;
  await sql`delete from games`.execute(db);
  await sql`delete from unexported_days`.execute(db);
  await sql`delete from export_runs`.execute(db);
  await sql`update export_schedule set target = null, next_at = now(), failures = 0`.execute(db);
  folder = await mkdtemp(path.join(tmpdir(), "babyfoot-export-"));
  target = `file:${folder}`;
  return () => rm(folder, { recursive: true });
});

const filesIn = async (below: string): Promise<string[]> => {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(below, path.join(entry.parentPath, entry.name)))
    .sort();
};
const goalsByDay = async (below = folder) =>
  (
    await askDuckDb(`select day, sum(goals) from read_parquet('${below}/lines/*/*.parquet',
      hive_partitioning = true) group by day order by day nulls last`)
  ).rows;

describe("the export by day", () => {
  it("[X20] is a folder a day, as DuckDB reads it, those without a day apart", async () => {
    await add(game("G1", "2025-04-23", 3), game("G2", "2025-04-24", 4), game("G3", undefined, 5));
    expect(await daily()).toMatchObject({ daysWritten: 3, daysRemoved: 0, games: 3, lines: 3 });
    expect(await filesIn(folder)).toEqual(
      ["games", "lines"].flatMap((dataset) =>
        ["2025-04-23", "2025-04-24", "__HIVE_DEFAULT_PARTITION__"].map(
          (day) => `${dataset}/day=${day}/part-0.parquet`,
        ),
      ),
    );
    expect(await goalsByDay()).toEqual([
      ["2025-04-23", "3"],
      ["2025-04-24", "4"],
      [null, "5"],
    ]);
  });

  it("[X21] writes again only the days that have changed, and removes those that are empty now", async () => {
    await add(game("G1", "2025-04-23", 3), game("G2", "2025-04-24", 4));
    await daily();
    expect(await daily()).toMatchObject({ daysWritten: 0, daysRemoved: 0 });
    const { db } = server().database;
    const untouched = path.join(folder, "games/day=2025-04-24/part-0.parquet");
    const before = await readFile(untouched);
    await rm(untouched);
    await sql`update game_lines set goals = 7 from games g
      where g.id = game_lines.game_id and g.code = 'G1'`.execute(db);
    await add(game("G3", "2025-04-25", 1));
    expect(await daily()).toMatchObject({ daysWritten: 2, daysRemoved: 0 });
    expect(await filesIn(folder)).not.toContain("games/day=2025-04-24/part-0.parquet");
    expect(before.subarray(0, 4).toString()).toBe("PAR1");
    await sql`delete from games where code = 'G1'`.execute(db);
    expect(await daily()).toMatchObject({ daysWritten: 0, daysRemoved: 1 });
    expect(await goalsByDay()).toEqual([
      ["2025-04-24", "4"],
      ["2025-04-25", "1"],
    ]);
    expect(await readdir(path.join(folder, "games"))).not.toContain("day=2025-04-23");
  });

  it("[X22] takes the name of somebody erased out of the days before", async () => {
    const gone = await newPlayer(server(), "Gone Forever");
    await add({ code: "G1", day: "2025-04-23", lines: [{ playerId: gone.id, goals: 1 }] });
    await daily();
    const names = async () =>
      (await askDuckDb(`select player_name from '${folder}/lines/*/*.parquet'`)).rows;
    expect(await names()).toEqual([["Gone Forever"]]);
    expect((await gone.delete("/api/v1/me")).status).toBe(204);
    await daily();
    expect(await names()).toEqual([["Anonyme"]]);
  });

  it("[X23] forgets no change that is made while it runs", async () => {
    await add(game("G1", "2025-04-23", 3));
    const changing: Destination = {
      ...destinationOf(target, NO_AWS),
      put: async (name, bytes) => {
        await destinationOf(target, NO_AWS).put(name, bytes);
        if (name.startsWith("lines")) await add(game("G2", "2025-04-23", 10));
      },
    };
    await runExport(depsOf(server(), changing), { origin: "daily" });
    expect(await goalsByDay()).toEqual([["2025-04-23", "3"]]);
    await daily();
    expect(await goalsByDay()).toEqual([["2025-04-23", "13"]]);
  });

  it("[X23] forgets none that began before it and commits after", async () => {
    await add(game("G1", "2025-04-23", 3));
    const { db } = server().database;
    const [game1] = await db.selectFrom("games").select("id").execute();
    await db.transaction().execute(async (tx) => {
      await sql`update game_lines set goals = 9 where game_id = ${game1?.id ?? ""}`.execute(tx);
      await daily();
    });
    expect(await goalsByDay()).toEqual([["2025-04-23", "3"]]);
    await daily();
    expect(await goalsByDay()).toEqual([["2025-04-23", "9"]]);
  });

  it("[X24] everything goes to a new place", async () => {
    await add(game("G1", "2025-04-23", 3), game("G2", "2025-04-24", 4));
    await daily();
    const other = path.join(folder, "other");
    target = `file://${other}`;
    expect(await daily()).toMatchObject({ daysWritten: 2 });
    expect(await filesIn(other)).toHaveLength(4);
  });

  it("[X25] a day asked for is written again, and the others stay for the night", async () => {
    await add(game("G1", "2025-04-23", 3), game("G2", "2025-04-24", 4));
    const only = await runExport(here(), { origin: "shell", day: "2025-04-23" });
    expect(only).toMatchObject({ daysWritten: 1 });
    expect((await admin.get("/api/v1/exports/status")).body).toMatchObject({ waitingDays: 1 });
    expect(await runExport(here(), { origin: "shell", day: "2025-04-23" })).toMatchObject({
      daysWritten: 1,
    });
  });
});

describe("every night", () => {
  const at = (text: string) => new Date(text);
  const schedule = async () =>
    server().database.db.selectFrom("export_schedule").selectAll().executeTakeFirstOrThrow();

  it("[X26] at 02:10 UTC, on the days clocks change too; what failed is tried again later and later", () => {
    expect(nextDaily(at("2026-03-29T02:09:00Z"))).toEqual(at("2026-03-29T02:10:00Z"));
    expect(nextDaily(at("2026-03-29T02:10:00Z"))).toEqual(at("2026-03-30T02:10:00Z"));
    expect(nextDaily(at("2026-12-31T12:00:00Z"))).toEqual(at("2027-01-01T02:10:00Z"));
    const waits = [1, 2, 3, 4, 5, 50].map(
      (failures) =>
        (nextTry(at("2026-01-01T00:00:00Z"), failures).getTime() - Date.UTC(2026)) / 60_000,
    );
    expect(waits).toEqual([1, 5, 15, 60, 60, 60]);
  });

  it("[X27] once, whichever of two processes comes first, and after a stop at once", async () => {
    await add(game("G1", "2025-04-23", 3));
    await sql`update export_schedule set next_at = now() - interval '3 days'`.execute(
      server().database.db,
    );
    const now = new Date();
    const done = await Promise.all([exportIfDue(here(), now), exportIfDue(here(), now)]);
    expect(done.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await exportIfDue(here(), now)).toBeUndefined();
    expect((await schedule()).next_at).toEqual(nextDaily(now));
    const runs = await server().database.db.selectFrom("export_runs").selectAll().execute();
    expect(runs).toHaveLength(1);
  });

  it("[X28] a failure is told with its reason, loses nothing, and the next try makes up for it", async () => {
    await add(game("G1", "2025-04-23", 3));
    const broken: Destination = {
      put: () => Promise.reject(new Error("The storage answered 403 AccessDenied")),
      remove: () => Promise.resolve(),
    };
    const now = new Date();
    await expect(exportIfDue(depsOf(server(), broken), now)).rejects.toThrow("AccessDenied");
    expect((await schedule()).next_at).toEqual(nextTry(now, 1));
    expect((await admin.get("/api/v1/exports/status")).body).toMatchObject({
      ...{ target: null, nextAt: null, failures: 1, waitingDays: 1, lastSuccess: null },
      lastRun: { origin: "daily", error: "The storage answered 403 AccessDenied" },
    });
    const later = nextTry(now, 1);
    expect(await exportIfDue(here(), later)).toMatchObject({ daysWritten: 1 });
    expect((await admin.get("/api/v1/exports/status")).body).toMatchObject({
      ...{ failures: 0, waitingDays: 0 },
      lastSuccess: { daysWritten: 1, games: 1, lines: 1, error: null },
    });
  });

  it("[X29] changes are joined where nothing is exported, so that they do not pile up", async () => {
    for (let index = 0; index < 5; index += 1) await add(game(`G${index}`, "2025-04-23", 1));
    const { db } = server().database;
    const count = async () => (await db.selectFrom("unexported_days").selectAll().execute()).length;
    expect(await count()).toBe(5);
    await joinChanges(db);
    expect(await count()).toBe(1);
  });
});

describe("in a bucket of S3", () => {
  let storage: S3rver;
  let directory: string;
  let settings: DestinationSettings;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "babyfoot-s3-"));
    storage = new S3rver({
      ...{ port: 0, address: "127.0.0.1", silent: true, directory },
      configureBuckets: [{ name: "campus", configs: [] }],
    });
    const { port } = await storage.run();
    settings = {
      ...{ ...NO_AWS, EXPORT_S3_ENDPOINT: `http://127.0.0.1:${port}` },
      ...{ AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" },
    };
  });
  afterAll(async () => {
    await storage.close();
    await rm(directory, { recursive: true });
  });

  const url = "s3://campus/babyfoot/history";
  const object = async (name: string): Promise<Response> => {
    const client = new AwsClient({
      ...{ accessKeyId: "S3RVER", secretAccessKey: "S3RVER", service: "s3", retries: 0 },
    });
    return client.fetch(`${settings.EXPORT_S3_ENDPOINT}/campus/babyfoot/history/${name}`);
  };

  it("[X30] the same files are objects below the prefix, written and removed", async () => {
    await add(game("G1", "2025-04-23", 3), game("G2", "2025-04-24", 4));
    const deps = depsOf(server(), destinationOf(url, settings), url);
    expect(await runExport(deps, { origin: "daily" })).toMatchObject({ daysWritten: 2 });
    const name = "lines/day%3D2025-04-23/part-0.parquet";
    const answer = await object(name);
    expect(answer.status).toBe(200);
    const { rows } = await rowsOfParquet(Buffer.from(await answer.arrayBuffer()));
    expect(rows.map((row) => row.slice(0, 6))).toEqual([["G1", "P0001", "Ana", "red", null, 3]]);
    await sql`delete from games where code = 'G1'`.execute(server().database.db);
    expect(await runExport(deps, { origin: "daily" })).toMatchObject({ daysRemoved: 1 });
    expect((await object(name)).status).toBe(404);
    expect((await object("lines/day%3D2025-04-24/part-0.parquet")).status).toBe(200);
  });

  it("[X30] the keys may be those of the machine's role, and none be set", async () => {
    const keys = { accessKeyId: "S3RVER", secretAccessKey: "S3RVER", sessionToken: "for a while" };
    const machine = await startMachine({ keys, endsAt: Date.now() + 3_600_000 });
    onTestFinished(() => machine.close());
    const byRole = readSettings({
      EXPORT_URL: url,
      EXPORT_S3_ENDPOINT: settings.EXPORT_S3_ENDPOINT,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url,
    });
    await add(game("G3", "2025-04-25", 3));
    const to = destinationOf(byRole.EXPORT_URL ?? "", byRole);
    await runExport(depsOf(server(), to, url), { origin: "daily" });
    expect((await object("lines/day%3D2025-04-25/part-0.parquet")).status).toBe(200);
  });

  it("[X30] a wrong key or bucket is told as the storage says it", async () => {
    await add(game("G1", "2025-04-23", 3));
    const wrongKey = destinationOf(url, { ...settings, AWS_SECRET_ACCESS_KEY: "wrong" });
    const run = (to: Destination) => runExport(depsOf(server(), to, url), { origin: "daily" });
    await expect(run(wrongKey)).rejects.toThrow("The storage answered 403 SignatureDoesNotMatch");
    await expect(run(destinationOf("s3://elsewhere", settings))).rejects.toThrow(
      "The storage answered 404 NoSuchBucket",
    );
  });
});
