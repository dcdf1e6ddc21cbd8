import {
  applyEvent,
  foldMatch,
  type MatchEvent,
  type MatchFormat,
  outcomeOf,
} from "@babyfoot/domain";
import type { Transaction } from "../../platform/database.ts";
import { loadEffects, loadMatches } from "../matches/matches.service.ts";
import { announcementsOf } from "./announcements.ts";
import type { Head } from "./head.ts";
import { recordPart, settle, storedRecord } from "./ledger.ts";
import type { LogEntry, PlayedEntry } from "./log-entry.ts";
import type { Played } from "./play-entries.ts";
import { writePlay } from "./write-play.ts";

/**
 * Puts right a match after which the table has played others: it stays over, so an event that would make it live
 * again is refused.
 */
export async function playOldMatch(
  tx: Transaction,
  head: Head,
  entry: LogEntry,
  { matchId, event }: { matchId: string; event: MatchEvent },
): Promise<Played> {
  const [row] = await loadMatches(tx, [matchId]);
  if (row === undefined) throw new Error(`match ${matchId} is gone`);
  const effects = await loadEffects(tx, matchId);
  const events = effects.flatMap((effect) => effect.effect ?? []);
  const { state } = foldMatch(row.format as MatchFormat, events);
  const applied = applyEvent(state, event);
  const accepted = applied.ok && outcomeOf(applied.value).status !== "live";
  const played: PlayedEntry = {
    ...entry,
    outcome: accepted ? "counted" : applied.ok ? "newer_match" : applied.code,
    parts: accepted ? [{ matchId, events: [event] }] : [],
  };
  const record = storedRecord(row, state);
  for (const part of played.parts) recordPart(record, entry, part);
  settle(record);
  await writePlay(tx, { heads: [head], records: [record], added: [played], replayed: [] });
  return {
    entries: [played],
    records: new Map([[matchId, record]]),
    announcements: announcementsOf([record]),
  };
}
