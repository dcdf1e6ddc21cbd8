import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import type { Facts } from "./facts.ts";
import type { Disk } from "./machine.ts";

export interface Sample {
  processId: string;
  at: Date;
  seconds: number;
  cpu: number;
  machineCpu: number;
  memoryBytes: number;
  loopDelayMs: number;
  viewers: number;
  requests: number;
  failures: number;
  events: number;
  /** Counts by bucket of `LATENCY_BUCKETS`. */
  ingest: number[];
  live: number[];
}

export async function insertSample(db: Db, sample: Sample): Promise<void> {
  await db
    .insertInto("process_samples")
    .values({
      ...{ process_id: sample.processId, at: sample.at, seconds: sample.seconds, cpu: sample.cpu },
      ...{ machine_cpu: sample.machineCpu, memory_bytes: sample.memoryBytes },
      ...{ loop_delay_ms: sample.loopDelayMs, viewers: sample.viewers },
      ...{ requests: sample.requests, failures: sample.failures, events: sample.events },
      ...{ ingest: sample.ingest, live: sample.live },
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Once a minute, by whichever worker comes first. */
export async function insertCampusSample(db: Db, facts: Facts, disk: Disk | null): Promise<void> {
  await sql`
    insert into campus_samples (at, seconds, database_bytes, disk_free_bytes, disk_bytes, connections,
      connections_allowed, sensors_silent, queue_seconds, outbox_seconds)
    values (date_trunc('minute', now()), 60, ${facts.databaseBytes}, ${disk?.freeBytes ?? null},
      ${disk?.bytes ?? null}, ${facts.connections}, ${facts.connectionsAllowed}, ${facts.sensorsSilent},
      ${facts.queueSeconds}, ${facts.outboxSeconds})
    on conflict do nothing`.execute(db);
}

/** A sample of all processes of a stretch of time. */
export interface Recent extends Omit<Sample, "memoryBytes"> {}

/** What processes measured since then, oldest first. */
export async function samplesSince(db: Db, from: Date): Promise<Recent[]> {
  const rows = await db
    .selectFrom("process_samples")
    .selectAll()
    .where("at", ">=", from)
    .orderBy("at")
    .orderBy("process_id")
    .execute();
  return rows.map((row) => ({
    ...{ processId: row.process_id, at: row.at, seconds: row.seconds, cpu: row.cpu },
    ...{ machineCpu: row.machine_cpu, loopDelayMs: row.loop_delay_ms, viewers: row.viewers },
    ...{ requests: row.requests, failures: row.failures, events: row.events },
    ...{ ingest: row.ingest, live: row.live },
  }));
}

export interface CampusSample {
  at: Date;
  databaseBytes: number;
  diskFreeBytes: number | null;
  connections: number;
  queueSeconds: number;
}

/** One a step, the last of it, oldest first. */
export async function campusSamplesSince(
  db: Db,
  from: Date,
  stepSeconds: number,
): Promise<CampusSample[]> {
  const { rows } = await sql<CampusSample>`
    select distinct on (step) step as at, database_bytes as "databaseBytes",
      disk_free_bytes as "diskFreeBytes", connections, queue_seconds as "queueSeconds"
    from (select *, date_bin(make_interval(secs => ${stepSeconds}), at, 'epoch') as step
      from campus_samples where at >= ${from}) s
    order by step, s.at desc`.execute(db);
  return rows;
}

const QUARTER = sql`interval '15 min'`;
const KEPT_MINUTES = sql`interval '2 days'`;
const KEPT = sql`interval '35 days'`;
const ALL_TOGETHER = "00000000-0000-0000-0000-000000000000";

/** Minutes older than two days become quarters of an hour, all processes together. */
async function rollUpProcesses(db: Db): Promise<void> {
  await sql`
    with border as (select date_bin(${QUARTER}, now() - ${KEPT_MINUTES}, 'epoch') as at),
    old as (
      delete from process_samples using border
      where process_samples.at < border.at and process_id <> ${ALL_TOGETHER}
      returning process_samples.*, date_bin(${QUARTER}, process_samples.at, 'epoch') as quarter
    ), minutes as (
      select quarter, date_trunc('minute', at) as minute, sum(cpu) as cpu, max(machine_cpu) as machine_cpu,
        max(memory_bytes) as memory, max(loop_delay_ms) as delay, sum(viewers) as viewers,
        sum(requests) as requests, sum(failures) as failures, sum(events) as events
      from old group by quarter, minute
    ), quarters as (
      select quarter, avg(cpu) as cpu, avg(machine_cpu) as machine_cpu, max(memory) as memory,
        max(delay) as delay, max(viewers) as viewers, sum(requests) as requests, sum(failures) as failures,
        sum(events) as events
      from minutes group by quarter
    ), buckets as (
      select quarter, i, sum(a) as ingest, sum(b) as live
      from old, unnest(ingest, live) with ordinality as u (a, b, i) group by quarter, i
    ), counts as (
      select quarter, array_agg(ingest::int order by i) as ingest, array_agg(live::int order by i) as live
      from buckets group by quarter
    )
    insert into process_samples
    select ${ALL_TOGETHER}::uuid, quarter, 900, cpu, machine_cpu, memory, delay, viewers, requests, failures,
      events, ingest, live
    from quarters join counts using (quarter)
    on conflict do nothing`.execute(db);
}

async function rollUpCampus(db: Db): Promise<void> {
  await sql`
    with border as (select date_bin(${QUARTER}, now() - ${KEPT_MINUTES}, 'epoch') as at),
    old as (
      delete from campus_samples using border where campus_samples.at < border.at and seconds = 60
      returning campus_samples.*
    )
    insert into campus_samples
    select date_bin(${QUARTER}, at, 'epoch') as quarter, 900, max(database_bytes), min(disk_free_bytes),
      max(disk_bytes), max(connections), max(connections_allowed), max(sensors_silent), max(queue_seconds),
      max(outbox_seconds)
    from old group by quarter
    on conflict (at) do update set seconds = 900`.execute(db);
}

/** Keeps what was measured small: quarters of an hour after two days, nothing after 35 days. */
export async function tidySamples(db: Db): Promise<void> {
  await rollUpProcesses(db);
  await rollUpCampus(db);
  await sql`delete from process_samples where at < now() - ${KEPT}`.execute(db);
  await sql`delete from campus_samples where at < now() - ${KEPT}`.execute(db);
}
