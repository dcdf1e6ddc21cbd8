import { noteTotal, type Score, same } from "./counters.ts";
import type { Entry, EntryBody } from "./entry.ts";
import { addGoals } from "./goals.ts";
import { apply, type FoldContext, giveUp, open, type Play } from "./play.ts";
import { changeByFinal, readBoard, repeatsFinal } from "./reports.ts";
import { isUntouched, scoreBySide, type TableState } from "./state.ts";

export type Final = Extract<EntryBody, { type: "board_final" }>;

export interface FinalPlayed {
  readonly play: Play;
  readonly outcome: "counted" | "held" | "ignored";
  readonly note: { readonly matchId: string; readonly note: string } | null;
}

/** Closes the running match at the scores of a final, or makes a whole match of one that nobody has seen. */
export function playFinal(
  play: Play,
  entry: Entry,
  final: Final,
  context: FoldContext,
): FinalPlayed {
  const { running, total, last } = play.state;
  const report = { red: final.red, blue: final.blue, final: true };
  if (repeatsFinal(play.state, entry.at, final)) {
    const confirmed = total !== null && same(total, report) && running === null;
    const noted = confirmed ? noteTotal(play, entry, report) : play;
    return { play: noted, outcome: "held", note: contradiction(last, final) };
  }
  if (final.red + final.blue === 0) return notPlayed(play, entry, report);
  const begun = isOfAnotherMatch(play.state, entry, final)
    ? startAgain(play, entry, context)
    : play;
  const delta = begun === play ? changeByFinal(play.state, final) : final;
  const scored = addGoals(begun, entry, delta, context, "leave_out");
  const ended = apply(scored, entry, { type: "finish" });
  const closed = noteTotal(ended.ok ? ended.play : scored, entry, report);
  const note = contradiction(closed.state.last, final);
  const whole = begun !== play;
  return {
    play: closed,
    outcome: "counted",
    note: note ?? (whole ? beyondFormat(closed.state.last, final) : null),
  };
}

function isOfAnotherMatch(state: TableState, entry: Entry, final: Final): boolean {
  const { running, total } = state;
  if (running === null) return true;
  if (isUntouched(running.state) || total?.matchId !== running.id || total.final) return false;
  return readBoard(state, { red: final.red, blue: final.blue }, entry.source).kind === "new_match";
}

function startAgain(play: Play, entry: Entry, context: FoldContext): Play {
  return open(giveUp(play, entry, "restarted"), entry, context.walkUpFormat, context);
}

/** A final without goals ends no match: one that was running has been broken off. */
function notPlayed(play: Play, entry: Entry, report: Score): FinalPlayed {
  const { running } = play.state;
  if (running === null) return { play, outcome: "ignored", note: null };
  const reason = isUntouched(running.state) ? "not_played" : "restarted";
  const closed = noteTotal(giveUp(play, entry, reason), entry, { ...report, final: true });
  return { play: closed, outcome: "counted", note: null };
}

/** The scores decide; a winner that says otherwise is kept as a note. */
function contradiction(match: TableState["last"], { red, blue, winner }: Final) {
  if (match === null || winner === undefined) return null;
  const byScore = red === blue ? null : red > blue ? "red" : "blue";
  return winner === byScore ? null : { matchId: match.id, note: "winner_contradicts_score" };
}

/** A board may play to more goals than the table's format has: the match then ends where the format ends it. */
function beyondFormat(match: TableState["last"], final: Final) {
  if (match === null || same(scoreBySide(match.state), final)) return null;
  return { matchId: match.id, note: "score_beyond_format" };
}
