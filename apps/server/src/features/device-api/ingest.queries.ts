import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import type { Rejection } from "./envelope.ts";
import { formatRanges, parseRanges, type SeenRanges } from "./seen-ranges.ts";

export interface DeviceRow {
  id: string;
  venueId: string;
  tableId: string;
  kind: "native" | "board";
  tokenHash: string;
  online: boolean;
  lastSeenAt: number | null;
  catchingUp: boolean;
  rejectedEvents: number;
  clockSkewSeconds: number | null;
}

const FIND_DEVICES = `
  select id, venue_id as "venueId", table_id as "tableId", kind, encode(token_hash, 'hex') as "tokenHash",
         online, last_seen_at as seen, catching_up as "catchingUp", rejected_events as "rejectedEvents",
         clock_skew_seconds as "clockSkewSeconds"
  from devices
  where token_hash = any(select decode(h, 'hex') from string_to_table($1, ' ') h) and revoked_at is null`;

/** The devices that hold these tokens (hex of their hashes), revoked ones left out. */
export async function findDevices(tx: Transaction, hashes: string[]): Promise<DeviceRow[]> {
  const rows = await execute<DeviceRow & { seen: Date | null }>(tx, FIND_DEVICES, [
    hashes.join(" "),
  ]);
  return rows.map(({ seen, ...row }) => ({ ...row, lastSeenAt: seen?.getTime() ?? null }));
}

/** One run of a device, between two restarts. */
export interface Boot {
  venueId: string;
  deviceId: string;
  bootId: string;
  ordinal: number;
  seen: SeenRanges;
  clockOffsetMs: number | null;
  wallOffsetMs: number | null;
  /** The earliest instant given, in milliseconds. */
  firstAt: number | null;
  /** The instant given to the newest seq, in milliseconds. */
  lastSeqAt: number | null;
  /** The runs just before and after it, of those in which something happened. */
  neighbours: Stretch[];
}

/** When a run of a device has told of something, in milliseconds. */
export interface Stretch {
  ordinal: number;
  firstAt: number;
  lastAt: number;
}

const rowsOf = (wanted: { venueId: string; deviceId: string; bootId: string }[]) =>
  wanted.map((w) => ({ venue_id: w.venueId, device_id: w.deviceId, boot_id: w.bootId }));

interface BootRow {
  venue_id: string;
  device_id: string;
  boot_id: string;
  ordinal: number | null;
  last_ordinal: number;
  seen: string | null;
  clock_offset_ms: number | null;
  wall_offset_ms: number | null;
  first_at: Date | null;
  last_seq_at: Date | null;
  /** Instants in milliseconds. */
  neighbours: Stretch[] | null;
}

const WANTED = rowsSource<{ venue_id: string; device_id: string; boot_id: string }>({
  venue_id: "uuid",
  device_id: "uuid",
  boot_id: "text",
});

const nearest = (order: "asc" | "desc"): string => `
  (select o.ordinal, o.first_at, o.last_seq_at from device_boots o
   where o.venue_id = n.venue_id and o.device_id = n.device_id and o.first_at is not null
     and ${order === "asc" ? "o.ordinal > b.ordinal" : "(b.ordinal is null or o.ordinal < b.ordinal)"}
   order by o.ordinal ${order} limit 1)`;

const LOAD_BOOTS = `
  select n.venue_id, n.device_id, n.boot_id, b.ordinal, b.seen::text as seen, b.clock_offset_ms,
         b.wall_offset_ms, b.first_at, b.last_seq_at,
         (select jsonb_agg(jsonb_build_object('ordinal', s.ordinal,
            'firstAt', extract(epoch from s.first_at) * 1000, 'lastAt', extract(epoch from s.last_seq_at) * 1000))
          from (${nearest("desc")} union all ${nearest("asc")}) s) as neighbours,
         case when b.ordinal is null then coalesce((select max(o.ordinal) from device_boots o
           where o.venue_id = n.venue_id and o.device_id = n.device_id), 0) else 0 end as last_ordinal
  from ${WANTED.from(1)}
  left join device_boots b using (venue_id, device_id, boot_id)`;

/** The boots named, those never heard of made new. Call with the tables locked. */
export async function loadBoots(
  tx: Transaction,
  wanted: { venueId: string; deviceId: string; bootId: string }[],
): Promise<Map<string, Boot>> {
  const rows = await execute<BootRow>(tx, LOAD_BOOTS, WANTED.values(rowsOf(wanted)));
  const newest = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const last = Math.max(newest.get(row.device_id) ?? 0, row.last_ordinal);
      const ordinal = row.ordinal ?? last + 1;
      newest.set(row.device_id, Math.max(last, ordinal));
      const boot = bootOf(row, ordinal);
      return [bootKey(boot), boot];
    }),
  );
}

const bootOf = (row: BootRow, ordinal: number): Boot => ({
  venueId: row.venue_id,
  deviceId: row.device_id,
  bootId: row.boot_id,
  ordinal,
  seen: parseRanges(row.seen ?? "{}"),
  clockOffsetMs: row.clock_offset_ms,
  wallOffsetMs: row.wall_offset_ms,
  firstAt: row.first_at?.getTime() ?? null,
  lastSeqAt: row.last_seq_at?.getTime() ?? null,
  neighbours: row.neighbours ?? [],
});

export const bootKey = ({ deviceId, bootId }: { deviceId: string; bootId: string }): string =>
  `${deviceId}/${bootId}`;

/** The instants already given in a boot, by seq: late events go between them. */
export async function loadSeqInstants(
  tx: Transaction,
  boot: Boot,
): Promise<{ seq: number; at: number }[]> {
  const { rows } = await sql<{ seq: number; at: Date }>`
    select seq, at from table_events
    where venue_id = ${boot.venueId} and device_id = ${boot.deviceId} and boot_id = ${boot.bootId}
    order by seq`.execute(tx);
  return rows.map((row) => ({ seq: row.seq, at: row.at.getTime() }));
}

const BOOTS = rowsSource<{
  venue_id: string;
  device_id: string;
  boot_id: string;
  ordinal: number;
  seen: string;
  clock_offset_ms: number | null;
  wall_offset_ms: number | null;
  first_at: Date | null;
  last_seq_at: Date | null;
}>({
  venue_id: "uuid",
  device_id: "uuid",
  boot_id: "text",
  ordinal: "int",
  seen: "int8multirange",
  clock_offset_ms: "float8",
  wall_offset_ms: "float8",
  first_at: "timestamptz",
  last_seq_at: "timestamptz",
});

const SAVE_BOOTS = `
  insert into device_boots (${BOOTS.columns}) select ${BOOTS.columns} from ${BOOTS.from(1)}
  on conflict (venue_id, device_id, boot_id) do update set
    seen = excluded.seen, clock_offset_ms = excluded.clock_offset_ms, wall_offset_ms = excluded.wall_offset_ms,
    first_at = excluded.first_at, last_seq_at = excluded.last_seq_at`;

export async function saveBoots(tx: Transaction, boots: Iterable<Boot>): Promise<void> {
  const rows = [...boots].map((boot) => ({
    venue_id: boot.venueId,
    device_id: boot.deviceId,
    boot_id: boot.bootId,
    ordinal: boot.ordinal,
    seen: formatRanges(boot.seen),
    clock_offset_ms: boot.clockOffsetMs,
    wall_offset_ms: boot.wallOffsetMs,
    first_at: boot.firstAt === null ? null : new Date(boot.firstAt),
    last_seq_at: boot.lastSeqAt === null ? null : new Date(boot.lastSeqAt),
  }));
  if (rows.length === 0) return;
  await execute(tx, SAVE_BOOTS, BOOTS.values(rows));
}

/** What a call tells of a device itself. */
export interface DeviceNews {
  venueId: string;
  id: string;
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
    catching_up: item.catchingUp,
    rejected: item.rejected,
    clock_skew_seconds: item.clockSkewSeconds,
    firmware: item.firmware,
    battery_percent: item.batteryPercent,
    rssi_dbm: item.rssiDbm,
  }));
  await sql`
    update devices d set online = true, last_seen_at = greatest(d.last_seen_at, ${new Date(receivedAt)}),
      catching_up = n.catching_up, rejected_events = d.rejected_events + n.rejected,
      clock_skew_seconds = coalesce(n.clock_skew_seconds, d.clock_skew_seconds),
      firmware = coalesce(n.firmware, d.firmware),
      battery_percent = coalesce(round(n.battery_percent)::smallint, d.battery_percent),
      rssi_dbm = coalesce(round(n.rssi_dbm)::smallint, d.rssi_dbm)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(venue_id uuid, id uuid, catching_up bool,
      rejected int, clock_skew_seconds float8, firmware text, battery_percent float8, rssi_dbm float8)
    where d.venue_id = n.venue_id and d.id = n.id`.execute(tx);
}

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
