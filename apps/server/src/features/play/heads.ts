import { FORMATS, type MatchFormat, type TableState } from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { rememberRevisions } from "../../platform/revisions.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import type { PlayerOnTeam } from "../matches/matches.service.ts";
import { type Folded, loadFolded } from "./checkpoints.ts";

/** A place in a table's log. */
export interface Place {
  at: number;
  boot: number;
  seq: number;
}

/** The part of a running match's row that its state does not tell. */
export interface MatchCard {
  id: string;
  /** When it was read, in milliseconds: names of players may have changed since. */
  readAt: number;
  version: number;
  scoredBy: string;
  confirmedAt: Date | null;
  notes: string[];
  openedBy: string;
  startedAt: Date | null;
  lastGoalAt: Date | null;
  players: PlayerOnTeam[];
}

/** A table as it is known before its log. */
export interface LockedTable {
  venueId: string;
  tableId: string;
  code: string;
  name: string;
  retired: boolean;
  bounceMs: number;
  walkUpFormat: MatchFormat;
}

/** A table whose log is locked for this transaction: nobody else plays on it until the commit. */
export interface Head extends LockedTable, Folded {
  /** Names the state in which it was found. */
  revision: string;
  /** Will name the state in which this transaction leaves it, if it changes it. */
  nextRevision: string;
  state: TableState;
  /** What is known of the running match's row; null when it must be read again. */
  card: MatchCard | null;
}

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
  for (const row of rows)
    if (!heads.has(row.table_id)) heads.set(row.table_id, await headOf(tx, row));
  return heads;
}

async function headOf(tx: Transaction, row: HeadRow): Promise<Head> {
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
  const folded: Remembered = known ?? { ...(await loadFolded(tx, table)), card: null };
  return {
    ...table,
    revision: row.revision,
    nextRevision: newId(),
    state: folded.state,
    last: folded.last,
    heard: { ...folded.heard },
    checkpoint: folded.checkpoint,
    card: folded.card,
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

/** Remembers heads as they have just been written. */
export function rememberHeads(heads: readonly Head[]): void {
  for (const { tableId, nextRevision, state, last, heard, checkpoint, card } of heads)
    remembered.keep(tableId, nextRevision, { state, last, heard, checkpoint, card });
}

/** Log order: by instant, then by run of the device, then by seq. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.at - b.at || a.boot - b.boot || a.seq - b.seq;
