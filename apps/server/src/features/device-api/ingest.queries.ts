import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import { type HeadRow, LOCKED_HEAD } from "../play/play.service.ts";
import type { Rejection } from "./envelope.ts";

export interface DeviceRow {
  id: string;
  venueId: string;
  tableId: string;
  kind: "native" | "board";
  tokenHash: string;
  online: boolean;
  /** In milliseconds. */
  lastSeenAt: number | null;
  catchingUp: boolean;
  rejectedEvents: number;
  clockSkewSeconds: number | null;
}

const FIND_AND_LOCK = `
  select d.id, d.venue_id as "venueId", d.table_id as "tableId", d.kind,
         encode(d.token_hash, 'hex') as "tokenHash", d.online,
         (extract(epoch from d.last_seen_at) * 1000)::float8 as "lastSeenAt",
         d.catching_up as "catchingUp", d.rejected_events as "rejectedEvents",
         d.clock_skew_seconds as "clockSkewSeconds", ${LOCKED_HEAD.columns}
  from unnest($1::bytea[]) as given(hash) join devices d on d.token_hash = given.hash
  join tables t on t.venue_id = d.venue_id and t.id = d.table_id ${LOCKED_HEAD.join}
  where d.revoked_at is null ${LOCKED_HEAD.lock}`;

/** The devices that hold these tokens (hex of their hashes), revoked ones left out, with their tables locked. */
export function findAndLock(tx: Transaction, hashes: string[]): Promise<FoundDevice[]> {
  const list = hashes.map((hash) => `"\\\\x${hash}"`).join(",");
  return execute<FoundDevice>(tx, FIND_AND_LOCK, [`{${list}}`]);
}

/** A device with its table. */
export type FoundDevice = DeviceRow & HeadRow;

const BELIEVED = rowsSource<ReturnType<typeof beliefRow>>({
  token_hash: "bytea",
  device_id: "uuid",
  table_id: "uuid",
  online: "bool",
  catching_up: "bool",
  rejected: "int",
  code: "text",
  name: "text",
  retired: "bool",
  bounce_ms: "int",
  revision: "uuid",
});

const LOCK_BELIEVED = ahead(`
  with found as materialized (
    select from ${BELIEVED.from(2)}
    join devices d on d.token_hash = n.token_hash and d.id = n.device_id and d.table_id = n.table_id
      and d.online = n.online and d.catching_up = n.catching_up and d.rejected_events = n.rejected
      and d.revoked_at is null
    join tables t on t.venue_id = d.venue_id and t.id = d.table_id and t.code = n.code and t.name = n.name
      and (t.retired_at is not null) = n.retired and t.bounce_ms = n.bounce_ms
    ${LOCKED_HEAD.join} and h.revision = n.revision
    ${LOCKED_HEAD.lock}
  )
  select assert_believed(count(*) = $1::int) from found`);

const beliefRow = (row: FoundDevice) => ({
  token_hash: `\\x${row.tokenHash}`,
  device_id: row.id,
  table_id: row.table_id,
  online: row.online,
  catching_up: row.catchingUp,
  rejected: row.rejectedEvents,
  code: row.code,
  name: row.name,
  retired: row.retired,
  bounce_ms: row.bounce_ms,
  revision: row.revision,
});

/** Locks the tables of devices; ends the transaction (`isOutdated`) if anything about them is not as believed. */
export async function lockBelieved(tx: Transaction, rows: readonly FoundDevice[]): Promise<void> {
  await execute(tx, LOCK_BELIEVED, [rows.length, ...BELIEVED.values(rows.map(beliefRow))]);
}

/** Whether a transaction has ended because something was not as this process believed. */
export const isOutdated = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "BF001";

/** What a call tells of a device itself. */
export interface DeviceNews {
  venueId: string;
  id: string;
  byMqtt: boolean;
  catchingUp: boolean;
  rejected: number;
  clockSkewSeconds: number | null;
  firmware: string | null;
  batteryPercent: number | null;
  rssiDbm: number | null;
}

export async function saveDevices(
  tx: Transaction,
  news: DeviceNews[],
  receivedAt: number,
): Promise<void> {
  if (news.length === 0) return;
  const rows = news.map((item) => ({
    venue_id: item.venueId,
    id: item.id,
    by_mqtt: item.byMqtt,
    catching_up: item.catchingUp,
    rejected: item.rejected,
    clock_skew_seconds: item.clockSkewSeconds,
    firmware: item.firmware,
    battery_percent: item.batteryPercent,
    rssi_dbm: item.rssiDbm,
  }));
  await sql`
    update devices d set online = true, last_seen_at = greatest(d.last_seen_at, ${new Date(receivedAt)}),
      by_mqtt = n.by_mqtt, catching_up = n.catching_up, rejected_events = d.rejected_events + n.rejected,
      clock_skew_seconds = coalesce(n.clock_skew_seconds, d.clock_skew_seconds),
      firmware = coalesce(n.firmware, d.firmware),
      battery_percent = coalesce(round(n.battery_percent)::smallint, d.battery_percent),
      rssi_dbm = coalesce(round(n.rssi_dbm)::smallint, d.rssi_dbm)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(venue_id uuid, id uuid, by_mqtt bool,
      catching_up bool, rejected int, clock_skew_seconds float8, firmware text, battery_percent float8, rssi_dbm float8)
    where d.venue_id = n.venue_id and d.id = n.id`.execute(tx);
}

/** From so many rejected events on, a device's rejects are counted but no longer kept. */
export const QUARANTINED_AFTER = 20;

/** Keeps what could not count, for whoever mends the device. */
export async function keepRejections(
  tx: Transaction,
  rows: { venueId: string; id: string; deviceId: string; rejection: Rejection; event: unknown }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("device_rejections")
    .values(
      rows.map((row) => ({
        venue_id: row.venueId,
        id: row.id,
        device_id: row.deviceId,
        code: row.rejection.code,
        event: asText(row.event),
      })),
    )
    .execute();
}

/** What was rejected may be nested more deeply than can be written. */
function asText(event: unknown): string {
  try {
    return JSON.stringify(event).slice(0, 4_000);
  } catch {
    return "(nested too deeply)";
  }
}
