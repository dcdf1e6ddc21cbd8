import type { ErrorCode } from "@babyfoot/contract";
import type { EntryBody, MatchEvent, Outcome, Side } from "@babyfoot/domain";
import { sideOf } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import type { Head } from "./head.ts";
import { lockHeads } from "./heads.ts";
import type { LogEntry } from "./log-entry.ts";
import { playOldMatch } from "./old-match.ts";
import { type Played, playEntries } from "./play-entries.ts";

const CODES: Partial<Record<Outcome, ErrorCode>> = {
  match_over: "match_over",
  nothing_to_undo: "nothing_to_undo",
  match_running: "match_running",
  newer_match: "match_running",
  not_a_score: "impossible_score",
  unreachable_score: "impossible_score",
  not_final_score: "impossible_score",
};

function refuse(outcome: Outcome): never {
  throw new AppError(CODES[outcome] ?? "against_rules", `Refused: ${outcome}.`);
}

/** What somebody enters goes behind all that the table has said so far. */
export function handEntry(head: Head, actorId: string, body: EntryBody): LogEntry {
  const now = Date.now();
  return {
    id: newId(),
    tableId: head.tableId,
    at: Math.max(now, head.last.at + 1),
    boot: 0,
    seq: 0,
    source: "hand",
    deviceId: null,
    bootId: null,
    deviceMs: null,
    receivedAt: now,
    actorId,
    body,
  };
}

/** Locks the table of a match. @throws AppError `not_found`. */
export async function lockTableOf(tx: Transaction, tableId: string): Promise<Head> {
  // Whether the table is retired or blocked is read once nobody else can change it any more.
  await sql`select from table_heads where table_id = ${tableId} for update`.execute(tx);
  const head = (await lockHeads(tx, [tableId])).get(tableId);
  if (head === undefined) throw new AppError("not_found");
  return head;
}

/** Enters an event of a match by hand and announces it. @throws AppError when the rules refuse it. */
export async function enterByHand(
  tx: Transaction,
  head: Head,
  { matchId, actorId, event }: { matchId: string; actorId: string; event: MatchEvent },
): Promise<void> {
  const body: EntryBody = { type: "by_hand", matchId, event };
  const entry = handEntry(head, actorId, body);
  const { running, last } = head.state;
  const current = running?.id === matchId || last?.id === matchId;
  const played: Played = current
    ? await playEntries(tx, new Map([[head.tableId, head]]), [entry])
    : await playOldMatch(tx, head, entry, { matchId, event });
  const outcome = played.entries[0]?.outcome;
  if (outcome !== "counted") refuse(outcome ?? "ignored");
  await announce(tx, played.announcements);
}

/** A person names a team; the game counts by the side on which that team sits now. */
export function sideOfTeam(head: Head, matchId: string, team: Side): Side {
  const { running, last } = head.state;
  const match = [running, last].find((candidate) => candidate?.id === matchId);
  return match === null || match === undefined ? team : sideOf(match.state, team);
}
