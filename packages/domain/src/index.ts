export { type Misfit, misfitsOf, overQuota, slotsPerWeek } from "./booking/fitting.ts";
export { isLinearizable, type Operation } from "./booking/history.ts";
export {
  closes,
  hoursOn,
  minutesOf,
  type OpeningTimes,
  openingTimesOf,
  openSpans,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from "./booking/opening.ts";
export {
  type BookingRules,
  type QuotaRefusal,
  refuseQuota,
  refuseTime,
  type TimeRefusal,
} from "./booking/rules.ts";
export {
  type DayPlan,
  dayPlan,
  type Held,
  nearestFree,
  type SlotState,
  slotStates,
  slotsOf,
} from "./booking/slots.ts";
export { contains, merged, overlaps, type Span, without } from "./booking/span.ts";
export { type StrikeRules, suspendedUntil } from "./booking/strikes.ts";
export {
  type Placed,
  SEATS,
  type SeatedTeams,
  seatInMatch,
  sideOfSeat,
} from "./cards/seats.ts";
export {
  decideTap,
  type TapDecision,
  type TapRefused,
  type TapSituation,
  type TurnOfTable,
} from "./cards/tap.ts";
export { applyEvent, type FoldedMatch, foldMatch } from "./match/apply.ts";
export {
  CLOCKS,
  isPauseTooLong,
  isPossessionTooLong,
  type Pause,
  type Rod,
} from "./match/clocks.ts";
export { MATCH_ERROR_CODES, type MatchErrorCode, type Refusal } from "./match/codes.ts";
export { type MatchEvent, opposite, type Position, type Side } from "./match/events.ts";
export { checkFormat, type FormatErrorCode, type MatchFormat } from "./match/format.ts";
export { FORMATS, type FormatName, formatFrom } from "./match/formats.ts";
export { isBallInPlay, kickOffOf } from "./match/kick-off.ts";
export {
  type FinishReason,
  goalsToGo,
  type MatchOutcome,
  type MatchScore,
  nextGoalWins,
  outcomeOf,
  scoreOf,
} from "./match/outcome.ts";
export { type PackedMatch, packMatch, unpackMatch } from "./match/packed.ts";
export type { Result } from "./match/result.ts";
export {
  currentSet,
  type MatchState,
  type PerTeam,
  type SetState,
  sideOf,
  startMatch,
  type TeamPositions,
  teamOn,
} from "./match/state.ts";
export { checkTeams, type TeamsErrorCode, type TeamsKind } from "./match/teams.ts";
export { type KeptEvent, type TimelineItem, timeline } from "./match/timeline.ts";
export type { TimelineKind } from "./match/timeline-line.ts";
export type { Applied } from "./match/transition.ts";
export { setProbability, winProbability } from "./odds/win-probability.ts";
export { type Habits, type TableNow, tableAhead } from "./queue/outlook.ts";
export { PATIENCE_STEP_SECONDS, type PatienceStep, shareGivingUp } from "./queue/patience.ts";
export { shortestTurnMs, turnUntil } from "./queue/turn.ts";
export { expectedWaits } from "./queue/waits.ts";
export type { Entry, EntryBody } from "./table/entry.ts";
export { foldEntry, type Outcome, type Step } from "./table/fold.ts";
export { type LiveLine, playLines } from "./table/lines.ts";
export type { FoldContext, Part } from "./table/play.ts";
export { EMPTY_TABLE, isUntouched, scoreBySide, type TableState } from "./table/state.ts";
export { type QuietTimes, whenToSend } from "./telling/quiet-hours.ts";
export { dateAt, dayAfter, instantAt, localAt, sameTimeAfter } from "./time/zoned-time.ts";
