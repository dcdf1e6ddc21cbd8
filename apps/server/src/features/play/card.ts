import type { MatchState } from "@babyfoot/domain";
import type { Head, MatchCard } from "./heads.ts";
import type { MatchRecord } from "./ledger.ts";

/** Set from the state once it has changed. */
const UNSETTLED = {
  status: "live",
  winner: null,
  score_red: 0,
  score_blue: 0,
  sets: [],
  sets_red: 0,
  sets_blue: 0,
  swapped: false,
  match_point: [],
};

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
  return {
    row: {
      ...UNSETTLED,
      id,
      venue_id: head.venueId,
      table_id: head.tableId,
      table_code: head.code,
      table_name: head.name,
      format: state.format,
      scored_by: card.scoredBy,
      confirmed_at: card.confirmedAt,
      notes: card.notes,
      opened_by: card.openedBy,
      // Only written when the match is folded again, for which its row is read.
      state_before: null,
      started_at: card.startedAt,
      finished_at: null,
      last_goal_at: card.lastGoalAt,
      version: card.version,
      players: card.players,
    },
    state,
    isNew: false,
    refolded: false,
    wasLive: true,
    changed: false,
    changedAt: 0,
    lines: [],
  };
}
