import type { QueueEntry, QueueJoin, Venue } from "@babyfoot/contract";
import { turnUntil } from "@babyfoot/domain";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import {
  passOffer,
  placeOf,
  rulesOf,
  standingOf,
  takeOffer,
} from "../reservations/reservations.service.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { estimates } from "./estimates.ts";
import { addEntry, removeEntry, setAway } from "./line.changes.ts";
import { type EntryRow, lineOf, lockLine, type Touched, venueWaitedIn } from "./line.queries.ts";
import { outlookOf } from "./outlook.ts";
import { type Passed, passOn } from "./pass-on.ts";
import { noteSettled } from "./queue.notices.ts";
import { entryOf } from "./queue.view.ts";
import { serveLine } from "./serve-line.ts";
import { settle } from "./settle.ts";
import { tellLine } from "./told.ts";

/** Changes a line and passes on what became free by it, all of it told at the end. */
async function changeLine(
  tx: Transaction,
  venueId: string,
  change: () => Promise<Passed>,
): Promise<void> {
  await lockLine(tx, venueId);
  const settled = await settle(tx, venueId);
  const own = await change();
  const passed = await passOn(tx, venueId);
  await tellLine(tx, venueId, {
    reservations: [...own.reservations, ...passed.reservations],
    touched: [...settled, ...own.touched, ...passed.touched],
  });
}

const onlyLine = (...touched: Touched[]): Passed => ({ reservations: [], touched });

/** What somebody waits for; the line is that of the table's venue. @throws AppError `not_found`, `table_unavailable`. */
async function wishOf(tx: Transaction, { tableId, venueId }: QueueJoin) {
  if (tableId === undefined) {
    const venue = presentVenue(await findVenue(tx, venueId ?? ""));
    return { venue, tableId: null };
  }
  const place = await placeOf(tx, tableId);
  if (!place.available) throw new AppError("table_unavailable");
  return { venue: place.venue, tableId };
}

/**
 * Joins a line at its end. A table that is free is offered at once.
 * @throws AppError `not_found`, `table_unavailable`, `outside_opening_hours`, `already_waiting`, `suspended`.
 */
export async function join(
  tx: Transaction,
  wish: QueueJoin,
  playerId: string,
): Promise<QueueEntry> {
  const { venue, tableId } = await wishOf(tx, wish);
  checkOpen(venue, tableId);
  await checkStanding(tx, venue, playerId);
  await changeLine(tx, venue.id, async () => {
    const outlook = await outlookOf(tx, venue);
    const { ofNext } = estimates(outlook, await lineOf(tx, venue.id), [tableId]);
    const promisedSeconds = ofNext[0] ?? null;
    await addEntry(tx, { venueId: venue.id, playerId, tableId, promisedSeconds });
    return onlyLine({ tableId });
  });
  const entry = await myEntry(tx, playerId);
  if (entry === undefined) throw new AppError("outside_opening_hours");
  return entry;
}

/** @throws AppError `outside_opening_hours` where no turn fits in before closing, of the venue or that table. */
function checkOpen(venue: Venue, tableId: string | null): void {
  const rules = rulesOf(venue, tableId ?? undefined);
  if (turnUntil(rules, { now: Date.now(), heldFrom: null }) === null)
    throw new AppError("outside_opening_hours");
}

/** Where whoever may not book may not walk in either, they get no table by waiting. @throws AppError `suspended`. */
async function checkStanding(tx: Transaction, venue: Venue, playerId: string): Promise<void> {
  if (venue.policy.walkInWhileSuspended) return;
  const { suspendedUntil } = await standingOf(tx, venue, playerId);
  if (suspendedUntil !== null) throw new AppError("suspended");
}

/** A place that is over but not yet written down, in whatever venue, stands in nobody's way. */
export async function leaveWhatIsOver(db: Db, playerId: string): Promise<void> {
  const venueId = await venueWaitedIn(db, playerId);
  if (venueId === undefined) return;
  const line = await lineOf(db, venueId);
  if (!line.some((entry) => entry.playerId === playerId)) await serveLine(db, venueId);
}

/** Where somebody stands in a line; undefined when in none. */
export async function myEntry(
  db: Db | Transaction,
  playerId: string,
): Promise<QueueEntry | undefined> {
  const venueId = await venueWaitedIn(db, playerId);
  if (venueId === undefined) return undefined;
  const line = await lineOf(db, venueId);
  const own = line.find((entry) => entry.playerId === playerId);
  if (own === undefined) return undefined;
  const venue = presentVenue(await findVenue(db, venueId));
  return entryOf(own, line, estimates(await outlookOf(db, venue), line, []).ofEntries);
}

type Own = (tx: Transaction, entry: EntryRow, venueId: string) => Promise<Passed>;

/** Does something with one's own place, the line locked. Answers whether one has a place. */
async function withOwnPlace(db: Db, playerId: string, act: Own): Promise<boolean> {
  const venueId = await venueWaitedIn(db, playerId);
  if (venueId === undefined) return false;
  return db.transaction().execute(async (tx) => {
    let found = false;
    await changeLine(tx, venueId, async () => {
      const own = (await lineOf(tx, venueId)).find((entry) => entry.playerId === playerId);
      if (own === undefined) return onlyLine();
      found = true;
      return act(tx, own, venueId);
    });
    return found;
  });
}

async function giveUpOffer(tx: Transaction, { offer }: EntryRow): Promise<string[]> {
  if (offer === null) return [];
  await passOffer(tx, offer.reservationId);
  await noteSettled(tx, [offer.reservationId]);
  return [offer.reservationId];
}

/** Leaves the line; what was offered goes to the next. */
export async function leave(db: Db, playerId: string): Promise<void> {
  await withOwnPlace(db, playerId, async (tx, entry) => {
    const reservations = await giveUpOffer(tx, entry);
    await removeEntry(tx, entry.id);
    return { reservations, touched: [entry] };
  });
}

/** Is passed over for a while, or is back. @throws AppError `not_found` when in no line. */
export async function beAway(db: Db, playerId: string, away: boolean): Promise<QueueEntry> {
  await withOwnPlace(db, playerId, async (tx, entry) => {
    const reservations = away ? await giveUpOffer(tx, entry) : [];
    if (away !== (entry.status === "away")) await setAway(tx, entry.id, away);
    return { reservations, touched: [entry] };
  });
  const entry = await myEntry(db, playerId);
  if (entry === undefined) throw new AppError("not_found");
  return entry;
}

/**
 * Takes what is offered: from now on it is a reservation, to be claimed at the table. Answers its id.
 * @throws AppError `no_offer`, `offer_expired`, `table_unavailable`, `outside_opening_hours`, `suspended`.
 */
export async function accept(db: Db, playerId: string): Promise<string> {
  const venueId = await venueWaitedIn(db, playerId);
  if (venueId === undefined) throw new AppError("no_offer");
  return db.transaction().execute(async (tx) => {
    await lockLine(tx, venueId);
    const offerId = await lastOfferTo(tx, playerId);
    const { venue, tableId, available } = await placeOf(tx, await tableOffered(tx, offerId));
    if (!available) throw new AppError("table_unavailable");
    checkOpen(venue, tableId);
    await checkStanding(tx, venue, playerId);
    const claimWithinMinutes = venue.policy.noShowAfterMinutes;
    await takeOffer(tx, { id: offerId, playerId, claimWithinMinutes });
    const touched = await settle(tx, venueId);
    await tellLine(tx, venueId, { reservations: [offerId], touched });
    return offerId;
  });
}

/** @throws AppError `offer_expired` for whoever is away since, `no_offer`. */
async function lastOfferTo(tx: Transaction, playerId: string): Promise<string> {
  const row = await tx
    .selectFrom("queue_entries")
    .select(["offer_id", "away_until"])
    .where("player_id", "=", playerId)
    .where("left_at", "is", null)
    .executeTakeFirst();
  if (row?.offer_id) return row.offer_id;
  throw new AppError(row?.away_until ? "offer_expired" : "no_offer");
}

async function tableOffered(tx: Transaction, offerId: string): Promise<string> {
  const row = await tx
    .selectFrom("reservations")
    .select("table_id")
    .where("id", "=", offerId)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("no_offer");
  return row.table_id;
}

/** Staff take somebody out of the line. @throws AppError `not_found`. */
export async function dismiss(db: Db, entryId: string): Promise<void> {
  const row = await db
    .selectFrom("queue_entries")
    .select("player_id")
    .where("id", "=", entryId)
    .where("left_at", "is", null)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  await leave(db, row.player_id);
}
