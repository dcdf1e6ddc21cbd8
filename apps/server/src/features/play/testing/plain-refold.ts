import {
  applyEvent,
  EMPTY_TABLE,
  type EntryBody,
  FORMATS,
  foldEntry,
  type MatchEvent,
  type MatchFormat,
  outcomeOf,
  type Part,
  scoreOf,
  startMatch,
  type TableState,
} from "@babyfoot/domain";
import { sql } from "kysely";
import { expect } from "vitest";
import type { Db } from "../../../platform/database.ts";
import { loadFolded } from "../checkpoints.ts";
import { lockHeads } from "../heads.ts";

interface LogLine {
  id: string;
  at: Date;
  source: string;
  body: EntryBody;
  device_id: string | null;
  boot_id: string | null;
  device_ms: number | null;
  outcome: string;
  match_id: string | null;
  effect: MatchEvent[] | null;
  before_match_id: string | null;
}

interface StoredMatch {
  id: string;
  status: string;
  score_red: number;
  score_blue: number;
  winner: string | null;
  opened_by: string;
  started_at: Date;
  notes: string[];
}

interface Told {
  id: string;
  openedBy: string;
  format: MatchFormat;
  events: MatchEvent[];
}

const readLog = async (db: Db, tableId: string): Promise<LogLine[]> =>
  (
    await sql<LogLine>`
      select id, at, source, body, device_id, boot_id, device_ms, outcome, match_id, effect, before_match_id
      from table_events where table_id = ${tableId} order by at, boot, seq, id`.execute(db)
  ).rows;

const readMatches = async (db: Db, tableId: string): Promise<StoredMatch[]> =>
  (
    await sql<StoredMatch>`
      select id, status, score_red, score_blue, winner, opened_by, started_at, notes
      from matches where table_id = ${tableId} and not ('merged' = any(notes))`.execute(db)
  ).rows;

const sourceOf = ({ device_id, boot_id }: LogLine): string | null =>
  device_id !== null && boot_id !== null ? `${device_id}/${boot_id}` : device_id;

/** A correction of a match long over stands by itself: the fold does not know that match any more. */
const standsAlone = (line: LogLine, outcome: string): boolean =>
  line.body.type === "by_hand" && outcome === "match_over" && line.outcome === "counted";

/** Folds the whole log from nothing, as simply as can be; matches get the ids that their entries have. */
function foldAll(log: readonly LogLine[], bounceMs: number) {
  const matches = new Map<string, Told>();
  const outcomes: [string, string, string | null][] = [];
  let state: TableState = EMPTY_TABLE;
  for (const line of log) {
    const source = sourceOf(line);
    const entry = { at: line.at.getTime(), source, deviceMs: line.device_ms, body: line.body };
    const step = foldEntry(state, entry, {
      walkUpFormat: FORMATS.house,
      bounceMs,
      newMatchId: () => {
        const id = line.match_id ?? `none of ${line.id}`;
        const format = line.body.type === "opened" ? line.body.format : FORMATS.house;
        matches.set(id, { id, openedBy: line.id, format, events: [] });
        return id;
      },
    });
    state = step.state;
    const alone = standsAlone(line, step.outcome);
    const kept: Part[] = alone ? [{ matchId: line.match_id ?? "", events: line.effect ?? [] }] : [];
    const parts = alone ? kept : step.parts;
    for (const part of parts) matches.get(part.matchId)?.events.push(...part.events);
    outcomes.push([
      line.id,
      alone ? "counted" : step.outcome,
      alone ? line.match_id : (parts.at(-1)?.matchId ?? null),
    ]);
  }
  return { state, matches, outcomes };
}

function resultOf({ id, openedBy, format, events }: Told) {
  let state = startMatch(format);
  for (const event of events) {
    const applied = applyEvent(state, event);
    if (applied.ok) state = applied.value;
  }
  const { red, blue } = scoreOf(state);
  const { status, winner } = outcomeOf(state);
  return { id, openedBy, status, red, blue, winner };
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

/** The oracle of every storm: what is stored is what the whole log gives when it is folded from nothing. */
export async function expectPlainRefold(db: Db, tableId: string): Promise<void> {
  const log = await readLog(db, tableId);
  const table = await db
    .selectFrom("tables")
    .select("bounce_ms")
    .where("id", "=", tableId)
    .executeTakeFirstOrThrow();
  const plain = foldAll(log, table.bounce_ms);
  const stored = await readMatches(db, tableId);
  expect(log.map((line) => [line.id, line.outcome, line.match_id])).toEqual(plain.outcomes);
  expect(
    stored
      .map(({ id, opened_by: openedBy, status, score_red: red, score_blue: blue, winner }) => ({
        id,
        openedBy,
        status,
        red,
        blue,
        winner,
      }))
      .sort(byId),
  ).toEqual([...plain.matches.values()].map(resultOf).sort(byId));
  const head = await db
    .selectFrom("table_heads")
    .select("running_match_id")
    .where("table_id", "=", tableId)
    .executeTakeFirstOrThrow();
  expect(head.running_match_id).toBe(plain.state.running?.id ?? null);
  const kept: unknown = JSON.parse(JSON.stringify(plain.state));
  const states = await headStates(db, tableId);
  expect(JSON.parse(JSON.stringify(states.remembered))).toEqual(kept);
  expect(JSON.parse(JSON.stringify(states.stored))).toEqual(kept);
}

/** The table's state as this process has it, and as one that has just started would fold it. */
async function headStates(db: Db, tableId: string) {
  return db.transaction().execute(async (tx) => {
    const head = (await lockHeads(tx, [tableId])).get(tableId);
    if (head === undefined) throw new Error("the table has no head");
    const { state: stored } = await loadFolded(tx, head);
    return { remembered: head.state, stored };
  });
}
