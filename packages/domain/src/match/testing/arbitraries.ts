import fc from "fast-check";
import { checkFormat, type MatchEvent, type MatchFormat } from "../../index.ts";

/** Any format that can be played, small enough for matches of a few dozen events to end. */
export const anyFormat: fc.Arbitrary<MatchFormat> = fc
  .record({
    goalsToWin: fc.integer({ min: 1, max: 7 }),
    winBy: fc.integer({ min: 1, max: 3 }),
    maxGoals: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
    sets: fc.constantFrom(1, 1, 3, 5),
    winByIn: fc.constantFrom("every_set" as const, "last_set" as const),
    drawAt: fc.option(fc.integer({ min: 1, max: 8 }), { nil: null, freq: 1 }),
    swap: fc.constantFrom("never" as const, "on_request" as const, "every_set" as const),
    timeOutsPerSet: fc.integer({ min: 0, max: 3 }),
    gamelle: fc.constantFrom("goal" as const, "nothing" as const, "minus_one" as const),
  })
  .filter((format) => checkFormat(format).ok);

const side = fc.constantFrom("red" as const, "blue" as const);
const goals = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(-1, 0.5, 1000));

const goal: fc.Arbitrary<MatchEvent> = fc.record(
  {
    type: fc.constant("goal" as const),
    side,
    ownGoal: fc.boolean(),
    gamelle: fc.boolean(),
    scorerId: fc.constantFrom("ana", "bob"),
  },
  { requiredKeys: ["type", "side"] },
);

const scoring: fc.Arbitrary<MatchEvent> = fc.oneof(
  { weight: 12, arbitrary: goal },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("undo" as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("undo" as const), side }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("score" as const), red: goals, blue: goals }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("correction" as const), red: goals, blue: goals }),
  },
);

const sided: fc.Arbitrary<MatchEvent> = fc.record({
  type: fc.constantFrom(
    "kick_off" as const,
    "swap_asked" as const,
    "time_out" as const,
    "delay" as const,
    "penalty_shot" as const,
  ),
  side,
});

const positions: fc.Arbitrary<MatchEvent> = fc.record(
  { type: fc.constant("positions" as const), side, goal: fc.constant("ana") },
  { requiredKeys: ["type", "side"] },
);

const ending: fc.Arbitrary<MatchEvent> = fc.oneof(
  fc.record({ type: fc.constant("forfeit" as const), side }),
  fc.constant<MatchEvent>({ type: "finish" }),
  fc.constant<MatchEvent>({ type: "abandon", reason: "silence" }),
);

/** Any event, legal or not; ends by hand are rare, so that matches get long. */
export const anyEvent: fc.Arbitrary<MatchEvent> = fc.oneof(
  { weight: 40, arbitrary: scoring },
  { weight: 12, arbitrary: sided },
  { weight: 2, arbitrary: positions },
  { weight: 1, arbitrary: ending },
);

/** A stream of events, legal and illegal mixed. */
export const anyEvents: fc.Arbitrary<MatchEvent[]> = fc.array(anyEvent, { maxLength: 70 });

/** Ordinary goals only. */
export const someGoals: fc.Arbitrary<MatchEvent[]> = fc.array(
  fc.record({ type: fc.constant("goal" as const), side }),
  { maxLength: 60 },
);
