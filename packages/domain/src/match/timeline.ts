import { applyEvent, type EditingEvent, editFor } from "./apply.ts";
import type { MatchEvent, Side } from "./events.ts";
import type { MatchFormat } from "./format.ts";
import type { LogEdit } from "./log-edit.ts";
import { outcomeOf } from "./outcome.ts";
import { correctedScore, type LogEntry, replayLog, teamOf } from "./scoring-log.ts";
import { setRules } from "./set-rules.ts";
import { isSetOver, setWinner } from "./sets.ts";
import { type MatchState, type PerTeam, startMatch } from "./state.ts";
import { type Line, lineOf } from "./timeline-line.ts";

/** An event as it was kept: what happened, with the caller's own id and instant. */
export type KeptEvent<Id, At> = MatchEvent & Stamp<Id, At>;

/** One line of the story of a match. Sides are teams, scores are by team just after the line. */
export interface TimelineItem<Id, At> extends Line, Stamp<Id, At> {
  readonly scoreRed: number;
  readonly scoreBlue: number;
  readonly setNumber: number;
  /** True when it was taken back later. */
  readonly undone: boolean;
}

interface Stamp<Id, At> {
  readonly id: Id;
  readonly at: At;
}

type Draft<Id, At> = Omit<TimelineItem<Id, At>, "undone"> & { undone: boolean };

interface Story<Id, At> {
  readonly items: Draft<Id, At>[];
  /** For each set, the lines of the entries of its log, in the log's order. */
  readonly logLines: Draft<Id, At>[][];
  /** The standing results of the sets, then of the match. */
  readonly setLines: (Draft<Id, At> | undefined)[];
  endLine: Draft<Id, At> | undefined;
}

/**
 * The story of a match from its kept events, oldest first. Refused events are left out; a total that
 * stands for several goals gives a line each.
 */
export function timeline<Id, At>(
  format: MatchFormat,
  events: readonly KeptEvent<Id, At>[],
): readonly TimelineItem<Id, At>[] {
  const story: Story<Id, At> = { items: [], logLines: [], setLines: [], endLine: undefined };
  let state = startMatch(format);
  for (const event of events) {
    const applied = applyEvent(state, event);
    if (!applied.ok || applied.value === state) continue;
    tell(story, state, applied.value, event);
    tellSetResults(story, applied.value, event);
    tellMatchResult(story, applied.value, event);
    state = applied.value;
  }
  return story.items;
}

function tell<Id, At>(
  story: Story<Id, At>,
  before: MatchState,
  after: MatchState,
  event: KeptEvent<Id, At>,
): void {
  if (isEditing(event)) {
    const edit = editFor(before, event);
    if (edit.ok && edit.value !== null) tellEdit(story, before, after, edit.value, event);
    return;
  }
  const line = lineOf(before, event);
  if (line === null) return;
  const setIndex = before.sets.length - 1;
  const item = addItem(story, event, line, setIndex, scoreIn(after, setIndex));
  const grown = after.sets[setIndex]?.log.length !== before.sets[setIndex]?.log.length;
  if (grown) story.logLines[setIndex] = [...(story.logLines[setIndex] ?? []), item];
}

function isEditing<Id, At>(event: KeptEvent<Id, At>): event is EditingEvent & Stamp<Id, At> {
  return event.type === "undo" || event.type === "score" || event.type === "correction";
}

/** Strikes the lines of entries that are gone, and adds those of the new ones. */
function tellEdit<Id, At>(
  story: Story<Id, At>,
  before: MatchState,
  after: MatchState,
  { setIndex, entries }: LogEdit,
  stamp: Stamp<Id, At>,
): void {
  const old = story.logLines[setIndex] ?? [];
  const oldLog = before.sets[setIndex]?.log ?? [];
  const kept = new Map(entries.map(({ from, entry }) => [from, entry]));
  const added = entries.filter(({ from }) => from === null).map(({ entry }) => entry);
  const ownScore = scoreIn(after, setIndex);
  const firstNew = entries.length - added.length;
  const log = entries.map(({ entry }) => entry);
  const scoreAt = (length: number) =>
    replayLog(setRules(after.format, setIndex + 1), log.slice(0, length)) ?? ownScore;
  oldLog.forEach((entry, index) => {
    const now = kept.get(index);
    if (now === entry) return;
    const line = old[index];
    if (now === undefined && line !== undefined) line.undone = true;
    const side = now === undefined ? teamOf(entry) : loweredTeam(entry, now);
    addItem(story, stamp, { kind: "cancelled", side }, setIndex, scoreAt(firstNew));
  });
  const lines = added.map((entry, index) => {
    const side = teamOf(entry);
    const line: Line = { kind: side === null ? "correction" : "goal", side };
    return addItem(story, stamp, line, setIndex, scoreAt(firstNew + index + 1));
  });
  const standing = entries.flatMap(({ from }) => (from === null ? [] : (old[from] ?? [])));
  story.logLines[setIndex] = [...standing, ...lines];
}

/** The team whose goals a changed correction states fewer of. */
function loweredTeam(before: LogEntry, now: LogEntry): Side {
  return correctedScore(before)?.red === correctedScore(now)?.red ? "blue" : "red";
}

/** One standing line for each set that is over, told anew when its result changed. */
function tellSetResults<Id, At>(
  story: Story<Id, At>,
  after: MatchState,
  stamp: Stamp<Id, At>,
): void {
  const count = Math.max(after.sets.length, story.setLines.length);
  for (let index = 0; index < count && after.format.sets > 1; index += 1) {
    const set = after.sets[index];
    const over = set !== undefined && isSetOver(setRules(after.format, index + 1), set);
    const line: Line | null = over ? { kind: "set_won", side: setWinner(set) } : null;
    story.setLines[index] = restate(story, story.setLines[index], after, line, index, stamp);
  }
}

function tellMatchResult<Id, At>(
  story: Story<Id, At>,
  after: MatchState,
  stamp: Stamp<Id, At>,
): void {
  const outcome = outcomeOf(after);
  const finished = outcome.status === "finished";
  const line: Line | null = finished ? { kind: "finished", side: outcome.winner } : null;
  story.endLine = restate(story, story.endLine, after, line, after.sets.length - 1, stamp);
}

function restate<Id, At>(
  story: Story<Id, At>,
  standing: Draft<Id, At> | undefined,
  after: MatchState,
  line: Line | null,
  setIndex: number,
  stamp: Stamp<Id, At>,
): Draft<Id, At> | undefined {
  const { red, blue } = scoreIn(after, setIndex);
  const same =
    standing !== undefined &&
    line !== null &&
    standing.side === line.side &&
    standing.scoreRed === red &&
    standing.scoreBlue === blue;
  if (same) return standing;
  if (standing !== undefined) standing.undone = true;
  return line === null ? undefined : addItem(story, stamp, line, setIndex, { red, blue });
}

function scoreIn(state: MatchState, setIndex: number): PerTeam<number> {
  return state.sets[setIndex] ?? { red: 0, blue: 0 };
}

function addItem<Id, At>(
  story: Story<Id, At>,
  stamp: Stamp<Id, At>,
  line: Line,
  setIndex: number,
  score: PerTeam<number>,
): Draft<Id, At> {
  const item: Draft<Id, At> = {
    id: stamp.id,
    at: stamp.at,
    ...line,
    scoreRed: score.red,
    scoreBlue: score.blue,
    setNumber: setIndex + 1,
    undone: false,
  };
  story.items.push(item);
  return item;
}
