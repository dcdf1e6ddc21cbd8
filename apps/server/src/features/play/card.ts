import type { MatchState } from "@babyfoot/domain";
import type { PlayerOnTeam } from "../matches/matches.service.ts";
import type { Head } from "./heads.ts";
import { type MatchRecord, settledColumns } from "./ledger.ts";

/** The part of a running match's row that its state does not tell, kept with the table's head. */
export interface MatchCard {
  id: string;
  /** When it was read, in milliseconds: names of players may have changed since. */
  readAt: number;
  version: number;
  scoredBy: string;
  confirmedAt: string | null;
  notes: string[];
  openedBy: string;
  startedAt: string | null;
  lastGoalAt: string | null;
  players: PlayerOnTeam[];
}

const FRESH_MS = 30_000;

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** The card of a match, for the head of its table; null once it is over. */
export function cardOf({ row }: MatchRecord, readAt: number): MatchCard | null {
  if (row.status !== "live") return null;
  return {
    id: row.id,
    readAt,
    version: row.version,
    scoredBy: row.scored_by,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    notes: row.notes,
    openedBy: row.opened_by,
    startedAt: row.started_at?.toISOString() ?? null,
    lastGoalAt: row.last_goal_at?.toISOString() ?? null,
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
      ...settledColumns(state),
      id,
      venue_id: head.venueId,
      table_id: head.tableId,
      table_code: head.code,
      table_name: head.name,
      format: state.format,
      scored_by: card.scoredBy,
      confirmed_at: date(card.confirmedAt),
      notes: card.notes,
      opened_by: card.openedBy,
      // Only written when the match is folded again, for which its row is read.
      state_before: null,
      started_at: date(card.startedAt),
      finished_at: null,
      last_goal_at: date(card.lastGoalAt),
      version: card.version,
      players: card.players,
    },
    state,
    isNew: false,
    refolded: false,
    wasLive: true,
    changed: false,
    lines: [],
  };
}
