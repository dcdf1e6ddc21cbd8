import type { ReservationCreate, Venue } from "@babyfoot/contract";
import {
  dateAt,
  dayAfter,
  instantAt,
  nearestFree,
  overlaps,
  refuseQuota,
  refuseTime,
  type Span,
} from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import {
  type BookingPlace,
  lockPeople,
  lockPlace,
  placeOf,
  usedBy,
  writeLapsed,
} from "./booking.queries.ts";
import { type Bounds, HOUSE_BOUNDS, MINUTE_MS, rulesOf, spanOf } from "./reservations.policy.ts";
import { type HeldRow, heldOf } from "./reservations.queries.ts";
import { standingOf } from "./standings.ts";

const DAY_MS = 86_400_000;

/** A time of a table. */
export interface Time {
  place: BookingPlace;
  span: Span;
}

interface Wish extends Time {
  playerId: string;
  /** The reservation that is changed, which does not stand in its own way. */
  except?: string | undefined;
}

/** What is held of the table for days around a wish: enough to know whether it is taken, and what else is free. */
const heldAround = (db: Db | Transaction, { place, span }: Time): Promise<HeldRow[]> =>
  heldOf(db, {
    venueId: place.venue.id,
    tableId: place.tableId,
    from: span.from - 2 * DAY_MS,
    to: span.to + 2 * DAY_MS,
  });

function slotTaken({ place, span }: Time, held: readonly Span[], bounds: Bounds): AppError {
  const rules = { ...rulesOf(place.venue, place.tableId), ...bounds };
  const alternatives = nearestFree(rules, {
    wished: span.from,
    durationMinutes: (span.to - span.from) / MINUTE_MS,
    held,
    now: Date.now(),
  }).map((at) => new Date(at).toISOString());
  return new AppError("slot_taken", undefined, { alternatives });
}

/** @throws AppError `slot_taken` with the nearest free times. */
export async function refuseTaken(
  db: Db | Transaction,
  wish: Time,
  bounds: Bounds = {},
): Promise<never> {
  throw slotTaken(wish, await heldAround(db, wish), bounds);
}

/** Refuses what no one may have. @throws AppError the codes of `refuseTime`, `table_unavailable`. */
export function checkTime({ place, span }: Time, now: number, bounds: Bounds = {}): void {
  const rules = { ...rulesOf(place.venue, place.tableId), ...bounds };
  const refusal = refuseTime(rules, span, now);
  if (refusal !== null) throw new AppError(refusal);
  if (!place.available) throw new AppError("table_unavailable");
}

/** @throws AppError `suspended`. */
async function checkStanding(db: Db | Transaction, { place, playerId }: Wish): Promise<void> {
  const { suspendedUntil: until } = await standingOf(db, place.venue, playerId);
  if (until !== null)
    throw new AppError("suspended", `You can book again from ${new Date(until).toISOString()}.`);
}

const dayOfVenue = (instant: number, { timeZone }: Pick<Venue, "timeZone">): Span => {
  const date = dateAt(instant, timeZone);
  return {
    from: instantAt({ date, minutes: 0 }, timeZone),
    to: instantAt({ date: dayAfter(date, 1), minutes: 0 }, timeZone),
  };
};

/** Counts what somebody has already; their row is locked. @throws AppError `too_many_reservations`, `daily_limit`. */
export async function checkQuota(tx: Transaction, { place, span, playerId, except }: Wish) {
  const day = dayOfVenue(span.from, place.venue);
  const used = await usedBy(tx, { venueId: place.venue.id, playerId }, { day, except });
  const refusal = refuseQuota(rulesOf(place.venue), span, used);
  if (refusal !== null) throw new AppError(refusal);
}

/** By when a reservation must be claimed, in milliseconds; one made after its start has as long from then. */
export const checkInBy = (span: Span, { policy }: Pick<Venue, "policy">, now: number): number =>
  Math.min(span.to, Math.max(span.from, now) + policy.noShowAfterMinutes * MINUTE_MS);

type Input = Pick<ReservationCreate, "tableId" | "startsAt" | "durationMinutes">;

/**
 * Looks, without a lock, whether a time is against the rules or taken. That two who both find it free do not overlap is
 * not this look's doing, but the database's.
 */
export async function look(
  db: Db | Transaction,
  { tableId, startsAt, durationMinutes }: Input,
  bounds: Bounds = {},
): Promise<Time> {
  const place = await placeOf(db, tableId);
  const time = { place, span: spanOf(startsAt, durationMinutes) };
  const now = Date.now();
  checkTime(time, now, bounds);
  const held = await heldAround(db, time);
  const asked = { from: Math.max(time.span.from, now), to: time.span.to };
  if (held.some((one) => overlaps(one, asked))) throw slotTaken(time, held, bounds);
  return time;
}

export interface Booker {
  playerId: string;
  guests?: readonly string[];
  /** What the house holds the table for: nobody is in it, no quota is used up, nobody has to claim it. */
  house?: { label: string; seriesId: string };
}

/**
 * Reserves a table at a time that has been looked at. @throws AppError every code of reservations; `unknown_player`,
 * `player_twice` for those invited.
 */
export async function book(
  tx: Transaction,
  { place: { tableId }, span }: Time,
  { playerId, guests = [], house }: Booker,
): Promise<string> {
  // What was looked at may have been closed since.
  const place = await lockPlace(tx, tableId);
  const { venue } = place;
  const wish = { place, span, playerId };
  const bounds = house === undefined ? {} : HOUSE_BOUNDS;
  checkTime(wish, Date.now(), bounds);
  await lockPeople(tx, [playerId]);
  if (house === undefined) await checkStanding(tx, wish);
  await writeLapsed(tx, { venueId: venue.id, tableId, span, playerId });
  if (house === undefined) await checkQuota(tx, wish);
  const id = await insertReservation(tx, wish, house);
  if (id === undefined) return refuseTaken(tx, wish, bounds);
  if (house !== undefined) return id;
  await addOwner(tx, { venueId: venue.id, id, playerId });
  await invite(tx, { venueId: venue.id, id, playerId }, guests);
  return id;
}

/** Answers its id, or undefined where somebody was faster. */
async function insertReservation(
  tx: Transaction,
  { place: { venue, tableId }, span, playerId }: Wish,
  house: Booker["house"],
): Promise<string | undefined> {
  const id = newId();
  const by = house === undefined ? checkInBy(span, venue, Date.now()) : span.to;
  // Never a bare insert: waiting for each other at the constraint, many at once would deadlock.
  const { rows } = await sql`
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, status, origin,
      label, series_id, held, next_turn)
    select ${venue.id}, ${id}, ${tableId}, ${playerId}, s, e, least(e, greatest(${new Date(by)}, now())),
      ${house === undefined ? "booked" : "checked_in"}, ${house === undefined ? "booking" : "house"},
      ${house?.label ?? null}, ${house?.seriesId ?? null}::uuid, tstzrange(greatest(s, now()), greatest(e, now())), greatest(s, now())
    from (select ${new Date(span.from)}::timestamptz as s, ${new Date(span.to)}::timestamptz as e) as span
    on conflict do nothing returning id`.execute(tx);
  return rows.length === 0 ? undefined : id;
}

interface Membership {
  venueId: string;
  id: string;
  playerId: string;
}

async function addOwner(tx: Transaction, { venueId, id, playerId }: Membership): Promise<void> {
  const { rows } = await sql`
    insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
    select venue_id, id, ${playerId}, 'accepted', held from reservations where venue_id = ${venueId} and id = ${id}
    on conflict do nothing returning player_id`.execute(tx);
  if (rows.length === 0) throw new AppError("player_busy");
}

async function invite(
  tx: Transaction,
  { venueId, id, playerId }: Membership,
  guests: readonly string[],
): Promise<void> {
  if (guests.length === 0) return;
  if (new Set([...guests, playerId]).size !== guests.length + 1) throw new AppError("player_twice");
  const { rows } = await sql`
    insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
    select r.venue_id, r.id, p.id, 'invited', r.held
    from reservations r, players p
    where r.venue_id = ${venueId} and r.id = ${id} and p.id = any(${[...guests]}::uuid[]) and p.erased_at is null
    returning player_id`.execute(tx);
  if (rows.length !== guests.length) throw new AppError("unknown_player");
}
