import type { DeviceCommand } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";

/** A command comes again for so long, for devices that missed it. */
const REPEATED_SECONDS = 60;

interface Opening {
  venueId: string;
  tableId: string;
  /** Whose turn it is; null where staff open it. */
  reservationId: string | null;
  /** In milliseconds. */
  until: number;
}

/** Writes that a table is to be open. */
export async function openLock(tx: Transaction, opening: Opening): Promise<void> {
  const { venueId, tableId, reservationId, until } = opening;
  await sql`
    insert into table_locks (venue_id, table_id, open, until, reservation_id, command_id)
    values (${venueId}, ${tableId}, true, ${new Date(until)}, ${reservationId}::uuid, ${newId()}::uuid)
    on conflict (venue_id, table_id) do update set open = true, until = excluded.until,
      reservation_id = excluded.reservation_id, command_id = excluded.command_id, changed_at = now()`.execute(
    tx,
  );
}

interface LockRow {
  open: boolean;
  until: Date;
  id: string;
}

/**
 * What the devices of a table are to be told of its lock now: that a turn is over, is as long as before no longer, or
 * what they were told within the last minute. The turn is what its reservation says, whoever ended it and how.
 */
export async function lockCommands(db: Db, tableId: string): Promise<DeviceCommand[]> {
  const { rows } = await sql<LockRow>`
    with wanted as (
      select l.venue_id, l.table_id, l.command_id, case when l.reservation_id is null then l.until else (
        select upper(r.held) from reservations r
        where r.venue_id = l.venue_id and r.id = l.reservation_id and r.status = 'checked_in' and r.table_id = l.table_id
      ) end as until
      from table_locks l where l.table_id = ${tableId} and l.open
    ), changed as (
      update table_locks l set open = coalesce(w.until > now(), false), until = coalesce(w.until, l.until),
        command_id = ${newId()}, changed_at = now()
      from wanted w
      where l.venue_id = w.venue_id and l.table_id = w.table_id and l.command_id = w.command_id
        and (w.until is null or w.until <= now() or w.until <> l.until)
      returning l.open, l.until, l.command_id as id
    )
    select * from changed
    union all
    select l.open, l.until, l.command_id from table_locks l
    where l.table_id = ${tableId} and l.changed_at > now() - make_interval(secs => ${REPEATED_SECONDS})
      and not exists (select from changed)`.execute(db);
  return rows.map(({ open, until, id }) =>
    open ? { id, type: "unlock", until: until.toISOString() } : { id, type: "lock" },
  );
}
