import type { Entry, EntryBody, MatchEvent, Outcome, Part } from "@babyfoot/domain";
import type { Place } from "./head.ts";

/** An entry of a table's log with where it comes from. Instants are milliseconds since 1970. */
export interface LogEntry extends Place {
  id: string;
  tableId: string;
  source: "device" | "board" | "hand" | "system";
  deviceId: string | null;
  bootId: string | null;
  deviceMs: number | null;
  receivedAt: number;
  actorId: string | null;
  body: EntryBody;
}

/** An entry with what became of it. */
export interface PlayedEntry extends LogEntry {
  outcome: Outcome;
  parts: readonly Part[];
}

/** An entry with its outcome. Written out, as every goal comes through here. */
export const playedEntry = (
  entry: LogEntry,
  { outcome, parts }: Pick<PlayedEntry, "outcome" | "parts">,
): PlayedEntry => ({
  id: entry.id,
  tableId: entry.tableId,
  at: entry.at,
  boot: entry.boot,
  seq: entry.seq,
  source: entry.source,
  deviceId: entry.deviceId,
  bootId: entry.bootId,
  deviceMs: entry.deviceMs,
  receivedAt: entry.receivedAt,
  actorId: entry.actorId,
  body: entry.body,
  outcome,
  parts,
});

/** What the rules see of an entry. */
export function ruleEntry(entry: LogEntry): Entry {
  const { deviceId, bootId } = entry;
  const run = deviceId !== null && bootId !== null ? `${deviceId}/${bootId}` : deviceId;
  return { at: entry.at, source: run, deviceMs: entry.deviceMs, body: entry.body };
}

/** The effects of an entry on its two matches at most, the later one first. */
export function effectsOf(parts: readonly Part[]): {
  matchId: string | null;
  effect: readonly MatchEvent[] | null;
  beforeMatchId: string | null;
  beforeEffect: readonly MatchEvent[] | null;
} {
  const later = parts.at(-1);
  const before = parts.length > 1 ? parts[0] : undefined;
  return {
    matchId: later?.matchId ?? null,
    effect: later?.events ?? null,
    beforeMatchId: before?.matchId ?? null,
    beforeEffect: before?.events ?? null,
  };
}
