import { applyEvent } from "../match/apply.ts";
import type { MatchErrorCode } from "../match/codes.ts";
import type { MatchEvent } from "../match/events.ts";
import type { MatchFormat } from "../match/format.ts";
import { outcomeOf } from "../match/outcome.ts";
import { startMatch } from "../match/state.ts";
import type { Entry } from "./entry.ts";
import type { TableState } from "./state.ts";

/** What an entry did to one match. */
export interface Part {
  readonly matchId: string;
  readonly events: readonly MatchEvent[];
}

/** The table while one entry is being played: its state so far and what was done to which match. */
export interface Play {
  readonly state: TableState;
  readonly parts: readonly Part[];
}

export interface FoldContext {
  /** Names a match that an entry opens. */
  readonly newMatchId: () => string;
  /** The format of a match that begins by itself. */
  readonly walkUpFormat: MatchFormat;
  /** Goals of one side nearer than this, in milliseconds, are one. */
  readonly bounceMs: number;
}

/** Opens a match; the table must have none running. */
export function open(play: Play, entry: Entry, format: MatchFormat, context: FoldContext): Play {
  const id = context.newMatchId();
  const running = { id, state: startMatch(format), lastAt: entry.at };
  return {
    state: { ...play.state, running },
    parts: [...play.parts, { matchId: id, events: [] }],
  };
}

export type Applied =
  | { readonly ok: true; readonly play: Play }
  | { readonly ok: false; readonly code: MatchErrorCode | "no_match_running" | "newer_match" };

/** Applies an event to the running match, which closes when the event ends it. */
export function apply(play: Play, entry: Entry, event: MatchEvent): Applied {
  const { running } = play.state;
  if (running === null) return { ok: false, code: "no_match_running" };
  const applied = applyEvent(running.state, event);
  if (!applied.ok) return { ok: false, code: applied.code };
  const moved = { ...running, state: applied.value, lastAt: Math.max(running.lastAt, entry.at) };
  const parts = withEvent(play.parts, running.id, event);
  if (outcomeOf(applied.value).status === "live")
    return { ok: true, play: { state: { ...play.state, running: moved }, parts } };
  const last = { id: running.id, state: applied.value, closedAt: entry.at };
  return { ok: true, play: { state: { ...play.state, running: null, last }, parts } };
}

/** Applies an event to the match just closed: undone, it goes on, unless the next one has begun. */
export function applyToLast(play: Play, entry: Entry, event: MatchEvent): Applied {
  const { running, last } = play.state;
  if (last === null) return { ok: false, code: "no_match_running" };
  const applied = applyEvent(last.state, event);
  if (!applied.ok) return { ok: false, code: applied.code };
  const parts = withEvent(play.parts, last.id, event);
  const changed = { ...last, state: applied.value };
  if (outcomeOf(applied.value).status !== "live")
    return { ok: true, play: { state: { ...play.state, last: changed }, parts } };
  if (running !== null) return { ok: false, code: "newer_match" };
  const again = { id: last.id, state: applied.value, lastAt: entry.at };
  return { ok: true, play: { state: { ...play.state, running: again, last: null }, parts } };
}

/** Closes the running match, if any, as given up. */
export function giveUp(play: Play, entry: Entry, reason: string): Play {
  const applied = apply(play, entry, { type: "abandon", reason });
  return applied.ok ? applied.play : play;
}

/** Records an event on a match, in the part that is already open for it where there is one. */
function withEvent(parts: readonly Part[], matchId: string, event: MatchEvent): readonly Part[] {
  const last = parts.at(-1);
  if (last?.matchId !== matchId) return [...parts, { matchId, events: [event] }];
  return [...parts.slice(0, -1), { matchId, events: [...last.events, event] }];
}
