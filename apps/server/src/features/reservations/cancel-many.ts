import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { audit } from "../audit/audit.service.ts";
import { lockPeople } from "./booking.queries.ts";
import { about } from "./change.ts";
import { noteGivenBack } from "./reservations.notices.ts";
import { isOn } from "./reservations.policy.ts";
import { findReservations, knowReservation } from "./reservations.queries.ts";
import type { ReservationRow } from "./reservations.view.ts";

export interface Cancellation {
  ids: readonly string[];
  by: string;
  reason: string;
}

/**
 * Gives back for a reason all of these that are still on, and writes down each. Answers which; the caller tells of them
 * last, by `tell`.
 */
export async function cancelMany(
  tx: Transaction,
  { ids, by, reason }: Cancellation,
): Promise<ReservationRow[]> {
  const seen = await findReservations(tx, ids);
  await lockPeople(tx, [...new Set(seen.map((row) => row.owner_id))]);
  await sql`select from reservations where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    tx,
  );
  const on = (await findReservations(tx, ids)).filter(isOn);
  await sql`
    update reservations set status = case when status = 'checked_in' and starts_at <= now() then 'ended'
        else 'cancelled' end, held = held_until_now(held), next_turn = null, version = version + 1,
      changed_by = nullif(${by}::uuid, owner_id), reason = ${reason}
    where id = any(${on.map(({ id }) => id)}::uuid[])`.execute(tx);
  for (const { id } of on) await noteGivenBack(tx, await knowReservation(tx, id), { by, reason });
  await audit(
    tx,
    ...on.map((row) => ({
      ...({ action: "reservation.cancelled", subjectType: "reservation" } as const),
      ...{ actorId: by, subjectId: row.id, venueId: row.venue_id, ...about(row) },
      details: {
        ...{ tableCode: row.table_code, startsAt: row.starts_at.toISOString(), reason },
        ...(row.label !== null && { label: row.label }),
      },
    })),
  );
  return on;
}
