import type { Match, Table } from "@babyfoot/contract";

/**
 * The table as it is once this match is known: a match may be heard of before its table's own
 * change, and its score changes without the table's version doing so.
 */
export function withMatch(table: Table, match: Match): Table {
  const current = table.currentMatch;
  if (match.status !== "live") {
    return current?.id === match.id ? withoutMatch(table) : table;
  }
  if (current && current.id !== match.id && beganAt(current) > beganAt(match)) return table;
  return { ...table, currentMatch: match, status: canPlay(table) ? "playing" : table.status };
}

function withoutMatch(table: Table): Table {
  return {
    ...table,
    currentMatch: null,
    status: table.status === "playing" ? "free" : table.status,
  };
}

function canPlay(table: Table): boolean {
  return table.status === "free" || table.status === "reserved";
}

function beganAt(match: Match): number {
  return match.startedAt === null ? 0 : Date.parse(match.startedAt);
}

/** The newest form known of the match that the table names. */
export function currentMatchOf(table: Table, matches: ReadonlyMap<string, Match>): Match | null {
  return table.currentMatch ? (matches.get(table.currentMatch.id) ?? table.currentMatch) : null;
}
