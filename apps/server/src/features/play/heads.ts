import { FORMATS } from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { rememberRevisions } from "../../platform/revisions.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import { loadFolded } from "./checkpoints.ts";
import type { Folded, Head, LockedTable } from "./head.ts";

/** A row that `LOCKED_HEAD` adds to a statement. */
export interface HeadRow {
  venue_id: string;
  table_id: string;
  code: string;
  name: string;
  retired: boolean;
  bounce_ms: number;
  revision: string;
}

/**
 * For a statement that locks heads (`for update of h`) of tables `t`, in the order of their ids, so that two
 * transactions never wait for each other.
 */
export const LOCKED_HEAD = {
  columns:
    "t.venue_id, t.id as table_id, t.code, t.name, t.retired_at is not null as retired, t.bounce_ms, h.revision",
  join: "join table_heads h on h.venue_id = t.venue_id and h.table_id = t.id",
  lock: "order by h.table_id for update of h",
};

const TOUCHED = rowsSource<{ venue_id: string; table_id: string; revision: string }>({
  venue_id: "uuid",
  table_id: "uuid",
  revision: "uuid",
});

const LOCK_HEADS = `
  select ${LOCKED_HEAD.columns} from tables t ${LOCKED_HEAD.join}
  where h.table_id = any($1::uuid[]) ${LOCKED_HEAD.lock}`;

type Remembered = Folded & Pick<Head, "card">;

const MOST_TABLES = 5_000;
const remembered = rememberRevisions<Remembered>(MOST_TABLES);

/** Locks the logs of tables, always in the same order. */
export async function lockHeads(tx: Transaction, tableIds: string[]): Promise<Map<string, Head>> {
  return headsOf(tx, await execute<HeadRow>(tx, LOCK_HEADS, [tableIds]));
}

/** The heads of locked rows: as this process remembers them, or folded from what is stored. */
export async function headsOf(
  tx: Transaction,
  rows: readonly HeadRow[],
): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>();
  const nextRevision = newId();
  for (const row of rows)
    if (!heads.has(row.table_id)) heads.set(row.table_id, await headOf(tx, row, nextRevision));
  return heads;
}

async function headOf(tx: Transaction, row: HeadRow, nextRevision: string): Promise<Head> {
  const table: LockedTable = {
    venueId: row.venue_id,
    tableId: row.table_id,
    code: row.code,
    name: row.name,
    retired: row.retired,
    bounceMs: row.bounce_ms,
    walkUpFormat: FORMATS.house,
  };
  const known = remembered.recall(row.table_id, row.revision);
  const folded = known ?? (await loadFolded(tx, table));
  return {
    venueId: table.venueId,
    tableId: table.tableId,
    code: table.code,
    name: table.name,
    retired: table.retired,
    bounceMs: table.bounceMs,
    walkUpFormat: table.walkUpFormat,
    revision: row.revision,
    nextRevision,
    state: folded.state,
    last: folded.last,
    heard: new Map(folded.heard),
    checkpoint: folded.checkpoint,
    card: known?.card ?? null,
  };
}

const TOUCH_HEADS = ahead(`
  update table_heads h set revision = n.revision
  from ${TOUCHED.from(1)} where h.venue_id = n.venue_id and h.table_id = n.table_id`);

/** Gives heads their next revision, although nothing was played: something else that hangs on it has changed. */
export async function touchHeads(tx: Transaction, heads: readonly Head[]): Promise<void> {
  if (heads.length === 0) return;
  const rows = heads.map(({ venueId, tableId, nextRevision }) => ({
    venue_id: venueId,
    table_id: tableId,
    revision: nextRevision,
  }));
  await execute(tx, TOUCH_HEADS, TOUCHED.values(rows));
  rememberHeads(heads);
}

/** The revision at which this process believes a table to be. */
export const believedRevision = (tableId: string): string | undefined => remembered.newest(tableId);

/** Remembers heads as they have just been written. */
export function rememberHeads(heads: readonly Head[]): void {
  for (const { tableId, nextRevision, state, last, heard, checkpoint, card } of heads)
    remembered.keep(tableId, nextRevision, { state, last, heard, checkpoint, card });
}
