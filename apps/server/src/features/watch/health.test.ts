import type { HealthReport } from "@babyfoot/contract";
import Fastify from "fastify";
import { sql } from "kysely";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { asAdmin, newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { Client } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import { LiveStream } from "../../../test/sse.ts";
import { readSettings } from "../../config.ts";
import { newId } from "../../platform/ids.ts";
import { createMetrics } from "../../platform/metrics/metrics.ts";
import { readFacts } from "./facts.ts";
import { tidySamples } from "./samples.queries.ts";
import { startSampling } from "./sampling.ts";
import { watchOnce } from "./watch.jobs.ts";

const server = useServer();
let admin: Client;
beforeAll(async () => {
  admin = await asAdmin(server());
});

const health = async (): Promise<HealthReport> => (await admin.get("/api/v1/health")).body;
const partsOf = ({ parts }: HealthReport) =>
  Object.fromEntries(parts.map(({ part, state }) => [part, state]));
const watch = () =>
  watchOnce({
    database: server().database,
    settings: readSettings({ DATABASE_URL: "postgres:///x" }),
  });
const db = () => server().database.db;

describe("the health of an installation", () => {
  it("[W1] names every part, how it is and since when", async () => {
    await expect.poll(async () => (await health()).processes).toHaveLength(1);
    await watch();
    const report = await health();
    expect(partsOf(report)).toMatchObject({
      ...{ database: "ok", bus: "ok", workers: "ok", jobs: "ok", notifications: "ok" },
      ...{ mail: "off", exports: "off", replica: "off", archive: "off", backups: "off" },
    });
    for (const { since } of report.parts) expect(Date.parse(since ?? "")).toBeLessThan(Date.now());
    expect(report.verdict).toBe("well");
    const { rows } = await sql<{ used: number; allowed: number; version: string }>`
      select (select count(*)::int from pg_stat_activity where datname is not null) as used,
        current_setting('max_connections')::int as allowed, current_setting('server_version') as version`.execute(
      db(),
    );
    expect(report.versions).toMatchObject({ app: "0.0.0-test", postgresql: rows[0]?.version });
    expect(report.connections.used).toBeGreaterThan(0);
    expect(report.connections.allowed).toBeLessThanOrEqual(rows[0]?.allowed ?? 0);
    expect(report.storage.databaseBytes).toBeGreaterThan(1_000_000);
    expect(report.storage.diskFreeBytes).toBeGreaterThan(0);
  });

  it("[W2] keeps since when a part is as it is, until it changes", async () => {
    const sinceOf = async (part: string) =>
      (await health()).parts.find((one) => one.part === part)?.since;
    const before = await sinceOf("jobs");
    await watch();
    expect(await sinceOf("jobs")).toBe(before);
    await sql`insert into jobs (id, task, payload, run_at, attempts)
      values (${newId()}, 'unknown', '{}', now() - interval '400 s', 30)`.execute(db());
    await sql`update jobs set run_at = now() - interval '400 s' where task = 'unknown'`.execute(
      db(),
    );
    const failing = await health();
    expect(partsOf(failing).jobs).toBe("failing");
    expect(failing.verdict).toBe("warning");
    await sql`delete from jobs where task = 'unknown'`.execute(db());
  });

  it("[W6] says what its alarms are about in the language asked for, and is kept by no browser", async () => {
    const cpuIn = async (query: string) => {
      const { body, headers } = await admin.get(`/api/v1/health${query}`);
      expect(headers.get("cache-control")).toBe("no-store");
      return (body as HealthReport).alerts.find(({ rule }) => rule === "cpu");
    };
    expect(await cpuIn("?locale=en")).toMatchObject({
      title: "The processor is busy nearly all the time",
      fires: { beyond: 0.8, direction: "above" },
    });
    expect((await cpuIn("?locale=fr"))?.title).toBe(
      "Le processeur est presque tout le temps occupé",
    );
    expect((await admin.get("/api/v1/health?locale=de")).status).toBe(400);
  });

  it("[W33] is not said to fail by a mail that is refused for its reader, nor by the one that tells of just this", async () => {
    const failing = async () => (await readFacts(db())).mailFailingSeconds;
    const waits = (minutes: number, payload: object) =>
      sql`insert into jobs (id, task, payload, created_at, run_at, attempts)
        values (${newId()}, 'send_mail', ${JSON.stringify(payload)}, now() - make_interval(mins => ${minutes}),
          now() + interval '1 h', 5)`.execute(db());
    await waits(90, { refused: "reader" });
    await waits(60, { about: "mail_failing" });
    expect(await failing()).toBe(0);
    await waits(30, { about: "cpu" });
    expect(await failing()).toBeCloseTo(1_800, -2);
    await sql`delete from jobs where task = 'send_mail'`.execute(db());
  });

  it("[W3] names sensors that have gone silent, with their table", async () => {
    const table = await newTable(admin);
    const device = await newDevice(admin, table.id);
    await sendEvents(new Client(server()), device, {
      events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 999_000 }],
    });
    await sql`update devices set online = false where id = ${device.id}`.execute(db());
    const { sensors } = await health();
    expect(sensors.silent).toMatchObject([{ deviceId: device.id, tableCode: table.code }]);
  });

  it("[W4] shows the figures of recovery as the last drill measured them", async () => {
    await sql`insert into backups (id, kind, repository, started_at, finished_at, ok, bytes)
      values (${newId()}, 'full', 'offsite', now() - interval '30 s', now(), true, 7)`.execute(
      db(),
    );
    await sql`insert into drills (id, repository, started_at, finished_at, ok, restored_to, restore_seconds, rpo_seconds)
      values (${newId()}, 'offsite', now() - interval '9 s', now(), true, now(), 4.5, 31)`.execute(
      db(),
    );
    const { recovery, parts } = await health();
    expect(recovery).toMatchObject({
      lastGoodBackup: { repository: "offsite", seconds: 30, bytes: 7 },
      lastDrill: { ok: true, restoreSeconds: 4.5, rpoSeconds: 31 },
      archive: null,
    });
    const states = Object.fromEntries(parts.map(({ part, state }) => [part, state]));
    expect(states).toMatchObject({ backups: "ok", drills: "ok" });
  });

  it("[W34] sees that files which came nightly have stopped", async () => {
    await sql`insert into backups (id, kind, repository, started_at, finished_at, ok)
      select gen_random_uuid(), 'dump', 'file', at, at, true
      from generate_series(now() - interval '150 h', now() - interval '30 h', interval '24 h') at`.execute(
      db(),
    );
    await watch();
    const late = (await health()).alerts.find(({ rule }) => rule === "backup_late");
    expect(late?.value).toBeCloseTo(30, 1);
    expect(late?.state).toBe("firing");
  });

  it("[W5] goes on judging where a process of another release says how it is in other words", async () => {
    await sql`insert into processes (id, roles, host, version, commit, node, started_at, seen_at, told)
      values (${newId()}, '{api}', 'other', '9', 'next', '30', now(), now(), '{"load": 1}')`.execute(
      db(),
    );
    await watch();
    expect((await health()).processes).toHaveLength(1);
    await sql`delete from processes where commit = 'next'`.execute(db());
  });

  it("[W5] says that nobody works where no worker is heard of", async () => {
    await sql`update processes set seen_at = now() - interval '60 s'`.execute(db());
    const report = await health();
    expect(report.verdict).toBe("critical");
    expect(partsOf(report).workers).toBe("failing");
    expect(report.processes).toMatchObject([{ isLost: true }]);
  });
});

describe("what is measured", () => {
  it("[W10] is written down by each process, and shown for all of them together", async () => {
    const app = Fastify();
    onTestFinished(() => app.close());
    const metrics = createMetrics(app, { version: "1", commit: "abc" });
    const log = { warn: (problem: object) => expect(problem).toBeUndefined() };
    const stop = startSampling({
      ...{ db: db(), metrics, everyMs: 10, hasReplica: false, log },
      ...{ replica: { lagSeconds: () => undefined }, checks: async () => ({ bus: "failing" }) },
      release: { roles: ["api"], version: "1", commit: "abc" },
    });
    for (let call = 0; call < 30; call += 1) metrics.ingest.latency.observe(0.3);
    metrics.ingest.add("accepted", 30);
    await expect.poll(async () => (await health()).ingest.count).toBe(30);
    const report = await health();
    expect(report.live).toEqual({ count: 0, p50Ms: null, p99Ms: null });
    expect(report.ingest.p99Ms).toBeGreaterThan(250);
    expect(report.ingest.p99Ms).toBeLessThanOrEqual(500);
    expect(partsOf(report).bus).toBe("failing");
    const { points } = (await admin.get("/api/v1/health/history")).body;
    expect(points.at(-1)).toMatchObject({ events: 30 });
    await stop();
    const { rows } = await sql`select from processes where commit = 'abc'`.execute(db());
    expect(rows).toEqual([]);
  });

  it("[W13] becomes quarters of an hour after two days, nothing lost of it, and goes after 35", async () => {
    await sql`delete from process_samples`.execute(db());
    await sql`
      insert into process_samples (process_id, at, seconds, cpu, machine_cpu, memory_bytes, loop_delay_ms,
        viewers, requests, failures, events, ingest, live)
      select p.id, date_bin('1 h', now(), 'epoch') - interval '3 days' + make_interval(mins => m), 60, 0.5, 0.25,
        100, m, 3, 10, 1, 5, array[1, 2], array[0, 4]
      from generate_series(0, 29) m,
        (values (gen_random_uuid()), (gen_random_uuid())) as p (id)`.execute(db());
    await sql`insert into campus_samples
      select date_bin('1 h', now(), 'epoch') - age + make_interval(mins => m), 60, 1000 + m, 50 - m, 100, m, 80, 0, 1, 2
      from generate_series(0, 29) m, (values (interval '3 days'), (interval '40 days')) as a (age)`.execute(
      db(),
    );
    await tidySamples(db());
    await tidySamples(db());
    const { rows } = await sql`
      select seconds, cpu::float8 as cpu, loop_delay_ms::float8 as delay, viewers, requests, failures, events, ingest, live
      from process_samples where at < now() - interval '2 days' order by at`.execute(db());
    const quarter = { seconds: 900, cpu: 1, viewers: 6, requests: 300, failures: 30, events: 150 };
    const counts = { ingest: [30, 60], live: [0, 120] };
    expect(rows).toEqual([
      { ...quarter, ...counts, delay: 14 },
      { ...quarter, ...counts, delay: 29 },
    ]);
    const { rows: campus } = await sql`
      select seconds, database_bytes as size, disk_free_bytes as free, connections
      from campus_samples where at < now() - interval '2 days' order by at`.execute(db());
    expect(campus).toEqual([
      { seconds: 900, size: 1014, free: 36, connections: 14 },
      { seconds: 900, size: 1029, free: 21, connections: 29 },
    ]);
  });
});

describe("the metrics", () => {
  const metric = async (line: RegExp): Promise<number> => {
    const text = (await new Client(server()).get("/metrics")).body;
    return Number(line.exec(text)?.[1] ?? Number.NaN);
  };

  it("[W40] count what tables send by what became of it, and time it until viewers have it", async () => {
    const table = await newTable(admin);
    const device = await newDevice(admin, table.id);
    const eventsOf = (outcome: string) =>
      metric(new RegExp(`^babyfoot_ingest_events_total\\{outcome="${outcome}"\\} (\\d+)$`, "m"));
    const before = { accepted: await eventsOf("accepted"), duplicate: await eventsOf("duplicate") };
    const watcher = await LiveStream.open(server());
    onTestFinished(() => watcher.close());
    await watcher.until(({ events: seen }) => seen.length > 0);
    const live = await metric(/^babyfoot_live_latency_seconds_count (\d+)$/m);
    const call = { events: [{ seq: 1, type: "goal", side: "red", uptimeMs: 999_000 }] };
    await sendEvents(new Client(server()), device, call);
    await sendEvents(new Client(server()), device, call);
    await watcher.until((stream) => stream.events.some((told) => told.event === "match.started"));
    expect(await eventsOf("accepted")).toBe(before.accepted + 1);
    expect(await eventsOf("duplicate")).toBe(before.duplicate + 1);
    expect(await metric(/^babyfoot_live_viewers (\d+)$/m)).toBe(1);
    await expect
      .poll(() => metric(/^babyfoot_live_latency_seconds_count (\d+)$/m))
      .toBeGreaterThan(live);
    expect(
      await metric(/^babyfoot_live_latency_seconds_bucket\{le="10"\} (\d+)$/m),
    ).toBeGreaterThan(0);
    expect(await metric(/^babyfoot_sensors_heard (\d+)$/m)).toBeGreaterThan(0);
    expect(
      await metric(
        /^babyfoot_build_info\{version="0.0.0-test",commit="test",node="[\d.]+"\} (1)$/m,
      ),
    ).toBe(1);
  });
});
