const DETAILS = {
  match_over: "The match is over; only an undo or a correction can still change its score.",
  nothing_to_undo: "There is no scoring event to take back.",
  not_a_score: "A score is a whole number of goals from 0 to 999.",
  unreachable_score: "No sequence of goals leads to this score in the format of the match.",
  not_final_score: "A finished match can only be corrected to a score that also ends it.",
  no_time_outs_left: "The team has used all its time-outs of this set.",
  swap_not_in_format: "The format of the match leaves no choice about swapping sides.",
  swap_not_now: "Sides can be swapped on request only between two sets.",
  swap_already_asked: "A swap was asked for before, and happens after every set.",
  ball_in_play: "The ball is in play.",
  not_their_kick_off: "The kick-off belongs to the other side.",
  no_position_given: "At least one of the two positions must be named.",
  unknown_event: "The match knows no event of this type.",
} as const;

/** Why an event was refused; these words never change their meaning. */
export type MatchErrorCode = keyof typeof DETAILS;

/** Every code with which an event can be refused. */
export const MATCH_ERROR_CODES = Object.keys(DETAILS) as readonly MatchErrorCode[];

export interface Refusal {
  readonly ok: false;
  readonly code: MatchErrorCode;
  readonly detail: string;
}

/** Refuses an event with its code and the sentence that belongs to the code. */
export function refused(code: MatchErrorCode): Refusal {
  return { ok: false, code, detail: DETAILS[code] };
}
