import type pg from "pg";

/** Which transactions a database had when it was backed up, as PostgreSQL writes it: `xmin:xmax:those,under,way`. */
export interface BackedUp {
  before: bigint;
  end: bigint;
  underWay: readonly bigint[];
}

/** Reads a `pg_snapshot`. @throws where it is none */
export function readSnapshot(text: string): BackedUp {
  const [before, end, underWay = ""] = text.split(":");
  if (before === undefined || end === undefined) throw new Error(`"${text}" is no snapshot.`);
  return {
    before: BigInt(before),
    end: BigInt(end),
    underWay: underWay === "" ? [] : underWay.split(",").map(BigInt),
  };
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

/** Whether a transaction was over by then, in SQL. */
export const wasOver = (writer: string, { before, end, underWay }: BackedUp): string =>
  underWay.length === 0
    ? `${writer} < ${end}`
    : `(${writer} < ${before} or (${writer} < ${end} and ${writer} not in (${underWay.join(", ")})))`;

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
