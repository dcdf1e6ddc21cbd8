import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import type { Head } from "./heads.ts";
import type { MatchRecord } from "./ledger.ts";
import { effectsOf, type PlayedEntry } from "./log-entry.ts";

export interface PlayToWrite {
  heads: Head[];
  records: MatchRecord[];
  added: PlayedEntry[];
  /** Entries that stood in the log already, with what became of them now. */
  replayed: PlayedEntry[];
}

const iso = (ms: number): string => new Date(ms).toISOString();

const matchJson = ({ row }: MatchRecord) => ({ ...row, players: undefined });

function entryJson(entry: PlayedEntry, venueId: string) {
  const { matchId, effect, beforeMatchId, beforeEffect } = effectsOf(entry.parts);
  return {
    venue_id: venueId,
    id: entry.id,
    table_id: entry.tableId,
    at: iso(entry.at),
    source: entry.source,
    type: entry.body.type,
    body: entry.body,
    device_id: entry.deviceId,
    boot_id: entry.bootId,
    boot: entry.boot,
    seq: entry.seq,
    device_ms: entry.deviceMs,
    received_at: iso(entry.receivedAt),
    actor_id: entry.actorId,
    outcome: entry.outcome,
    match_id: matchId,
    effect,
    before_match_id: beforeMatchId,
    before_effect: beforeEffect,
  };
}

function headJson(head: Head) {
  const { running } = head.state;
  return {
    venue_id: head.venueId,
    table_id: head.tableId,
    state: head.state,
    last_at: iso(head.last.at),
    last_boot: head.last.boot,
    last_seq: head.last.seq,
    heard: head.heard,
    running_match_id: running?.id ?? null,
    last_activity_at: running === null ? null : iso(running.lastAt),
  };
}

/** Writes matches, log and heads in one statement; matches that end come before the ones that begin. */
export async function writePlay(tx: Transaction, play: PlayToWrite): Promise<void> {
  const venueOf = new Map(play.heads.map((head) => [head.tableId, head.venueId]));
  const changed = play.records.filter((record) => record.changed);
  const matches = [
    ...changed.filter((r) => r.row.status !== "live"),
    ...changed.filter((r) => r.row.status === "live"),
  ];
  const entries = play.added.map((entry) => entryJson(entry, venueOf.get(entry.tableId) ?? ""));
  await sql`
    with written_matches as (
      insert into matches (venue_id, id, table_id, status, format, score_red, score_blue, sets, sets_red,
        sets_blue, winner, swapped, match_point, scored_by, confirmed_at, notes, opened_by, state_before,
        started_at, finished_at, last_goal_at, version)
      select venue_id, id, table_id, status, format, score_red, score_blue, sets, sets_red,
        sets_blue, winner, swapped, match_point, scored_by, confirmed_at, notes, opened_by, state_before,
        started_at, finished_at, last_goal_at, version
      from jsonb_populate_recordset(null::matches, ${JSON.stringify(matches.map(matchJson))}::jsonb)
      on conflict (venue_id, id) do update set
        status = excluded.status, format = excluded.format, score_red = excluded.score_red,
        score_blue = excluded.score_blue, sets = excluded.sets, sets_red = excluded.sets_red,
        sets_blue = excluded.sets_blue, winner = excluded.winner, swapped = excluded.swapped,
        match_point = excluded.match_point, scored_by = excluded.scored_by, notes = excluded.notes,
        opened_by = excluded.opened_by, state_before = excluded.state_before,
        started_at = excluded.started_at, finished_at = excluded.finished_at,
        last_goal_at = excluded.last_goal_at, version = excluded.version
    ), written_entries as (
      insert into table_events (venue_id, id, table_id, at, source, type, body, device_id, boot_id, boot, seq,
        device_ms, received_at, actor_id, outcome, match_id, effect, before_match_id, before_effect)
      select venue_id, id, table_id, at, source, type, body, device_id, boot_id, boot, seq,
        device_ms, received_at, actor_id, outcome, match_id, effect, before_match_id, before_effect
      from jsonb_populate_recordset(null::table_events, ${JSON.stringify(entries)}::jsonb)
    )
    update table_heads h set state = n.state, last_at = n.last_at, last_boot = n.last_boot,
      last_seq = n.last_seq, heard = n.heard, running_match_id = n.running_match_id,
      last_activity_at = n.last_activity_at
    from jsonb_populate_recordset(null::table_heads, ${JSON.stringify(play.heads.map(headJson))}::jsonb) n
    where h.venue_id = n.venue_id and h.table_id = n.table_id`.execute(tx);
  if (play.replayed.length > 0) await rewriteOutcomes(tx, play.replayed, venueOf);
}

async function rewriteOutcomes(
  tx: Transaction,
  replayed: PlayedEntry[],
  venueOf: Map<string, string>,
): Promise<void> {
  const rows = replayed.map((entry) => entryJson(entry, venueOf.get(entry.tableId) ?? ""));
  await sql`
    update table_events e set outcome = n.outcome, match_id = n.match_id, effect = n.effect,
      before_match_id = n.before_match_id, before_effect = n.before_effect
    from jsonb_populate_recordset(null::table_events, ${JSON.stringify(rows)}::jsonb) n
    where e.venue_id = n.venue_id and e.id = n.id
      and (e.outcome, e.match_id, e.effect, e.before_match_id, e.before_effect)
        is distinct from (n.outcome, n.match_id, n.effect, n.before_match_id, n.before_effect)`.execute(
    tx,
  );
}
