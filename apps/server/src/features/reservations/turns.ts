import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { noteUnclaimed } from "./booking.queries.ts";
import { tell } from "./told.ts";

const MOST_AT_ONCE = 200;

/**
 * Writes down what time alone has done to reservations (begun, lapsed, ended), and tells those who watch. Nobody's right
 * waits for it: whoever reads or books compares with the clock. That one begins changes its table alone: its owner, who is
 * changing it at that moment, has the version still. Several processes may run it.
 */
export async function turnReservations(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; status: string }>`
      with due as (
        select venue_id, id, status as was from reservations where next_turn <= now()
        order by next_turn limit ${MOST_AT_ONCE} for update skip locked
      )
      update reservations r set
        status = reservation_status(r.status, r.check_in_by, r.ends_at),
        held = held_by_now(r.status, r.check_in_by, r.held),
        next_turn = case
          when r.status in ('offered', 'booked') and r.check_in_by > now() then r.check_in_by
          when r.status = 'checked_in' and r.ends_at > now() then r.ends_at end,
        version = r.version + (due.was <> reservation_status(r.status, r.check_in_by, r.ends_at))::int
      from due where r.venue_id = due.venue_id and r.id = due.id
      returning r.id, r.status`.execute(tx);
    await noteUnclaimed(tx, rows);
    if (rows.length > 0)
      await tell(
        tx,
        rows.map(({ id }) => id),
      );
  });
}
