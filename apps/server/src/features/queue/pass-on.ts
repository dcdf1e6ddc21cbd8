import type { Venue } from "@babyfoot/contract";
import { turnUntil } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import {
  endPlayedTurns,
  makeOffer,
  rulesOf,
  writeLapsedOf,
} from "../reservations/reservations.service.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { closeLine, noteOffer } from "./line.changes.ts";
import { type EntryRow, lineOf, type Touched } from "./line.queries.ts";
import { noteOffered } from "./queue.notices.ts";
import { settle } from "./settle.ts";

/** What has changed in a line and must be told. */
export interface Passed {
  reservations: string[];
  touched: Touched[];
}

/** A table that can be had now. */
interface FreeTable {
  id: string;
  name: string;
  /** From when on it is reserved, in milliseconds. */
  heldFrom: number | null;
}

interface FreeFor {
  id: string;
  /** From when on they play elsewhere, in milliseconds; they are busy now when that is past. */
  busyFrom: number | null;
}

/**
 * Offers the free tables of a venue to those who wait, in their order; the line must be locked. Nothing is offered to
 * two: the offer is a reservation, of which the database lets no two overlap.
 */
export async function passOn(tx: Transaction, venueId: string): Promise<Passed> {
  const touched = await settle(tx, venueId);
  const waiting = (await lineOf(tx, venueId)).filter(({ status }) => status === "waiting");
  if (waiting.length === 0) return { reservations: [], touched };
  const venue = presentVenue(await findVenue(tx, venueId));
  const now = await clockOf(tx);
  if (turnUntil(rulesOf(venue), { now, heldFrom: null }) === null) {
    touched.push(...(await closeLine(tx, venueId)));
    return { reservations: [], touched };
  }
  const lapsed = await writeLapsedOf(tx, venueId);
  const ended = await endPlayedTurns(tx, { venueId, tableIds: await wantedTables(tx, venueId) });
  const offered = await offerTables(tx, { venue, now, waiting });
  return {
    reservations: [...lapsed, ...ended, ...offered.reservations],
    touched: [...touched, ...offered.touched],
  };
}

async function clockOf(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx);
  return rows[0]?.now.getTime() ?? Date.now();
}

/** Tables for which somebody waits. */
async function wantedTables(tx: Transaction, venueId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from tables t where t.venue_id = ${venueId} and t.retired_at is null and exists (
      select from queue_entries q where q.venue_id = t.venue_id and q.left_at is null and q.offer_id is null
        and q.away_until is null and (q.table_id is null or q.table_id = t.id))`.execute(tx);
  return rows.map(({ id }) => id);
}

async function freeTables(tx: Transaction, venueId: string): Promise<FreeTable[]> {
  const { rows } = await sql<FreeTable>`
    select t.id, t.name, extract(epoch from (
        select min(lower(r.held)) from reservations r where r.venue_id = t.venue_id and r.table_id = t.id
          and r.held && tstzrange(now(), now() + interval '1 day') and lower(r.held) > now()))::float8 * 1000 as "heldFrom"
    from tables t join table_heads h on h.venue_id = t.venue_id and h.table_id = t.id
    where t.venue_id = ${venueId} and t.retired_at is null and h.running_match_id is null
      and not exists (select from faults f where f.venue_id = t.venue_id and f.table_id = t.id
        and f.resolved_at is null and f.blocking)
      and not exists (select from reservations r where r.venue_id = t.venue_id and r.table_id = t.id
        and r.held @> now() and held_by_now(r.status, r.check_in_by, r.held) @> now())
    order by t.code, t.id`.execute(tx);
  return rows;
}

async function freeFor(tx: Transaction, playerIds: string[]): Promise<Map<string, number | null>> {
  const { rows } = await sql<FreeFor>`
    select p.id, extract(epoch from (
        select min(greatest(lower(rp.held), now())) from reservation_players rp
        where rp.player_id = p.id and rp.answer = 'accepted'
          and rp.held && tstzrange(now(), now() + interval '1 day')))::float8 * 1000 as "busyFrom"
    from unnest(${playerIds}::uuid[]) as p(id)`.execute(tx);
  return new Map(rows.map(({ id, busyFrom }) => [id, busyFrom]));
}

interface Round {
  venue: Venue;
  now: number;
  waiting: readonly EntryRow[];
}

async function offerTables(tx: Transaction, { venue, now, waiting }: Round): Promise<Passed> {
  const passed: Passed = { reservations: [], touched: [] };
  const free = await freeTables(tx, venue.id);
  if (free.length === 0) return passed;
  const busy = await freeFor(
    tx,
    waiting.map(({ playerId }) => playerId),
  );
  for (const entry of waiting) {
    if (free.length === 0) break;
    const taken = await offerOne(tx, {
      venue,
      now,
      entry,
      free,
      busyFrom: busy.get(entry.playerId) ?? null,
    });
    if (taken === null) continue;
    free.splice(free.indexOf(taken.table), 1);
    passed.reservations.push(taken.reservationId);
    passed.touched.push({ tableId: entry.tableId });
  }
  return passed;
}

interface Choice {
  venue: Venue;
  now: number;
  entry: EntryRow;
  free: readonly FreeTable[];
  busyFrom: number | null;
}

/** Offers somebody the table of theirs that they can have longest. */
async function offerOne(
  tx: Transaction,
  { venue, now, entry, free, busyFrom }: Choice,
): Promise<{ table: FreeTable; reservationId: string } | null> {
  const choices = free
    .filter((table) => entry.tableId === null || entry.tableId === table.id)
    .flatMap((table) => {
      const heldFrom = earlier(table.heldFrom, busyFrom);
      const until = turnUntil(rulesOf(venue, table.id), { now, heldFrom });
      return until === null ? [] : [{ table, until }];
    })
    .sort((a, b) => b.until - a.until);
  for (const { table, until } of choices) {
    const offer = { venueId: venue.id, tableId: table.id, playerId: entry.playerId, until };
    const seconds = venue.policy.queueOfferSeconds;
    const reservationId = await makeOffer(tx, { ...offer, seconds });
    if (reservationId === null) continue;
    await noteOffer(tx, entry.id, reservationId);
    await noteOffered(tx, entry, {
      id: reservationId,
      table: table.name,
      until: Math.min(now + 1000 * seconds, until),
    });
    return { table, reservationId };
  }
  return null;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
