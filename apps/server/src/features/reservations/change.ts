import type { reservationPatchSchema } from "@babyfoot/contract";
import { dateAt, type Span, slotsOf } from "@babyfoot/domain";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import type { Person } from "../../platform/http/access.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { audit, changesBetween } from "../audit/audit.service.ts";
import { checkInBy, checkQuota, checkTime, refuseTaken } from "./book.ts";
import {
  type BookingPlace,
  lockPeople,
  lockRules,
  placeOf,
  writeLapsed,
} from "./booking.queries.ts";
import { noteChanged } from "./reservations.notices.ts";
import {
  boundsOf,
  concerns,
  isAnothers,
  isOn,
  MINUTE_MS,
  mayChange,
} from "./reservations.policy.ts";
import { knowReservation } from "./reservations.queries.ts";
import type { ReservationRow } from "./reservations.view.ts";
import { told } from "./told.ts";

type Patch = z.output<typeof reservationPatchSchema>;

export interface Change {
  id: string;
  person: Person;
  expected: number | undefined;
  reason: string | undefined;
}

/**
 * A reservation, locked with its owner, for somebody who may change it.
 * @throws AppError `not_found`, `forbidden`, `stale`, `conflict` when it is over.
 */
export async function lockReservation(
  tx: Transaction,
  { id, person, expected }: Change,
): Promise<ReservationRow> {
  const seen = await knowReservation(tx, id);
  if (!concerns(seen, person)) throw new AppError("not_found");
  if (!mayChange(seen, person)) throw new AppError("forbidden");
  await lockRules(tx, seen.venue_id);
  await lockPeople(tx, [seen.owner_id]);
  await tx.selectFrom("reservations").select("id").where("id", "=", id).forUpdate().execute();
  const row = await knowReservation(tx, id);
  checkVersion(expected, row.version);
  if (!isOn(row)) throw new AppError("conflict", "The reservation is over.");
  return row;
}

interface Move {
  row: ReservationRow;
  place: BookingPlace;
  span: Span;
  reason: string | undefined;
  person: Person;
}

/** Extends, shortens or moves a reservation, by the same rules as a new one. */
export async function changeReservation(db: Db, change: Change, patch: Patch) {
  let wanted: Move | undefined;
  try {
    return await db.transaction().execute(async (tx) => {
      const row = await lockReservation(tx, change);
      wanted = await moveOf(tx, { row, patch, person: change.person });
      await checkMove(tx, wanted);
      await writeMove(tx, wanted);
      await noteMove(tx, wanted);
      const after = await knowReservation(tx, row.id);
      const doing = { by: change.person.id, reason: patch.reason ?? null };
      await noteChanged(tx, { before: row, after }, doing);
      return told(tx, row.id, [row.table_id]);
    });
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "nobody_in_two_places") throw new AppError("player_busy");
    if (constraint !== "reservations_never_overlap" || wanted === undefined) throw error;
    return refuseTaken(db, wanted, boundsOf(wanted.row));
  }
}

async function moveOf(
  tx: Transaction,
  { row, patch, person }: { row: ReservationRow; patch: Patch; person: Person },
): Promise<Move> {
  const from = patch.startsAt === undefined ? row.starts_at.getTime() : Date.parse(patch.startsAt);
  const planned = (row.ends_at.getTime() - row.starts_at.getTime()) / MINUTE_MS;
  const to = from + (patch.durationMinutes ?? planned) * MINUTE_MS;
  const place = await placeOf(tx, patch.tableId ?? row.table_id);
  return { row, place, span: { from, to }, reason: patch.reason, person };
}

const isElsewhere = ({ row, place, span }: Move): boolean =>
  place.tableId !== row.table_id || span.from !== row.starts_at.getTime();

async function checkMove(tx: Transaction, move: Move): Promise<void> {
  const { row, place, span } = move;
  const now = Date.now();
  const begun = row.starts_at.getTime() <= now;
  if (place.venue.id !== row.venue_id) throw new AppError("table_unavailable");
  if (span.to <= now || (begun && isElsewhere(move))) throw new AppError("in_the_past");
  const isBooking = row.origin === "booking";
  const measured = { from: isBooking ? span.from : slotBegun(span.from, place), to: span.to };
  const wish = { place, span: measured, playerId: row.owner_id, except: row.id };
  // What has begun is measured as when it began.
  checkTime(wish, begun ? measured.from : now, boundsOf(row));
  if (isBooking) await checkQuota(tx, wish);
}

/** Where a table was taken because it was free, its time is measured from the slot that was under way. */
function slotBegun(instant: number, { venue }: BookingPlace): number {
  const { timeZone, policy } = venue;
  const slots = slotsOf(dateAt(instant, timeZone), timeZone, policy.slotMinutes);
  return slots.find((slot) => slot.from <= instant && instant < slot.to)?.from ?? instant;
}

const placeAndTime = ({ tableCode, span }: { tableCode: string; span: Span }) => ({
  table: tableCode,
  startsAt: new Date(span.from).toISOString(),
  durationMinutes: (span.to - span.from) / MINUTE_MS,
});

/** What staff do to the reservation of somebody else is written down. */
async function noteMove(tx: Transaction, { row, span, reason, person }: Move): Promise<void> {
  if (!isAnothers(row, person)) return;
  const { table_code: tableCode } = await knowReservation(tx, row.id);
  const was = { from: row.starts_at.getTime(), to: row.ends_at.getTime() };
  const before = placeAndTime({ tableCode: row.table_code, span: was });
  await audit(tx, {
    ...{ actorId: person.id, action: "reservation.changed", subjectType: "reservation" },
    ...{ subjectId: row.id, venueId: row.venue_id, ...about(row) },
    details: {
      ...{ tableCode: row.table_code, startsAt: row.starts_at.toISOString() },
      ...(row.label !== null && { label: row.label }),
      ...(reason !== undefined && { reason }),
      changes: changesBetween(before, placeAndTime({ tableCode, span })),
    },
  });
}

/** Whom a reservation is about: the house's are about nobody. */
export const about = (row: ReservationRow): { playerId?: string } =>
  row.origin === "house" ? {} : { playerId: row.owner_id };

/** Two that move towards each other's time would wait for each other, so that moves of a venue go one by one. */
async function writeMove(tx: Transaction, move: Move): Promise<void> {
  const { row, place, span, reason, person } = move;
  const elsewhere = isElsewhere(move);
  const { tableId } = place;
  await sql`select pg_advisory_xact_lock(hashtext('reservations'), hashtext(${row.venue_id}))`.execute(
    tx,
  );
  await writeLapsed(tx, { venueId: row.venue_id, tableId, span, playerId: row.owner_id });
  if (elsewhere) await askAgain(tx, row);
  const house = row.origin === "house";
  const claimBy = elsewhere ? checkInBy(span, place.venue, Date.now()) : row.check_in_by.getTime();
  const by = house ? span.to : claimBy;
  const again = elsewhere && !house;
  const [from, to] = [new Date(span.from), new Date(span.to)];
  await sql`
    update reservations set table_id = ${tableId}, starts_at = ${from}, ends_at = ${to},
      held = case when ${elsewhere} then tstzrange(greatest(${from}, now()), ${to})
        else tstzrange(lower(held), ${to}) end,
      check_in_by = least(${new Date(by)}::timestamptz, ${to}), next_turn = greatest(${from}, now()),
      changed_by = ${person.id === row.owner_id ? null : person.id}::uuid, reason = ${reason ?? null},
      status = case when ${again} then 'booked' else status end,
      checked_in_at = case when ${again} then null else checked_in_at end, version = version + 1
    where venue_id = ${row.venue_id} and id = ${row.id}`.execute(tx);
}

/** Those who had accepted another time are asked once more. */
async function askAgain(tx: Transaction, row: ReservationRow): Promise<void> {
  await sql`
    update reservation_players set answer = 'invited'
    where venue_id = ${row.venue_id} and reservation_id = ${row.id} and player_id <> ${row.owner_id}
      and answer = 'accepted'`.execute(tx);
}
