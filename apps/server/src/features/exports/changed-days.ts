import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";

/** A day of which something has changed; null is what has no day. */
export interface ChangedDay {
  day: string | null;
  /** The transactions that changed it. */
  changes: readonly string[];
}

// The snapshot has no transaction of its own: what it sees is what had been committed when it began.
export const CHANGED_DAYS = `
  select day::text, string_agg(distinct changed_in::text, ' ') from public.unexported_days
  group by day order by day`;

export const NO_DAY = "-infinity";

/** Reads a row of `CHANGED_DAYS`. */
export const changedDayOf = ([day, changes]: readonly (string | null)[]): ChangedDay => ({
  day: day === NO_DAY ? null : (day ?? null),
  changes: (changes ?? "").split(" "),
});

/** A day is exported as these transactions left it; what others have changed since stays to be exported. */
export async function dayIsExported(db: Db, { day, changes }: ChangedDay): Promise<void> {
  await sql`delete from unexported_days
    where day = ${day ?? NO_DAY} and changed_in::text = any(${[...changes]})`.execute(db);
}

/** Has days exported again, whether they have changed or not. */
export async function exportAgain(tx: Transaction, day?: string): Promise<void> {
  if (day === undefined)
    await sql`insert into unexported_days select distinct venue_id, coalesce(day, '-infinity') from games
      on conflict do nothing`.execute(tx);
  else
    await sql`insert into unexported_days select id, ${day}::date from venues
      on conflict do nothing`.execute(tx);
}

/** Of several changes of a day the last tells as much, also where nothing is ever exported. */
export async function joinChanges(db: Db): Promise<void> {
  await sql`delete from unexported_days a using unexported_days b
    where a.venue_id = b.venue_id and a.day = b.day and a.changed_in < b.changed_in`.execute(db);
}
