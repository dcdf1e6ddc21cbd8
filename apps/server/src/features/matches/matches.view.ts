import type { Match, MatchDetail, TimelineEvent } from "@babyfoot/contract";
import {
  foldMatch,
  type MatchEvent,
  type MatchFormat,
  type Side,
  startMatch,
  timeline,
  winProbability,
} from "@babyfoot/domain";

export interface PlayerOnTeam {
  side: Side;
  playerId: string;
  displayName: string;
  avatar: string | null;
  position: "goal" | "attack" | null;
}

/** A match as it is stored, with its table's names and its players. */
export interface MatchRow {
  id: string;
  venue_id: string;
  table_id: string;
  table_code: string;
  table_name: string;
  status: string;
  format: unknown;
  score_red: number;
  score_blue: number;
  sets: unknown;
  sets_red: number;
  sets_blue: number;
  winner: string | null;
  swapped: boolean;
  match_point: string[];
  scored_by: string;
  confirmed_at: Date | null;
  notes: string[];
  started_at: Date | null;
  finished_at: Date | null;
  last_goal_at: Date | null;
  version: number;
  players: PlayerOnTeam[];
}

/** An entry of the log as far as one match is concerned. */
export interface EffectRow {
  id: string;
  at: Date;
  source: string;
  type: string;
  outcome: string;
  body: unknown;
  effect: MatchEvent[] | null;
  by_name: string | null;
}

const instant = (date: Date | null): string | null => date?.toISOString() ?? null;

function team({ players }: MatchRow, side: Side): Match["red"] {
  const members: Match["red"] = [];
  for (const { side: seat, playerId, displayName, avatar, position } of players)
    if (seat === side) members.push({ playerId, displayName, avatar, position });
  return members;
}

/** A stored match as the contract shows it. */
export function presentMatch(row: MatchRow): Match {
  return {
    id: row.id,
    venueId: row.venue_id,
    tableId: row.table_id,
    tableCode: row.table_code,
    tableName: row.table_name,
    status: row.status as Match["status"],
    scoreRed: row.score_red,
    scoreBlue: row.score_blue,
    setsRed: row.sets_red,
    setsBlue: row.sets_blue,
    sets: row.sets as Match["sets"],
    winner: row.winner as Match["winner"],
    swapped: row.swapped,
    matchPoint: row.match_point as Match["matchPoint"],
    red: team(row, "red"),
    blue: team(row, "blue"),
    format: row.format as Match["format"],
    scoredBy: row.scored_by as Match["scoredBy"],
    confirmed: row.confirmed_at !== null,
    notes: row.notes,
    startedAt: instant(row.started_at),
    finishedAt: instant(row.finished_at),
    lastGoalAt: instant(row.last_goal_at),
    version: row.version,
  };
}

const SOURCES: Record<string, TimelineEvent["source"]> = {
  device: "sensor",
  board: "sensor",
  hand: "hand",
  system: "system",
};

/** The match with its story and how red's chances moved; `may` says what the asker can do. */
export function presentDetail(
  row: MatchRow,
  entries: EffectRow[],
  may: MatchDetail["may"],
): MatchDetail {
  const format = row.format as MatchFormat;
  return {
    ...presentMatch(row),
    events: [...startLine(row), ...story(format, entries), ...bounces(entries)].sort(byInstant),
    winProbability: chances(format, entries, row.started_at),
    may,
  };
}

const byInstant = (a: TimelineEvent, b: TimelineEvent): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : 0;

const PLAIN = {
  side: null,
  scoreRed: 0,
  scoreBlue: 0,
  setNumber: 1,
  undone: false,
  scorerId: null,
  position: null,
  byName: null,
};

function startLine(row: MatchRow): TimelineEvent[] {
  if (row.started_at === null) return [];
  const at = row.started_at.toISOString();
  return [{ ...PLAIN, id: `${row.id}:start`, at, kind: "started", source: "system" }];
}

function story(format: MatchFormat, entries: EffectRow[]): TimelineEvent[] {
  const kept = entries.flatMap((entry) =>
    (entry.effect ?? []).map((event) => ({ ...event, id: entry, at: entry.at })),
  );
  return timeline(format, kept).map((line, index) => ({
    id: `${line.id.id}:${index}`,
    at: line.at.toISOString(),
    kind: line.kind,
    side: line.side,
    scoreRed: line.scoreRed,
    scoreBlue: line.scoreBlue,
    setNumber: line.setNumber,
    undone: line.undone,
    scorerId: line.scorerId ?? null,
    position: line.position ?? null,
    source: SOURCES[line.id.source] ?? "system",
    byName: line.id.by_name,
  }));
}

function bounces(entries: EffectRow[]): TimelineEvent[] {
  return entries
    .filter((entry) => entry.outcome === "bounce")
    .map((entry) => ({
      ...PLAIN,
      id: entry.id,
      at: entry.at.toISOString(),
      kind: "bounce" as const,
      side: (entry.body as { side?: Side }).side ?? null,
      source: "sensor" as const,
    }));
}

function chances(
  format: MatchFormat,
  entries: EffectRow[],
  startedAt: Date | null,
): MatchDetail["winProbability"] {
  const curve: MatchDetail["winProbability"] = [];
  if (startedAt !== null)
    curve.push({ at: startedAt.toISOString(), red: winProbability(startMatch(format), 0.5) });
  const events: MatchEvent[] = [];
  for (const entry of entries) {
    if (entry.effect === null || entry.effect.length === 0) continue;
    events.push(...entry.effect);
    const { state } = foldMatch(format, events);
    curve.push({ at: entry.at.toISOString(), red: winProbability(state, 0.5) });
  }
  return curve;
}
