import type pg from "pg";

/**
 * The transaction before which all were over when a database was backed up, of a `pg_snapshot` (`xmin:xmax:under,way`).
 * Of those from there on nothing is sure: the snapshot names who was under way, and not the numbers that their savepoints
 * have, which rows carry. These come after that of their transaction. @throws where it is none
 */
export function surelyOverBefore(snapshot: string): bigint {
  const [before] = snapshot.split(":");
  if (before === undefined || !/^\d+:\d+:[\d,]*$/.test(snapshot))
    throw new Error(`"${snapshot}" is no snapshot.`);
  return BigInt(before);
}

/** The next transaction of a database. */
export async function nextTransaction(client: pg.Client): Promise<bigint> {
  const { rows } = await client.query<{ next: string }>(
    "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
  );
  return BigInt(rows[0]?.next ?? 0);
}

/**
 * The whole number of the transaction that wrote a row `t`, in SQL. Rows keep its last 32 bits: the newest that there can
 * be is meant, and the first three numbers are those of PostgreSQL itself.
 */
export const writerOf = (next: bigint): string => {
  const xmin = "t.xmin::text::bigint";
  return `case when ${xmin} < 3 then 0 else ${next} - ((${next % BITS} - ${xmin} + ${BITS}) % ${BITS}) end`;
};

const BITS = 2n ** 32n;

/**
 * Of these transactions those that a restored copy of the cluster does not know as committed: they were under way at the
 * moment to which it was restored, and are gone with it, as they must.
 */
export async function notCommitted(
  restored: pg.Client,
  writers: ReadonlySet<string>,
): Promise<Set<string>> {
  const next = await nextTransaction(restored);
  const [ahead, known] = [new Set<string>(), [] as string[]];
  for (const writer of writers) {
    if (BigInt(writer) >= next) ahead.add(writer);
    else if (writer !== "0") known.push(writer);
  }
  const { rows } = await restored.query<{ writer: string }>(
    `select writer from unnest($1::text[]) as writer
     where coalesce(pg_xact_status(writer::xid8), 'committed') <> 'committed'`,
    [known],
  );
  return new Set([...ahead, ...rows.map(({ writer }) => writer)]);
}
