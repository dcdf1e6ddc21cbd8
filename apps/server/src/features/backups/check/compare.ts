import type pg from "pg";
import { quoted } from "../dump/catalogue.ts";
import { type ComparedTable, comparedTables } from "./compared-tables.ts";
import { nextTransaction, notCommitted, writerOf } from "./snapshots.ts";

/** What restoring itself writes anew. */
const WRITTEN_ANEW = new Set(["live_head", "unexported_days"]);

export interface Sides {
  restored: pg.Client;
  running: pg.Client;
  /** Of the running database, when it was backed up. */
  overBefore: bigint;
  /** Whether both are of one cluster, with the same numbers of transactions. */
  isPhysical: boolean;
}

export interface Compared {
  differences: string[];
  checksums: Record<string, string>;
  /** How many the running database has not touched since. */
  rows: number;
}

/**
 * Compares a restored database with the running one, which has gone on. What the running one has not touched since the
 * backup must be there exactly as it is; what it has changed or deleted since cannot be told from its rows, but of logs
 * that only grow everything restored must be there too.
 */
export async function compare(sides: Sides): Promise<Compared> {
  const compared: Compared = { differences: [], checksums: {}, rows: 0 };
  for (const table of await comparedTables(sides.restored, sides.running)) {
    if (WRITTEN_ANEW.has(table.name)) continue;
    const { rows } = await sides.running.query("select to_regclass($1) as it", [
      `public.${quoted(table.name)}`,
    ]);
    if (rows[0]?.it === null) {
      compared.differences.push(`${table.name}: the running database has no such table`);
      continue;
    }
    await compareTable(sides, table, compared);
  }
  return compared;
}

interface Sum {
  count: string;
  sum: string;
}

async function compareTable(sides: Sides, table: ComparedTable, into: Compared): Promise<void> {
  const writer = writerOf(await nextTransaction(sides.running));
  const untouched = `${writer} < ${sides.overBefore}`;
  const [restored, running] = await Promise.all([
    sumOf(sides.restored, table, "true"),
    sumOf(sides.running, table, untouched),
  ]);
  into.checksums[table.name] = running.sum;
  into.rows += Number(running.count);
  if (restored.count === running.count && restored.sum === running.sum) return;
  const rows = (client: pg.Client, columns: string) =>
    keyed(
      client,
      `select ${table.key} as key, ${table.hash}::text as hash${columns} from public.${quoted(table.name)} t`,
    );
  const found = await judge(
    rows(sides.restored, ""),
    rows(sides.running, `, (${writer})::text as writer, ${untouched} as untouched`),
    table.isLog,
  );
  into.differences.push(...(await sentences(sides, table.name, found)));
}

async function sumOf(
  client: pg.Client,
  { name, hash }: ComparedTable,
  which: string,
): Promise<Sum> {
  const { rows } = await client.query<Sum>(
    `select count(*)::text as count, coalesce(sum(${hash}::numeric), 0)::text as sum
     from public.${quoted(name)} t where ${which}`,
  );
  return rows[0] ?? { count: "0", sum: "0" };
}

interface Row {
  key: string;
  hash: string;
  writer?: string;
  untouched?: boolean;
}

interface Found {
  /** By transaction that wrote them. */
  missing: Map<string, number>;
  changed: Map<string, number>;
  lostHere: number;
}

/** Goes through both in the order of their keys. */
async function judge(
  restored: AsyncGenerator<Row>,
  running: AsyncGenerator<Row>,
  isLog: boolean,
): Promise<Found> {
  const found: Found = { missing: new Map(), changed: new Map(), lostHere: 0 };
  const count = (counts: Map<string, number>, { writer = "0" }: Row) =>
    counts.set(writer, (counts.get(writer) ?? 0) + 1);
  let [there, here] = [await nextOf(restored), await nextOf(running)];
  while (there !== undefined || here !== undefined) {
    const order = orderOf(there, here);
    if (order > 0 && here?.untouched === true) count(found.missing, here);
    if (order === 0 && here?.untouched === true && here.hash !== there?.hash)
      count(found.changed, here);
    if (order < 0 && isLog) found.lostHere += 1;
    const [stepThere, stepHere] = [order <= 0, order >= 0];
    if (stepThere) there = await nextOf(restored);
    if (stepHere) here = await nextOf(running);
  }
  return found;
}

const nextOf = async (rows: AsyncGenerator<Row>): Promise<Row | undefined> => {
  const { done, value } = await rows.next();
  return done === true ? undefined : value;
};

/** Below zero where only the first is there, above where only the second is. */
function orderOf(there: Row | undefined, here: Row | undefined): number {
  if (there === undefined) return 1;
  if (here === undefined) return -1;
  return Buffer.compare(Buffer.from(there.key), Buffer.from(here.key));
}

const AT_ONCE = 5_000;

/** Rows by key in an order that is the same everywhere, a block at a time. */
async function* keyed(client: pg.Client, query: string): AsyncGenerator<Row> {
  await client.query(
    `declare compared no scroll cursor for select * from (${query}) r order by key collate "C"`,
  );
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${AT_ONCE} from compared`);
    yield* rows;
    if (rows.length < AT_ONCE) break;
  }
  await client.query("close compared");
}

async function sentences(
  { restored, isPhysical }: Sides,
  table: string,
  { missing, changed, lostHere }: Found,
): Promise<string[]> {
  const writers = new Set([...missing.keys(), ...changed.keys()]);
  const excused = isPhysical ? await notCommitted(restored, writers) : new Set<string>();
  const total = (counts: Map<string, number>) =>
    [...counts].reduce((sum, [writer, count]) => sum + (excused.has(writer) ? 0 : count), 0);
  const told: [number, string][] = [
    [total(missing), "rows are missing in what was restored"],
    [total(changed), "rows are other than they were"],
    [lostHere, "rows of the backup are gone from the running database, which never deletes any"],
  ];
  return told.flatMap(([count, what]) => (count > 0 ? [`${table}: ${count} ${what}`] : []));
}
