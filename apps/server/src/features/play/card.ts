import type { MatchState } from "@babyfoot/domain";
import type { Head, MatchCard } from "./head.ts";
import type { MatchRecord } from "./ledger.ts";

const FRESH_MS = 30_000;

/** The card of a match, for the head of its table; null once it is over. */
export function cardOf({ row }: MatchRecord, readAt: number): MatchCard | null {
  if (row.status !== "live") return null;
  return {
    id: row.id,
    readAt,
    version: row.version,
    scoredBy: row.scored_by,
    confirmedAt: row.confirmed_at,
    notes: row.notes,
    openedBy: row.opened_by,
    startedAt: row.started_at,
    lastGoalAt: row.last_goal_at,
    players: row.players,
  };
}

/** The running match as its card and state tell it, or undefined when its row must be read. */
export function recordOfCard(
  head: Head,
  id: string,
  state: MatchState,
  now: number,
): MatchRecord | undefined {
  const { card } = head;
  if (card === null || card.id !== id || now - card.readAt > FRESH_MS) return undefined;
  // Written out: a spread of so many columns costs more than all else that a goal needs.
  return {
    row: {
      id,
      venue_id: head.venueId,
      table_id: head.tableId,
      table_code: head.code,
      table_name: head.name,
      status: "live",
      format: state.format,
      // What follows from the state is set when it has changed.
      score_red: 0,
      score_blue: 0,
      sets: [],
      sets_red: 0,
      sets_blue: 0,
      winner: null,
      swapped: false,
      match_point: [],
      scored_by: card.scoredBy,
      confirmed_at: card.confirmedAt,
      notes: card.notes,
      opened_by: card.openedBy,
      started_at: card.startedAt,
      finished_at: null,
      last_goal_at: card.lastGoalAt,
      version: card.version,
      players: card.players,
    },
    state,
    beginning: null,
    fromCard: true,
    isNew: false,
    refolded: false,
    wasLive: true,
    changed: false,
    changedAt: 0,
    lines: [],
  };
}
