import { FORMATS, type MatchFormat, type TableState } from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { execute } from "../../platform/rows.ts";
import type { PlayerOnTeam } from "../matches/matches.service.ts";
import { restoreState, type StoredState } from "./head-state.ts";

/** A place in a table's log. */
export interface Place {
  at: number;
  boot: number;
  seq: number;
}

/** The part of a running match's row that its state does not tell, kept with the table's head. */
export interface MatchCard {
  id: string;
  /** When it was read, in milliseconds: names of players may have changed since. */
  readAt: number;
  version: number;
  scoredBy: string;
  confirmedAt: string | null;
  notes: string[];
  openedBy: string;
  startedAt: string | null;
  lastGoalAt: string | null;
  players: PlayerOnTeam[];
}

/** A table whose log is locked for this transaction: nobody else plays on it until the commit. */
export interface Head {
  venueId: string;
  tableId: string;
  code: string;
  name: string;
  retired: boolean;
  bounceMs: number;
  walkUpFormat: MatchFormat;
  state: TableState;
  last: Place;
  /** The newest entry of each device, and of people under `hand`. */
  heard: Record<string, number>;
  /** What is known of the running match's row; null when it must be read again. */
  card: MatchCard | null;
}

interface HeadRow {
  venue_id: string;
  table_id: string;
  code: string;
  name: string;
  retired: boolean;
  bounce_ms: number;
  state: StoredState;
  last_at: Date;
  last_boot: number;
  last_seq: number;
  heard: Record<string, number>;
  card: MatchCard | null;
}

const LOCK_HEADS = `
  select h.venue_id, h.table_id, t.code, t.name, t.retired_at is not null as retired, t.bounce_ms,
         h.state, h.last_at, h.last_boot, h.last_seq, h.heard, h.card
  from table_heads h
  join tables t on t.venue_id = h.venue_id and t.id = h.table_id
  where h.table_id = any($1::uuid[])
  order by h.table_id
  for update of h`;

/** Locks the logs of tables, always in the same order, so that two transactions never wait for each other. */
export async function lockHeads(tx: Transaction, tableIds: string[]): Promise<Map<string, Head>> {
  const rows = await execute<HeadRow>(tx, LOCK_HEADS, [tableIds]);
  return new Map(rows.map((row) => [row.table_id, headOf(row)]));
}

function headOf(row: HeadRow): Head {
  return {
    venueId: row.venue_id,
    tableId: row.table_id,
    code: row.code,
    name: row.name,
    retired: row.retired,
    bounceMs: row.bounce_ms,
    walkUpFormat: FORMATS.house,
    state: restoreState(row.state),
    last: { at: row.last_at.getTime(), boot: row.last_boot, seq: row.last_seq },
    heard: row.heard,
    card: row.card,
  };
}

/** Log order: by instant, then by run of the device, then by seq. */
export const comparePlaces = (a: Place, b: Place): number =>
  a.at - b.at || a.boot - b.boot || a.seq - b.seq;
