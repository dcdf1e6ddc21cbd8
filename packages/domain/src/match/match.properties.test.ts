import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyEvent,
  checkFormat,
  FORMATS,
  foldMatch,
  type MatchEvent,
  type MatchFormat,
  type MatchState,
  nextGoalWins,
  outcomeOf,
  type Side,
  scoreOf,
  startMatch,
  teamOn,
  timeline,
} from "../index.ts";
import { isReachable, setRules } from "./set-rules.ts";
import { anyEvent, anyEvents, anyFormat, someGoals } from "./testing/arbitraries.ts";
import { legalScores } from "./testing/legal-scores.ts";

const RUNS = { numRuns: 600 };

describe("over any stream of events, legal or not", () => {
  it("no set ever shows a score that no sequence of goals makes", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, (format, events) => {
        const { state } = foldMatch(format, events);
        for (const [index, set] of state.sets.entries()) {
          const { open, ended } = legalScores(format, index + 1, 80);
          const name = `${set.red}-${set.blue}`;
          expect(open.has(name) || ended.has(name)).toBe(true);
          const running = index === state.sets.length - 1 && outcomeOf(state).status === "live";
          const before = index < state.sets.length - 1;
          if (running) expect(open.has(name)).toBe(true);
          if (before && set.forfeitedBy === null) expect(ended.has(name)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("nobody wins more sets than win the match, and a winner by score has them all", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, (format, events) => {
        const { state } = foldMatch(format, events);
        const { setsRed, setsBlue } = scoreOf(state);
        const needed = Math.ceil(format.sets / 2);
        const outcome = outcomeOf(state);
        expect(Math.max(setsRed, setsBlue)).toBeLessThanOrEqual(needed);
        if (outcome.status === "live") expect(Math.max(setsRed, setsBlue)).toBeLessThan(needed);
        if (outcome.reason === "score") {
          expect(outcome.winner === "red" ? setsRed : setsBlue).toBe(needed);
        }
      }),
      RUNS,
    );
  });

  it("an event never changes the state it is given, accepted or refused", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, anyEvent, (format, events, event) => {
        const { state } = foldMatch(format, events);
        const before = structuredClone(state);
        applyEvent(deepFreeze(state), event);
        expect(state).toEqual(before);
      }),
      RUNS,
    );
  });

  it("refused events might as well not have happened", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, (format, events) => {
        const whole = foldMatch(format, events);
        const dropped = new Set(whole.refused.map(({ index }) => index));
        const legal = events.filter((_event, index) => !dropped.has(index));
        expect(foldMatch(format, legal)).toEqual({ state: whole.state, refused: [] });
      }),
      RUNS,
    );
  });

  it("the fold of a prefix is the state through which the whole passes", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, fc.nat(), (format, events, cut) => {
        const length = events.length === 0 ? 0 : cut % (events.length + 1);
        let state = foldMatch(format, events.slice(0, length)).state;
        for (const event of events.slice(length)) {
          const applied = applyEvent(state, event);
          if (applied.ok) state = applied.value;
        }
        expect(state).toEqual(foldMatch(format, events).state);
      }),
      RUNS,
    );
  });

  it("a match kept as JSON goes on as if it had never been put away", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, anyEvent, (format, events, event) => {
        const { state } = foldMatch(format, events);
        const revived: MatchState = JSON.parse(JSON.stringify(state));
        expect(revived).toEqual(state);
        expect(applyEvent(revived, event)).toEqual(applyEvent(state, event));
      }),
      RUNS,
    );
  });

  it("after the end only undo and correction are not refused as over", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, anyEvent, (format, events, event) => {
        const { state } = foldMatch(format, events);
        fc.pre(outcomeOf(state).status !== "live");
        fc.pre(event.type !== "undo" && event.type !== "correction");
        expect(applyEvent(state, event)).toMatchObject({ ok: false, code: "match_over" });
      }),
      RUNS,
    );
  });
});

describe("undo", () => {
  it("is the inverse of a goal, also over the end of a set or of the match", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, sides(), fc.boolean(), (format, events, side, gamelle) => {
        const { state } = foldMatch(format, events);
        fc.pre(outcomeOf(state).status === "live");
        const scored = applied(state, { type: "goal", side, gamelle });
        expect(applied(scored, { type: "undo" })).toEqual(state);
      }),
      RUNS,
    );
  });

  it("of the scoring side is the same as undo after its goal", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, sides(), (format, events, side) => {
        const { state } = foldMatch(format, events);
        fc.pre(outcomeOf(state).status === "live");
        const scored = applied(state, { type: "goal", side });
        expect(applied(scored, { type: "undo", side })).toEqual(state);
      }),
      RUNS,
    );
  });

  it("is the inverse of a correction that changed something", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, fc.nat(9), fc.nat(9), (format, events, red, blue) => {
        const { state } = foldMatch(format, events);
        const corrected = applyEvent(state, { type: "correction", red, blue });
        fc.pre(corrected.ok && corrected.value !== state);
        if (corrected.ok) expect(applied(corrected.value, { type: "undo" })).toEqual(state);
      }),
      RUNS,
    );
  });

  it("repeated, leads back to the start", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, (format, goals) => {
        const { state, refused } = foldMatch(format, goals);
        const undos = goals.slice(refused.length).map(() => ({ type: "undo" }) as const);
        const back = undos.reduce<MatchState>((current, undo) => applied(current, undo), state);
        expect(back).toEqual(startMatch(format));
      }),
      RUNS,
    );
  });
});

describe("scores that can be reached", () => {
  it("are the oracle's, for every small format", () => {
    for (const format of smallFormats()) {
      const { open, ended } = legalScores(format, 1, 24);
      for (let red = 0; red <= 12; red += 1) {
        for (let blue = 0; blue <= 12; blue += 1) {
          const legal = open.has(`${red}-${blue}`) || ended.has(`${red}-${blue}`);
          const said = isReachable(setRules(format, 1), red, blue);
          if (said !== legal)
            expect({ format, red, blue, said }).toEqual({ format, red, blue, legal });
        }
      }
    }
  });

  it("are reached by one total from the start, and end the set exactly when they should", () => {
    for (const format of smallFormats()) {
      const { open, ended } = legalScores(format, 1, 12);
      for (const [names, status] of [
        [open, "live"],
        [ended, "finished"],
      ] as const) {
        for (const name of names) {
          const [red = 0, blue = 0] = name.split("-").map(Number);
          const state = applied(startMatch(format), { type: "score", red, blue });
          expect(scoreOf(state)).toMatchObject({ red, blue });
          expect(outcomeOf(state).status).toBe(status);
        }
      }
    }
  });

  it("are reached by a total from any score from which some order of goals reaches them", () => {
    for (const format of smallFormats()) {
      for (const start of legalScores(format, 1, 7).open) {
        const [fromRed = 0, fromBlue = 0] = start.split("-").map(Number);
        const begun = applied(startMatch(format), { type: "score", red: fromRed, blue: fromBlue });
        const { open, ended } = legalScores(format, 1, 8, [fromRed, fromBlue]);
        for (let red = fromRed; red <= 8; red += 1) {
          for (let blue = fromBlue; blue <= 8; blue += 1) {
            const legal = open.has(`${red}-${blue}`) || ended.has(`${red}-${blue}`);
            const { ok } = applyEvent(begun, { type: "score", red, blue });
            if (ok !== legal) expect({ format, start, red, blue, ok }).toEqual({ ok: legal });
          }
        }
      }
    }
  });

  it("are shown as the table shows them after any accepted total", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, fc.nat(9), fc.nat(9), (format, goals, red, blue) => {
        const { state } = foldMatch(format, goals);
        const set = state.sets[state.sets.length - 1];
        fc.pre(set !== undefined && set.log.length > 0);
        const shown = applyEvent(state, { type: "score", red, blue });
        fc.pre(shown.ok);
        const side = (team: Side) => (teamOn(state, team) === "red" ? red : blue);
        const scored = shown.ok ? shown.value.sets[state.sets.length - 1] : undefined;
        expect(scored).toMatchObject({ red: side("red"), blue: side("blue") });
      }),
      RUNS,
    );
  });
});

describe("what displays rely on", () => {
  it("match point is exactly when the next goal wins", () => {
    fc.assert(
      fc.property(anyFormat, someGoals, sides(), (format, goals, side) => {
        const { state } = foldMatch(format, goals);
        fc.pre(outcomeOf(state).status === "live");
        const team = teamOn(state, side);
        const after = outcomeOf(applied(state, { type: "goal", side }));
        expect(nextGoalWins(state)[team]).toBe(after.winner === team);
      }),
      RUNS,
    );
  });

  it("the goals that stand in the timeline are the score of the last set", () => {
    fc.assert(
      fc.property(anyFormat, anyEvents, (format, events) => {
        const plain = events.filter(({ type }) => type !== "correction").map(withoutGamelle);
        const { state } = foldMatch(format, plain);
        const kept = plain.map((event, id) => ({ ...event, id, at: id }));
        const { red, blue, setNumber } = scoreOf(state);
        const standing = timeline(format, kept).filter(
          (item) => !item.undone && /goal$/.test(item.kind) && item.setNumber === setNumber,
        );
        expect(standing.filter(({ side }) => side === "red")).toHaveLength(red);
        expect(standing.filter(({ side }) => side === "blue")).toHaveLength(blue);
      }),
      RUNS,
    );
  });

  it("a set to ten with named players stays under 1.2 KB", () => {
    const id = "01934f7a-1b2c-7d3e-8f40-123456789abc";
    const named = (["red", "blue"] as const).map(
      (side) => ({ type: "positions", side, goal: id, attack: id }) as const,
    );
    const goals = Array.from({ length: 19 }, (_unused, index) => {
      return { type: "goal", side: index % 2 === 0 ? "red" : "blue", scorerId: id } as const;
    });
    const { state, refused } = foldMatch(FORMATS.house, [...named, ...goals]);
    expect(refused).toEqual([]);
    expect(outcomeOf(state).winner).toBe("red");
    expect(JSON.stringify(state).length).toBeLessThanOrEqual(1200);
  });
});

function sides(): fc.Arbitrary<Side> {
  return fc.constantFrom("red", "blue");
}

function applied(state: MatchState, event: MatchEvent): MatchState {
  const result = applyEvent(state, event);
  if (!result.ok) throw new Error(`${event.type} was refused: ${result.code}`);
  return result.value;
}

function withoutGamelle(event: MatchEvent): MatchEvent {
  return event.type === "goal" ? { type: "goal", side: event.side } : event;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

function* smallFormats(): Generator<MatchFormat> {
  for (const goalsToWin of [1, 2, 3, 5, 6]) {
    for (const winBy of [1, 2, 3]) {
      for (const maxGoals of [null, 3, 5, 6, 8]) {
        for (const drawAt of [null, 1, 2, 4, 5, 6]) {
          const format = { ...FORMATS.house, goalsToWin, winBy, maxGoals, drawAt };
          if (checkFormat(format).ok) yield format;
        }
      }
    }
  }
}
