import type pg from "pg";

/** Far more than is ever announced between a backup and what makes one need it. */
const AHEAD = 1_000_000_000;

/** Has viewers begin anew: what they were told last may be newer than what is here. Versions stay far below 2^53. */
export async function leapAhead(client: pg.Client): Promise<void> {
  await client.query(`update public.live_head set version = version + ${AHEAD}`);
}

/** Numbers of transactions mean something only in the cluster that gave them. */
export async function forgetTransactions(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select to_regclass('public.unexported_days') as it");
  if (rows[0]?.it === null) return;
  await client.query(`
    with gone as (delete from public.unexported_days returning venue_id, day)
    insert into public.unexported_days (venue_id, day) select distinct venue_id, day from gone`);
}
