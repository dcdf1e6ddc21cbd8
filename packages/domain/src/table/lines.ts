import { applyEvent } from "../match/apply.ts";
import type { MatchEvent } from "../match/events.ts";
import { scoreOf } from "../match/outcome.ts";
import type { MatchState } from "../match/state.ts";
import { type Line, lineOf } from "../match/timeline-line.ts";

/** A line of a match's story as it happens, with the score just after it, by team. */
export interface LiveLine extends Line {
  readonly scoreRed: number;
  readonly scoreBlue: number;
  readonly setNumber: number;
}

/** Plays events on a match and tells what they did, for those who watch; refused ones are left out. */
export function playLines(
  before: MatchState,
  events: readonly MatchEvent[],
): { state: MatchState; lines: LiveLine[] } {
  const lines: LiveLine[] = [];
  let state = before;
  for (const event of events) {
    const applied = applyEvent(state, event);
    if (!applied.ok) continue;
    const line = tellLine(state, event);
    state = applied.value;
    const { red, blue, setNumber } = scoreOf(state);
    if (line !== null) lines.push({ ...line, scoreRed: red, scoreBlue: blue, setNumber });
  }
  return { state, lines };
}

function tellLine(state: MatchState, event: MatchEvent): Line | null {
  switch (event.type) {
    case "undo":
      return { kind: "cancelled", side: event.side ?? null };
    case "score":
    case "correction":
      return { kind: "correction", side: null };
    default:
      return lineOf(state, event);
  }
}
