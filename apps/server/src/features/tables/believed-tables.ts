import type { Transaction } from "../../platform/database.ts";
import { execute } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import type { TableRow } from "./tables.view.ts";

const MOST_TABLES = 5_000;
/** As last announced by this process. All that a table shows changes with its version. */
const believed = new Map<string, TableRow>();

export function believeTables(rows: readonly TableRow[]): void {
  if (believed.size > MOST_TABLES) believed.clear();
  for (const row of rows) believed.set(row.id, row);
}

/** The tables as this process remembers them; undefined unless it remembers all. */
export function believedTables(ids: readonly string[]): TableRow[] | undefined {
  const rows = ids.flatMap((id) => believed.get(id) ?? []);
  return rows.length === ids.length ? rows : undefined;
}

const BUMP = ahead(`
  with bumped as (
    update tables t set version = t.version + 1
    from unnest($1::uuid[], $2::int[]) as n(id, version)
    where t.id = n.id and t.version = n.version
    returning t.id
  )
  select assert_believed((select count(*) from bumped) = $3::int)`);

/** Gives tables their next version; ends the transaction if one is not at the version believed. */
export async function bumpBelieved(tx: Transaction, rows: readonly TableRow[]): Promise<void> {
  const ids = rows.map((row) => row.id);
  const versions = rows.map((row) => row.version);
  await execute(tx, BUMP, [ids, versions, rows.length]);
}
