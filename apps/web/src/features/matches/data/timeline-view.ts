import type { Match, TimelineEvent } from "@babyfoot/contract";

export interface TimelineItem {
  id: string;
  kind: TimelineEvent["kind"];
  side: "red" | "blue" | null;
  /** Milliseconds since the match began. */
  clock: number;
  scoreRed: number;
  scoreBlue: number;
  setNumber: number;
  undone: boolean;
  /** The display name of who scored, if known. */
  scorer: string | null;
  byName: string | null;
  /** How much time lies before the next older item, from 0 (at once) to 1 (a minute or more). */
  gap: number;
}

/** Not counted by the table; shown only on demand. */
const UNCOUNTED = new Set<TimelineEvent["kind"]>(["bounce"]);
/** Say nothing that the goals do not say already. */
const SILENT = new Set<TimelineEvent["kind"]>(["kick_off"]);
const SCORING = new Set<TimelineEvent["kind"]>(["goal", "own_goal", "gamelle"]);
const LONG_GAP_MS = 60_000;

/**
 * The events read and those heard since, each once, in the order of their instants. An event's
 * id begins with the log entry it comes from, and an entry is heard or read as a whole.
 */
export function mergedEvents(
  read: readonly TimelineEvent[],
  heard: readonly TimelineEvent[],
): TimelineEvent[] {
  const known = new Set(read.map(entryOf));
  const added = heard.filter((event) => !known.has(entryOf(event)));
  return added.length === 0 ? [...read] : [...read, ...added].sort(byInstant);
}

function entryOf(event: TimelineEvent): string {
  return event.id.split(":")[0] ?? event.id;
}

function byInstant(one: TimelineEvent, other: TimelineEvent): number {
  return Date.parse(one.at) - Date.parse(other.at);
}

/** What the timeline shows, newest first. */
export function timelineItems(
  match: Pick<Match, "red" | "blue" | "startedAt">,
  events: readonly TimelineEvent[],
  uncountedToo: boolean,
): TimelineItem[] {
  const names = new Map(
    [...match.red, ...match.blue].map((player) => [player.playerId, player.displayName]),
  );
  const shown = events.filter(
    (event) => !SILENT.has(event.kind) && (uncountedToo || !UNCOUNTED.has(event.kind)),
  );
  const begin = Date.parse(match.startedAt ?? shown[0]?.at ?? "");
  return shown
    .map((event, index) => ({
      id: event.id,
      kind: event.kind,
      side: event.side,
      clock: Math.max(0, Date.parse(event.at) - begin),
      scoreRed: event.scoreRed,
      scoreBlue: event.scoreBlue,
      setNumber: event.setNumber,
      undone: event.undone,
      scorer: event.scorerId === null ? null : (names.get(event.scorerId) ?? null),
      byName: event.byName,
      gap: gapBefore(shown, index),
    }))
    .reverse();
}

function gapBefore(events: readonly TimelineEvent[], index: number): number {
  const before = events[index - 1];
  const event = events[index];
  if (!before || !event) return 0;
  const elapsed = Date.parse(event.at) - Date.parse(before.at);
  return Math.min(1, Math.max(0, elapsed / LONG_GAP_MS));
}

export function hasUncounted(events: readonly TimelineEvent[]): boolean {
  return events.some((event) => UNCOUNTED.has(event.kind));
}

export function isScoring(kind: TimelineEvent["kind"]): boolean {
  return SCORING.has(kind);
}

/** The goal that undoing would take back. */
export function lastGoal(events: readonly TimelineEvent[]): TimelineEvent | null {
  return events.findLast((event) => isScoring(event.kind) && !event.undone) ?? null;
}
