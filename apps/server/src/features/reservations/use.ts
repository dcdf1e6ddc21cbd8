import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import type { Person } from "../../platform/http/access.ts";
import { audit } from "../audit/audit.service.ts";
import { forgetNotices } from "../notifications/notifications.service.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { claimBooked } from "./at-table.ts";
import { about, type Change, lockReservation } from "./change.ts";
import type { WaitingLine } from "./reservations.deps.ts";
import { noteAnswered, noteGivenBack } from "./reservations.notices.ts";
import { concerns, isAnothers } from "./reservations.policy.ts";
import { knowReservation } from "./reservations.queries.ts";
import { checkInOpensAt, type ReservationRow } from "./reservations.view.ts";
import { tell, told } from "./told.ts";

/**
 * Gives a reservation back: before it begins it is cancelled; one in use ends, and the rest is free at once, for whoever
 * waits first.
 */
export function giveBack(db: Db, change: Change, line: WaitingLine): Promise<ReservationRow> {
  const { person, reason } = change;
  return db.transaction().execute(async (tx) => {
    const { venue_id: venueId } = await knowReservation(tx, change.id);
    await line.lock(tx, venueId);
    const row = await lockReservation(tx, change);
    const inUse = row.status === "checked_in" && row.starts_at.getTime() <= Date.now();
    await sql`
      update reservations set status = ${inUse ? "ended" : "cancelled"}, held = held_until_now(held), next_turn = null,
        changed_by = ${person.id === row.owner_id ? null : person.id}::uuid,
        reason = ${reason ?? null}, version = version + 1
      where venue_id = ${row.venue_id} and id = ${row.id}`.execute(tx);
    if (isAnothers(row, person))
      await audit(tx, {
        ...{ actorId: person.id, action: "reservation.cancelled", subjectType: "reservation" },
        ...{ subjectId: row.id, venueId: row.venue_id, ...about(row) },
        details: {
          ...{ tableCode: row.table_code, startsAt: row.starts_at.toISOString() },
          ...(row.label !== null && { label: row.label }),
          ...(reason !== undefined && { reason }),
        },
      });
    const doing = { by: person.id, reason: reason ?? null };
    await noteGivenBack(tx, await knowReservation(tx, row.id), doing);
    const { reservations, tables, announcements } = await line.passOn(tx, venueId);
    await tell(tx, [row.id, ...reservations], tables, announcements);
    return knowReservation(tx, row.id);
  });
}

interface CheckIn {
  id: string;
  person: Person;
  /** Whether they have shown that they are at a table. */
  isThere: (tableId: string) => boolean;
}

/**
 * Claims a reservation; again changes nothing.
 * @throws AppError `not_found`, `forbidden`, `check_in_too_early`, `check_in_too_late`, `conflict` when it is over,
 * `not_at_table` where the venue wants it done there.
 */
export function checkIn(db: Db, { id, person, isThere }: CheckIn): Promise<ReservationRow> {
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom("reservations").select("id").where("id", "=", id).forUpdate().execute();
    const row = await knowReservation(tx, id);
    if (!concerns(row, person)) throw new AppError("not_found");
    if (row.owner_id !== person.id) throw new AppError("forbidden");
    if (row.status === "checked_in") return row;
    if (row.status === "no_show") throw new AppError("check_in_too_late");
    if (row.status !== "booked") throw new AppError("conflict", "The reservation is over.");
    if (Date.now() < checkInOpensAt(row)) throw new AppError("check_in_too_early");
    const { policy } = presentVenue(await findVenue(tx, row.venue_id));
    if (policy.checkInAtTable && !isThere(row.table_id)) throw new AppError("not_at_table");
    if (!(await claimBooked(tx, { venueId: row.venue_id, id })))
      throw new AppError("check_in_too_late");
    return told(tx, row.id);
  });
}

/** Answers an invitation. @throws AppError `not_found`, `conflict` when it is over, `player_busy`. */
export async function answerInvitation(
  db: Db,
  { id, person, answer }: { id: string; person: Person; answer: "accepted" | "declined" },
): Promise<ReservationRow> {
  try {
    return await db.transaction().execute(async (tx) => {
      // The reservation before its players, as whoever cancels it locks them.
      await tx.selectFrom("reservations").select("id").where("id", "=", id).forUpdate().execute();
      const row = await knowReservation(tx, id);
      if (!row.guests.some((guest) => guest.id === person.id)) throw new AppError("not_found");
      if (row.status !== "booked" && row.status !== "checked_in")
        throw new AppError("conflict", "The reservation is over.");
      await sql`
        update reservation_players set answer = ${answer}
        where venue_id = ${row.venue_id} and reservation_id = ${id} and player_id = ${person.id}`.execute(
        tx,
      );
      await sql`update reservations set version = version + 1
        where venue_id = ${row.venue_id} and id = ${id}`.execute(tx);
      await noteAnswered(tx, row, { playerId: person.id, answer });
      return told(tx, id);
    });
  } catch (error) {
    if (violatedConstraint(error) === "nobody_in_two_places") throw new AppError("player_busy");
    throw error;
  }
}

/**
 * Gives back all that somebody who leaves has ahead of them, takes them off what they are invited to, and forgets what
 * they were to be told. Answers which reservations, for the caller to tell of them last.
 */
export async function releaseAllOf(tx: Transaction, playerId: string): Promise<string[]> {
  // People before their reservations, as everywhere; whoever is erased changes as a whole, not only in part.
  await sql`select from players where id = ${playerId} for update`.execute(tx);
  const { rows } = await sql<{ id: string }>`
    update reservations set status = case when status = 'checked_in' and starts_at <= now() then 'ended'
        else 'cancelled' end, held = held_until_now(held), next_turn = null, version = version + 1
    where owner_id = ${playerId} and origin <> 'house' and reservation_status(status, check_in_by, ends_at) in ('offered', 'booked', 'checked_in')
    returning id`.execute(tx);
  await sql`
    delete from reservation_players rp using reservations r
    where rp.player_id = ${playerId} and r.venue_id = rp.venue_id and r.id = rp.reservation_id
      and r.owner_id <> ${playerId}`.execute(tx);
  const ids = rows.map(({ id }) => id);
  for (const id of ids)
    await noteGivenBack(tx, await knowReservation(tx, id), { by: playerId, reason: null });
  await forgetNotices(tx, playerId);
  return ids;
}
