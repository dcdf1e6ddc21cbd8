import { EMPTY_TABLE } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import { foldLog } from "./fold-log.ts";
import type { Folded, Head, LockedTable } from "./head.ts";
import { restoreState, type StoredState, storeState } from "./head-state.ts";
import { keepIds } from "./keep-ids.ts";
import { loadLog } from "./stored-log.ts";

/** So many entries at the most are folded again when a process meets a table it does not remember. */
const ENTRIES_BETWEEN = 64;

interface FoldedRow {
  last_at: Date;
  last_boot: number;
  last_seq: number;
  heard: Record<string, number>;
  state: StoredState | null;
  at: Date | null;
  boot: number | null;
  seq: number | null;
  bounce_ms: number | null;
}

/** Where the log of a locked table has come to: its last checkpoint, and what was entered since, folded. */
export async function loadFolded(tx: Transaction, table: LockedTable): Promise<Folded> {
  const { rows } = await sql<FoldedRow>`
    select h.last_at, h.last_boot, h.last_seq, h.heard, c.state, c.at, c.boot, c.seq, c.bounce_ms
    from table_heads h left join table_checkpoints c using (venue_id, table_id)
    where h.venue_id = ${table.venueId} and h.table_id = ${table.tableId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`table ${table.tableId} has no head`);
  const from = { at: row.at?.getTime() ?? 0, boot: row.boot ?? 0, seq: row.seq ?? 0 };
  const bounceMs = row.bounce_ms ?? table.bounceMs;
  const stored = await loadLog(tx, table, { after: from });
  const state = row.state === null ? EMPTY_TABLE : restoreState(row.state);
  const folded = foldLog({ ...table, bounceMs }, state, stored, keepIds(stored, stored));
  return {
    state: folded.state,
    last: { at: row.last_at.getTime(), boot: row.last_boot, seq: row.last_seq },
    heard: new Map(Object.entries(row.heard)),
    checkpoint: { bounceMs, entriesSince: stored.length },
  };
}

/** Whether a table's state must be written now: after enough entries, or since what follows is played otherwise. */
const isDue = ({ bounceMs, checkpoint }: Head): boolean =>
  checkpoint.entriesSince >= ENTRIES_BETWEEN || checkpoint.bounceMs !== bounceMs;

const CHECKPOINTS = rowsSource<ReturnType<typeof checkpointRow>>({
  venue_id: "uuid",
  table_id: "uuid",
  state: "jsonb",
  at: "timestamptz",
  boot: "int",
  seq: "int8",
  bounce_ms: "int",
});

const SAVE_CHECKPOINTS = ahead(`
  insert into table_checkpoints (${CHECKPOINTS.columns})
  select ${CHECKPOINTS.columns} from ${CHECKPOINTS.from(1)}
  on conflict (venue_id, table_id) do update set state = excluded.state, at = excluded.at,
    boot = excluded.boot, seq = excluded.seq, bounce_ms = excluded.bounce_ms`);

const checkpointRow = ({ venueId, tableId, state, last, bounceMs }: Head) => ({
  venue_id: venueId,
  table_id: tableId,
  state: storeState(state),
  at: new Date(last.at),
  boot: last.boot,
  seq: last.seq,
  bounce_ms: bounceMs,
});

/** Writes the states that are due. */
export async function saveCheckpoints(tx: Transaction, heads: readonly Head[]): Promise<void> {
  const due = heads.filter(isDue);
  if (due.length === 0) return;
  await execute(tx, SAVE_CHECKPOINTS, CHECKPOINTS.values(due.map(checkpointRow)));
  for (const head of due) head.checkpoint = { bounceMs: head.bounceMs, entriesSince: 0 };
}
