import type { LiveMessage, Match, Table } from "@babyfoot/contract";
import { learn, learnMatch, learnTable, nothingKnown } from "./known.ts";

export type ConnectionState = "idle" | "connecting" | "live" | "reconnecting" | "offline";

interface Answer {
  tables?: readonly Table[];
  matches?: readonly Match[];
  /** These are all tables. */
  whole?: boolean;
}

/**
 * Everything known of tables and matches, whether it came by a call or by the live stream.
 * An object is replaced only by a newer version of itself, so the order of arrival does not
 * matter; an object that did not change keeps its identity.
 */
export function createLiveStore() {
  const known = nothingKnown();
  const listeners = new Set<() => void>();
  let connection: ConnectionState = "idle";
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Takes in a message of the live stream. `whole`: it was asked for all tables. */
    receive(message: LiveMessage, whole = false): void {
      learn(known, message, whole);
      changed();
    },
    /** Takes in what a call answered. */
    remember({ tables = [], matches = [], whole = false }: Answer): void {
      for (const table of tables) learnTable(known, table);
      for (const match of matches) learnMatch(known, match);
      known.allTables ||= whole;
      changed();
    },
    setConnection(state: ConnectionState): void {
      if (state === connection) return;
      connection = state;
      changed();
    },
    /** The timeline of a match was read anew up to here. */
    forgetAdditions(matchId: string): void {
      if (known.additions.delete(matchId)) changed();
    },
    connection: () => connection,
    tablesKnown: () => known.allTables,
    table: (id: string) => known.tables.get(id),
    match: (id: string) => known.matches.get(id),
    lastEnded: (tableId: string) => known.ended.get(tableId),
    lastTap: (tableId: string) => known.taps.get(tableId),
    additions: (matchId: string) => known.additions.get(matchId),
    gaps: (matchId: string) => known.gaps.get(matchId) ?? 0,
    tableIds: () => known.tableIds,
    turns: () => known.turns,
    reservationTurns: () => known.reservationTurns,
    queueTurns: () => known.queueTurns,
    queue: (venueId: string) => known.queues.get(venueId),
    inboxTurns: () => known.inboxTurns,
    import: (id: string) => known.imports.get(id),
  };
}
