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
  placeOf,
  standingOf,
  usedBy,
  writeLapsed,
} from "./booking.queries.ts";
import { MINUTE_MS, rulesOf, spanOf } from "./reservations.policy.ts";
import { heldOf } from "./reservations.queries.ts";

const DAY_MS = 86_400_000;

interface Wish {
  place: BookingPlace;
  span: Span;
  playerId: string;
  /** The reservation that is changed, which does not stand in its own way. */
  except?: string | undefined;
}

/** @throws AppError `slot_taken` with the nearest free times. */
export async function refuseTaken(db: Db | Transaction, { place, span }: Wish): Promise<never> {
  const { venue, tableId } = place;
  const around = { from: span.from - 2 * DAY_MS, to: span.to + 2 * DAY_MS };
  const held = await heldOf(db, { venueId: venue.id, tableId, ...around });
  const alternatives = nearestFree(rulesOf(venue), {
    wished: span.from,
    durationMinutes: (span.to - span.from) / MINUTE_MS,
    held,
    now: Date.now(),
  }).map((at) => new Date(at).toISOString());
  throw new AppError("slot_taken", undefined, { alternatives });
}

/** Refuses what no one may have. @throws AppError the codes of `refuseTime`, `table_unavailable`. */
export function checkTime({ place, span }: Wish, now: number): void {
  const refusal = refuseTime(rulesOf(place.venue), span, now);
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

/**
 * Refuses at once, and without a lock, what is against the rules or taken already: of a thousand who want one slot
 * nearly all end here. That the others do not overlap is not this look's doing, but the database's.
 */
export async function lookAhead(
  db: Db | Transaction,
  { tableId, startsAt, durationMinutes }: ReservationCreate,
  playerId: string,
): Promise<Wish> {
  const place = await placeOf(db, tableId);
  const wish = { place, span: spanOf(startsAt, durationMinutes), playerId };
  const now = Date.now();
  checkTime(wish, now);
  await checkStanding(db, wish);
  const asked = { from: Math.max(wish.span.from, now), to: wish.span.to };
  const held = await heldOf(db, { venueId: place.venue.id, tableId, ...asked });
  if (held.some((one) => overlaps(one, asked))) await refuseTaken(db, wish);
  return wish;
}

/**
 * Reserves a table. @throws AppError `not_found` and every code of reservations; `unknown_player`, `player_twice` for
 * those invited.
 */
export async function book(
  tx: Transaction,
  input: ReservationCreate,
  playerId: string,
): Promise<string> {
  const wish = await lookAhead(tx, input, playerId);
  const { venue, tableId } = wish.place;
  const { span } = wish;
  await lockPeople(tx, [playerId]);
  await writeLapsed(tx, { venueId: venue.id, tableId, span, playerId });
  await checkQuota(tx, wish);
  const id = newId();
  const by = new Date(checkInBy(span, venue, Date.now()));
  // Never a bare insert: waiting for each other at the constraint, many at once would deadlock.
  const { rows } = await sql`
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held, next_turn)
    select ${venue.id}, ${id}, ${tableId}, ${playerId}, s, e, least(e, greatest(${by}, now())),
      tstzrange(greatest(s, now()), greatest(e, now())), greatest(s, now())
    from (select ${new Date(span.from)}::timestamptz as s, ${new Date(span.to)}::timestamptz as e) as span
    on conflict do nothing returning id`.execute(tx);
  if (rows.length === 0) await refuseTaken(tx, wish);
  await addOwner(tx, { venueId: venue.id, id, playerId });
  await invite(tx, { venueId: venue.id, id, playerId }, input.playerIds ?? []);
  return id;
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
