import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { deviceNamePrefix } from "./demo.names.ts";

/** Somebody of the demo campus, and one of its simulated tables. */
export interface Whim {
  venueId: string;
  tableId: string;
  playerId: string;
}

/** Taken at random; undefined where there is no demo campus. */
export async function someWhim(db: Db): Promise<Whim | undefined> {
  const { rows } = await sql<Whim>`
    select d.venue_id as "venueId", d.table_id as "tableId", p.id as "playerId"
    from devices d, players p
    where d.name like ${`${deviceNamePrefix}%`} and d.revoked_at is null and p.user_id is null and p.erased_at is null
    order by random() limit 1`.execute(db);
  return rows[0];
}

/** At night, or where somebody was faster, what demo players want comes to nothing. */
export async function unlessRefused(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
