import type { MatchErrorCode } from "./codes.ts";
import type { Result } from "./result.ts";
import type { MatchState } from "./state.ts";

/** The state after an event, or why the event was refused. */
export type Applied = Result<MatchState, MatchErrorCode>;
