import type { TableState } from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { type Columns, execute, rowsSource } from "../../platform/rows.ts";
import { ahead } from "../../platform/send-ahead.ts";
import { saveCheckpoints } from "./checkpoints.ts";
import type { Head } from "./head.ts";
import { storeState } from "./head-state.ts";
import { rememberHeads } from "./heads.ts";
import type { MatchRecord } from "./ledger.ts";
import { effectsOf, type PlayedEntry } from "./log-entry.ts";

export interface PlayToWrite {
  heads: Head[];
  records: MatchRecord[];
  added: PlayedEntry[];
  /** Entries that stood in the log already, with what became of them now. */
  replayed: PlayedEntry[];
}

type MatchRow = MatchRecord["row"];
type EntryRow = ReturnType<typeof entryRow>;
type HeadRow = ReturnType<typeof headRow>;

/** What changes in a match while it is played. */
const PLAYED = {
  venue_id: "uuid",
  id: "uuid",
  status: "text",
  score_red: "int",
  score_blue: "int",
  sets: "jsonb",
  sets_red: "int",
  sets_blue: "int",
  winner: "text",
  swapped: "bool",
  match_point: "text[]",
  scored_by: "text",
  notes: "text[]",
  finished_at: "timestamptz",
  last_goal_at: "timestamptz",
  version: "int",
} satisfies Columns<MatchRow>;

/** What a match also has from its beginning. */
const WHOLE = {
  ...PLAYED,
  table_id: "uuid",
  format: "jsonb",
  opened_by: "uuid",
  started_at: "timestamptz",
} satisfies Columns<MatchRow>;

const ENTRIES = rowsSource<EntryRow>({
  venue_id: "uuid",
  id: "uuid",
  table_id: "uuid",
  at: "timestamptz",
  source: "text",
  type: "text",
  body: "jsonb",
  device_id: "uuid",
  boot_id: "text",
  boot: "int",
  seq: "int8",
  device_ms: "float8",
  received_at: "timestamptz",
  actor_id: "uuid",
  outcome: "text",
  match_id: "uuid",
  effect: "jsonb",
  before_match_id: "uuid",
  before_effect: "jsonb",
});

const HEADS = rowsSource<HeadRow>({
  venue_id: "uuid",
  table_id: "uuid",
  revision: "uuid",
  last_at: "timestamptz",
  last_boot: "int",
  last_seq: "int8",
  heard: "jsonb",
  running_match_id: "uuid",
  last_activity_at: "timestamptz",
});

function entryRow(entry: PlayedEntry, venueId: string) {
  const { matchId, effect, beforeMatchId, beforeEffect } = effectsOf(entry.parts);
  return {
    venue_id: venueId,
    id: entry.id,
    table_id: entry.tableId,
    at: new Date(entry.at),
    source: entry.source,
    type: entry.body.type,
    body: entry.body,
    device_id: entry.deviceId,
    boot_id: entry.bootId,
    boot: entry.boot,
    seq: entry.seq,
    device_ms: entry.deviceMs,
    received_at: new Date(entry.receivedAt),
    actor_id: entry.actorId,
    outcome: entry.outcome,
    match_id: matchId,
    effect,
    before_match_id: beforeMatchId,
    before_effect: beforeEffect,
  };
}

/** As JSON. Devices' ids need no quoting, and an object with other keys for every table would be slow. */
function heardText(heard: ReadonlyMap<string, number>): string {
  let text = "";
  for (const [voice, at] of heard) text += `${text === "" ? "{" : ","}"${voice}":${at}`;
  return text === "" ? "{}" : `${text}}`;
}

function headRow(head: Head) {
  const { running } = head.state;
  return {
    venue_id: head.venueId,
    table_id: head.tableId,
    revision: head.nextRevision,
    last_at: new Date(head.last.at),
    last_boot: head.last.boot,
    last_seq: head.last.seq,
    heard: heardText(head.heard),
    running_match_id: running?.id ?? null,
    last_activity_at: running === null ? null : new Date(running.lastAt),
  };
}

/** Writes matches, the log and the heads. Matches end before others begin: a table has one live match. */
export async function writePlay(tx: Transaction, play: PlayToWrite): Promise<void> {
  const changed = play.records.filter((record) => record.changed);
  const known = changed.filter((record) => !record.isNew);
  const ended = known.filter(({ row }) => row.status !== "live");
  const goingOn = known.filter(({ row }) => row.status === "live");
  const opened = changed.filter((record) => record.isNew);
  await updateMatches(tx, ended);
  await insertMatches(tx, [
    ...opened.filter(({ row }) => row.status !== "live"),
    ...opened.filter(({ row }) => row.status === "live"),
  ]);
  await updateMatches(tx, goingOn);
  await writeBeginnings(tx, changed);
  await writeLog(tx, play);
  await saveCheckpoints(tx, play.heads);
  rememberHeads(play.heads);
}

const PLAYED_MATCHES = rowsSource<MatchRow>(PLAYED);
const WHOLE_MATCHES = rowsSource<MatchRow>(WHOLE);

const INSERT_MATCHES = ahead(`
  insert into matches (${WHOLE_MATCHES.columns})
  select ${WHOLE_MATCHES.columns} from ${WHOLE_MATCHES.from(1)}`);

const BEGINNINGS = rowsSource<ReturnType<typeof beginningRow>>({
  venue_id: "uuid",
  match_id: "uuid",
  state: "jsonb",
});

const WRITE_BEGINNINGS = ahead(`
  insert into match_beginnings (${BEGINNINGS.columns})
  select ${BEGINNINGS.columns} from ${BEGINNINGS.from(1)}
  on conflict (venue_id, match_id) do update set state = excluded.state`);

const beginningRow = (row: MatchRow, state: TableState) => ({
  venue_id: row.venue_id,
  match_id: row.id,
  state: storeState(state),
});

async function writeBeginnings(tx: Transaction, records: MatchRecord[]): Promise<void> {
  const rows = records.flatMap(({ row, beginning }) =>
    beginning === null ? [] : [beginningRow(row, beginning)],
  );
  if (rows.length > 0) await execute(tx, WRITE_BEGINNINGS, BEGINNINGS.values(rows));
}

function updateOf(columns: object, from: string): string {
  const set = Object.keys(columns)
    .filter((name) => name !== "venue_id" && name !== "id")
    .map((name) => `${name} = n.${name}`);
  return `
    update matches m set ${set.join(", ")} from ${from}
    where m.venue_id = n.venue_id and m.id = n.id`;
}

const UPDATE_PLAYED = ahead(updateOf(PLAYED, PLAYED_MATCHES.from(1)));
const UPDATE_WHOLE = ahead(updateOf(WHOLE, WHOLE_MATCHES.from(1)));

const WRITE_LOG = ahead(`
  with written as (
    insert into table_events (${ENTRIES.columns})
    select ${ENTRIES.columns} from ${ENTRIES.from(HEADS.columns.split(",").length + 1)}
  )
  update table_heads h set revision = n.revision, last_at = n.last_at, last_boot = n.last_boot,
    last_seq = n.last_seq, heard = n.heard, running_match_id = n.running_match_id,
    last_activity_at = n.last_activity_at
  from ${HEADS.from(1)}
  where h.venue_id = n.venue_id and h.table_id = n.table_id`);

const REWRITE_OUTCOMES = ahead(`
  update table_events e set outcome = n.outcome, match_id = n.match_id, effect = n.effect,
    before_match_id = n.before_match_id, before_effect = n.before_effect
  from ${ENTRIES.from(1)}
  where e.venue_id = n.venue_id and e.table_id = n.table_id and e.at = n.at and e.boot = n.boot
    and e.seq = n.seq and e.id = n.id
    and (e.outcome, e.match_id, e.effect, e.before_match_id, e.before_effect)
      is distinct from (n.outcome, n.match_id, n.effect, n.before_match_id, n.before_effect)`);

async function insertMatches(tx: Transaction, records: MatchRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ row }) => row);
  await execute(tx, INSERT_MATCHES, WHOLE_MATCHES.values(rows));
}

async function updateMatches(tx: Transaction, records: MatchRecord[]): Promise<void> {
  const again = records.filter((record) => record.refolded).map(({ row }) => row);
  const onward = records.filter((record) => !record.refolded).map(({ row }) => row);
  if (again.length > 0) await execute(tx, UPDATE_WHOLE, WHOLE_MATCHES.values(again));
  if (onward.length > 0) await execute(tx, UPDATE_PLAYED, PLAYED_MATCHES.values(onward));
}

async function writeLog(tx: Transaction, play: PlayToWrite): Promise<void> {
  const venueOf = new Map(play.heads.map((head) => [head.tableId, head.venueId]));
  const rowOf = (entry: PlayedEntry) => entryRow(entry, venueOf.get(entry.tableId) ?? "");
  if (play.heads.length === 0) return;
  await execute(tx, WRITE_LOG, [
    ...HEADS.values(play.heads.map(headRow)),
    ...ENTRIES.values(play.added.map(rowOf)),
  ]);
  if (play.replayed.length > 0)
    await execute(tx, REWRITE_OUTCOMES, ENTRIES.values(play.replayed.map(rowOf)));
}
