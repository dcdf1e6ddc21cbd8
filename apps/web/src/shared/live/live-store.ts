import type { LiveDelta, LiveMessage, Match, Table, TimelineEvent } from "@babyfoot/contract";
import { currentMatchOf, withMatch } from "./table-now.ts";

export type ConnectionState = "idle" | "connecting" | "live" | "reconnecting" | "offline";

export type LiveStore = ReturnType<typeof createLiveStore>;

type Snapshot = Extract<LiveMessage, { type: "snapshot" }>;
type MatchDelta = Exclude<LiveDelta, { type: "table.changed" }>;

/**
 * Everything known of tables and matches, whether it came by a call or by the live stream.
 * An object is replaced only by a newer version of itself, so the order of arrival does not
 * matter; an object that did not change keeps its identity.
 */
export function createLiveStore() {
  const tables = new Map<string, Table>();
  const matches = new Map<string, Match>();
  /** What the stream added to timelines, by match. */
  const additions = new Map<string, readonly TimelineEvent[]>();
  /** Counts up when something of a match may have been missed. */
  const gaps = new Map<string, number>();
  const listeners = new Set<() => void>();
  let tableIds: readonly string[] = [];
  let connection: ConnectionState = "idle";
  let tablesKnown = false;

  function putMatch(match: Match): void {
    const known = matches.get(match.id);
    if (known && known.version >= match.version) return;
    matches.set(match.id, match);
    const table = tables.get(match.tableId);
    if (table) tables.set(table.id, withMatch(table, match));
  }

  function putTable(table: Table): void {
    const known = tables.get(table.id);
    if (known && known.version >= table.version) return;
    if (table.currentMatch) putMatch(table.currentMatch);
    const match = currentMatchOf(table, matches);
    tables.set(table.id, match ? withMatch(table, match) : table);
    if (!known) tableIds = [...tableIds, table.id];
  }

  function markGap(matchId: string): void {
    gaps.set(matchId, (gaps.get(matchId) ?? 0) + 1);
  }

  function putDelta(delta: MatchDelta): void {
    const { id, version } = delta.match;
    const before = matches.get(id);
    if (before && version < before.version) return;
    if (before && version > before.version + 1) markGap(id);
    putMatch(delta.match);
    // One change may come as two messages of the same version, each with events of its own.
    const known = additions.get(id) ?? [];
    const fresh = delta.events.filter((event) => known.every((other) => other.id !== event.id));
    if (fresh.length > 0) additions.set(id, [...known, ...fresh]);
  }

  function dropTablesBut(known: readonly Table[]): void {
    const ids = new Set(known.map((table) => table.id));
    for (const id of tables.keys()) if (!ids.has(id)) tables.delete(id);
    if (tableIds.some((id) => !ids.has(id))) tableIds = tableIds.filter((id) => ids.has(id));
  }

  function putSnapshot(snapshot: Snapshot, whole: boolean): void {
    if (whole) dropTablesBut(snapshot.tables);
    for (const table of snapshot.tables) putTable(table);
    for (const match of snapshot.matches) putMatch(match);
    const live = new Set(snapshot.matches.map((match) => match.id));
    for (const match of matches.values()) {
      if (match.status === "live" && !live.has(match.id)) markGap(match.id);
    }
    for (const id of additions.keys()) markGap(id);
    additions.clear();
  }

  function changed(): void {
    for (const listener of listeners) listener();
  }

  return {
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Takes in a message of the live stream. `whole`: it was asked for all tables. */
    receive(message: LiveMessage, whole = false): void {
      switch (message.type) {
        case "snapshot":
          putSnapshot(message, whole);
          tablesKnown ||= whole;
          break;
        case "table.changed":
          putTable(message.table);
          break;
        case "match.started":
        case "match.goal":
        case "match.corrected":
        case "match.finished":
          putDelta(message);
          break;
        default:
          message satisfies never;
      }
      changed();
    },
    /** Takes in what a call answered. */
    remember(answer: { tables?: readonly Table[]; matches?: readonly Match[]; whole?: boolean }) {
      for (const table of answer.tables ?? []) putTable(table);
      for (const match of answer.matches ?? []) putMatch(match);
      if (answer.whole) tablesKnown = true;
      changed();
    },
    setConnection(state: ConnectionState): void {
      if (state === connection) return;
      connection = state;
      changed();
    },
    /** The timeline of a match was read anew up to here. */
    forgetAdditions(matchId: string): void {
      if (additions.delete(matchId)) changed();
    },
    connection: () => connection,
    /** All tables have been heard of, so that none missing means none exists. */
    tablesKnown: () => tablesKnown,
    table: (id: string): Table | undefined => tables.get(id),
    match: (id: string): Match | undefined => matches.get(id),
    additions: (matchId: string) => additions.get(matchId),
    gaps: (matchId: string): number => gaps.get(matchId) ?? 0,
    /** Ids of all known tables; the same array until one is added. */
    tableIds: (): readonly string[] => tableIds,
  };
}
