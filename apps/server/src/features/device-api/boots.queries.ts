import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import {
  formatRanges,
  highestSeen,
  parseRanges,
  type SeenRanges,
  withSeenUpTo,
} from "./seen-ranges.ts";

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
  /** How many of the newest events only the log tells of; null while the run is not written at all. */
  unwritten: number | null;
}

/** A copy of its own. Written out, as every call comes through here. */
export const copyOf = (boot: Boot): Boot => ({
  venueId: boot.venueId,
  deviceId: boot.deviceId,
  bootId: boot.bootId,
  ordinal: boot.ordinal,
  seen: boot.seen,
  clockOffsetMs: boot.clockOffsetMs,
  wallOffsetMs: boot.wallOffsetMs,
  firstAt: boot.firstAt,
  lastSeqAt: boot.lastSeqAt,
  neighbours: boot.neighbours,
  unwritten: boot.unwritten,
});

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
  /** The newest event that only the log tells of. */
  newest_seq: number | null;
  newest_at: Date | null;
  /** Instants in milliseconds. */
  neighbours: Stretch[] | null;
}

const WANTED = rowsSource<{ venue_id: string; device_id: string; boot_id: string }>({
  venue_id: "uuid",
  device_id: "uuid",
  boot_id: "text",
});

/** The newest event of a run in the log: a run is not written anew with each. */
const newestOf = (boot: string): string => `
  (select e.seq, e.at from table_events e
   where e.venue_id = ${boot}.venue_id and e.device_id = ${boot}.device_id and e.boot_id = ${boot}.boot_id
   order by e.seq desc limit 1)`;

const nearest = (order: "asc" | "desc"): string => `
  (select o.ordinal, o.first_at, greatest(o.last_seq_at, newest.at) as last_seq_at
   from device_boots o left join lateral ${newestOf("o")} newest on true
   where o.venue_id = n.venue_id and o.device_id = n.device_id and o.first_at is not null
     and ${order === "asc" ? "o.ordinal > b.ordinal" : "(b.ordinal is null or o.ordinal < b.ordinal)"}
   order by o.ordinal ${order} limit 1)`;

const LOAD_BOOTS = `
  select n.venue_id, n.device_id, n.boot_id, b.ordinal, b.seen::text as seen, b.clock_offset_ms,
         b.wall_offset_ms, b.first_at, b.last_seq_at, newest.seq as newest_seq, newest.at as newest_at,
         (select jsonb_agg(jsonb_build_object('ordinal', s.ordinal,
            'firstAt', extract(epoch from s.first_at) * 1000, 'lastAt', extract(epoch from s.last_seq_at) * 1000))
          from (${nearest("desc")} union all ${nearest("asc")}) s) as neighbours,
         case when b.ordinal is null then coalesce((select max(o.ordinal) from device_boots o
           where o.venue_id = n.venue_id and o.device_id = n.device_id), 0) else 0 end as last_ordinal
  from ${WANTED.from(1)}
  left join device_boots b using (venue_id, device_id, boot_id)
  left join lateral ${newestOf("b")} newest on newest.seq >= coalesce(upper(b.seen), 1)`;

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

function bootOf(row: BootRow, ordinal: number): Boot {
  const written = parseRanges(row.seen ?? "{}");
  const highest = highestSeen(written);
  const newest = row.newest_seq ?? highest;
  return {
    venueId: row.venue_id,
    deviceId: row.device_id,
    bootId: row.boot_id,
    ordinal,
    seen: withSeenUpTo(written, newest),
    clockOffsetMs: row.clock_offset_ms,
    wallOffsetMs: row.wall_offset_ms,
    firstAt: row.first_at?.getTime() ?? null,
    lastSeqAt: (row.newest_at ?? row.last_seq_at)?.getTime() ?? null,
    neighbours: row.neighbours ?? [],
    unwritten: row.ordinal === null ? null : newest - highest,
  };
}

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

const SAVE_BOOTS = ahead(`
  insert into device_boots (${BOOTS.columns}) select ${BOOTS.columns} from ${BOOTS.from(1)}
  on conflict (venue_id, device_id, boot_id) do update set
    seen = excluded.seen, clock_offset_ms = excluded.clock_offset_ms, wall_offset_ms = excluded.wall_offset_ms,
    first_at = excluded.first_at, last_seq_at = excluded.last_seq_at`);

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
