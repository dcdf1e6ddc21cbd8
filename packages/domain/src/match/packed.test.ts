import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply.ts";
import type { MatchEvent } from "./events.ts";
import { FORMATS } from "./formats.ts";
import { packMatch, unpackMatch } from "./packed.ts";
import { startMatch } from "./state.ts";

const side = fc.constantFrom("red" as const, "blue" as const);
const event: fc.Arbitrary<MatchEvent> = fc.oneof(
  { weight: 8, arbitrary: side.map((s) => ({ type: "goal" as const, side: s })) },
  side.map((s) => ({ type: "goal" as const, side: s, gamelle: true })),
  side.map((s) => ({ type: "undo" as const, side: s })),
  side.map((s) => ({ type: "time_out" as const, side: s })),
  side.map((s) => ({ type: "kick_off" as const, side: s })),
  side.map((s) => ({ type: "penalty_shot" as const, side: s })),
  side.map((s) => ({ type: "positions" as const, side: s, goal: "p1" })),
  fc.constant({ type: "correction" as const, red: 2, blue: 3 }),
  fc.constant({ type: "finish" as const }),
);

describe("a match packed for storage", () => {
  it("comes out as it went in, whatever has happened in it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(FORMATS)),
        fc.array(event, { maxLength: 60 }),
        (format, events) => {
          const state = events.reduce((now, next) => {
            const applied = applyEvent(now, next);
            return applied.ok ? applied.value : now;
          }, startMatch(format));
          const stored: unknown = JSON.parse(JSON.stringify(packMatch(state)));
          expect(unpackMatch(stored as ReturnType<typeof packMatch>)).toEqual(state);
        },
      ),
    );
  });

  it("an ordinary match of the house takes less than 150 bytes", () => {
    const goals = Array.from({ length: 18 }, (_, index) => ({
      type: "goal" as const,
      side: index % 2 === 0 ? ("red" as const) : ("blue" as const),
    }));
    const state = goals.reduce((now, goal) => {
      const applied = applyEvent(now, goal);
      return applied.ok ? applied.value : now;
    }, startMatch(FORMATS.house));
    expect(JSON.stringify(packMatch(state)).length).toBeLessThan(150);
  });
});
