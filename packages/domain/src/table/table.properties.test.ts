import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_TABLE,
  type Entry,
  FORMATS,
  outcomeOf,
  playLines,
  type Side,
  scoreOf,
  startMatch,
} from "../index.ts";
import { anyFormat } from "../match/testing/arbitraries.ts";
import { legalScores } from "../match/testing/legal-scores.ts";
import { anyLog, goalLog } from "./testing/arbitraries.ts";
import { matchesFrom, playEntries, T0 } from "./testing/notation.ts";

const RUNS = { numRuns: 500 };

describe("over any log of a table", () => {
  it("[R1] at most one match runs, and the table knows it", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (format, log) => {
        const { state, steps, opened } = playEntries(log, format);
        const live = matchesFrom(steps, opened).filter(
          (match) => outcomeOf(match.state).status === "live",
        );
        expect(live.map(({ id }) => id)).toEqual(state.running === null ? [] : [state.running.id]);
      }),
      RUNS,
    );
  });

  it("[R30] the parts of a match, played by themselves, make the match that the table knows", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (format, log) => {
        const { state, steps, opened } = playEntries(log, format);
        const told = new Map(matchesFrom(steps, opened).map((match) => [match.id, match.state]));
        for (const known of [state.running, state.last])
          if (known !== null) expect(told.get(known.id)).toEqual(known.state);
      }),
      RUNS,
    );
  });

  it("[R30] every match that parts speak of was opened, and an entry speaks of two at most", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (format, log) => {
        const { steps, opened } = playEntries(log, format);
        const ids = new Set(opened.map(({ id }) => id));
        for (const { parts, note } of steps) {
          const spoken = parts.map(({ matchId }) => matchId);
          expect(spoken.length).toBeLessThanOrEqual(2);
          expect(new Set(spoken).size).toBe(spoken.length);
          for (const id of [...spoken, ...(note === null ? [] : [note.matchId])])
            expect(ids.has(id)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  it("[R4] no set shows a score that no sequence of goals makes in its format", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (walkUp, log) => {
        const { steps, opened } = playEntries(log, walkUp);
        for (const { format, state } of matchesFrom(steps, opened))
          for (const [index, { red, blue }] of scoreOf(state).sets.entries()) {
            const { open, ended } = legalScores(format, index + 1, Math.max(80, red, blue));
            expect(open.has(`${red}-${blue}`) || ended.has(`${red}-${blue}`)).toBe(true);
          }
      }),
      { numRuns: 250 },
    );
  });

  it("[R30] what was refused, ignored or held has changed no match", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (format, log) => {
        for (const { outcome, parts } of playEntries(log, format).steps)
          if (outcome !== "counted") expect(parts).toEqual([]);
      }),
      RUNS,
    );
  });

  it("[R30] the same log gives the same matches, and its beginning their beginning", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, fc.nat(), (format, log, cut) => {
        const length = log.length === 0 ? 0 : cut % (log.length + 1);
        const whole = playEntries(log, format);
        const beginning = playEntries(log.slice(0, length), format);
        expect(whole.steps.slice(0, length)).toEqual(beginning.steps);
        expect(whole.opened.slice(0, beginning.opened.length)).toEqual(beginning.opened);
      }),
      RUNS,
    );
  });

  it("[R30] a table kept as JSON goes on as if it had never been put away", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, anyLog, (format, log, later) => {
        const { state } = playEntries(log, format);
        const revived: typeof state = JSON.parse(JSON.stringify(state));
        expect(revived).toEqual(state);
        const again = playEntries(later, format, revived);
        expect(again).toEqual(playEntries(later, format, state));
      }),
      RUNS,
    );
  });

  it("[R30] the state of a table does not grow with its history", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const { state } = playEntries(log);
        expect(state.total?.orElse.length ?? 0).toBeLessThanOrEqual(2);
      }),
      RUNS,
    );
  });

  it("[R30] the lines told live lead to the score of the match", () => {
    fc.assert(
      fc.property(anyFormat, anyLog, (walkUp, log) => {
        const { steps, opened } = playEntries(log, walkUp);
        for (const { id, format, state } of matchesFrom(steps, opened)) {
          const parts = steps.flatMap((step) => step.parts.filter((part) => part.matchId === id));
          const { lines } = playLines(
            startMatch(format),
            parts.flatMap((part) => part.events),
          );
          const { red, blue, setNumber } = scoreOf(state);
          const last = lines.at(-1) ?? { scoreRed: 0, scoreBlue: 0, setNumber: 1 };
          expect(last).toMatchObject({ scoreRed: red, scoreBlue: blue, setNumber });
        }
      }),
      RUNS,
    );
  });
});

describe("over any log of single goals", () => {
  it("[R8] as many goals are counted as were sent, less the bounces", () => {
    fc.assert(
      fc.property(goalLog, (log) => {
        const { steps, opened } = playEntries(log);
        const bounces = steps.filter(({ outcome }) => outcome === "bounce").length;
        const counted = matchesFrom(steps, opened)
          .map(({ state }) => scoreOf(state))
          .reduce((sum, { red, blue }) => sum + red + blue, 0);
        expect(counted).toBe(log.length - bounces);
      }),
      RUNS,
    );
  });

  it("[R8] two goals of a side that both count are never nearer than the limit", () => {
    fc.assert(
      fc.property(goalLog, (log) => {
        const { steps } = playEntries(log);
        for (const side of ["red", "blue"] as const) {
          const counted = log.filter(
            ({ body }, index) =>
              body.type === "goal" && body.side === side && steps[index]?.outcome === "counted",
          );
          for (const [index, { at }] of counted.entries())
            expect(at - (counted[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(400);
        }
      }),
      RUNS,
    );
  });
});

describe("whichever way the goals of a match are told", () => {
  const anyGoals = fc.array(fc.constantFrom<Side>("red", "blue"), { maxLength: 45 });
  const said = (sides: readonly Side[], tell: (shown: Shown, index: number) => Entry["body"][]) => {
    const shown = { red: 0, blue: 0 };
    return sides.flatMap((side, index) => {
      shown[side] += 1;
      return tell({ ...shown, side }, index).map((body, place) => ({
        at: T0 + index * 5_000 + place,
        source: "device/1",
        deviceMs: null,
        body,
      }));
    });
  };
  const scores = (log: readonly Entry[]) => {
    const { steps, opened } = playEntries(log);
    return matchesFrom(steps, opened).map(({ state }) => scoreOf(state).sets);
  };
  const byGoals = (sides: readonly Side[]) =>
    scores(said(sides, ({ side }) => [{ type: "goal", side }]));

  it("[R11] goals, totals or both give the same matches", () => {
    fc.assert(
      fc.property(anyGoals, fc.array(fc.nat(2), { minLength: 45 }), (sides, ways) => {
        const mixed = said(sides, ({ side, red, blue }, index) => {
          const goal = { type: "goal", side } as const;
          const total = { type: "score", red, blue } as const;
          return [[goal], [total], [goal, total]][ways[index] ?? 0] ?? [];
        });
        expect(scores(mixed)).toEqual(byGoals(sides));
      }),
      RUNS,
    );
  });

  it("[R20] counters of a board that never resets give the same matches, repeated or not", () => {
    fc.assert(
      fc.property(anyGoals, fc.boolean(), (sides, twice) => {
        const reports = said(sides, ({ red, blue }) => {
          const report = { type: "board_score", red, blue } as const;
          return twice ? [report, report] : [report];
        });
        expect(scores(reports)).toEqual(byGoals(sides));
      }),
      RUNS,
    );
  });

  it("[R13] a restart anywhere loses and doubles no goal that was told by itself", () => {
    fc.assert(
      fc.property(anyGoals, fc.nat(44), fc.boolean(), (sides, cut, keeps) => {
        const before = { red: 0, blue: 0 };
        for (const side of sides.slice(0, cut)) before[side] += 1;
        const log = said(sides, ({ side, red, blue }, index) => {
          const lost = index >= cut && !keeps ? before : { red: 0, blue: 0 };
          const total = { red: red - lost.red, blue: blue - lost.blue };
          return [
            { type: "goal", side },
            { type: "score", ...total },
          ];
        }).map((entry) => {
          const restarted = entry.at >= T0 + cut * 5_000;
          return restarted ? { ...entry, source: "device/2" } : entry;
        });
        expect(scores(log)).toEqual(byGoals(sides));
      }),
      RUNS,
    );
  });
});

interface Shown {
  readonly side: Side;
  readonly red: number;
  readonly blue: number;
}

describe("an empty table", () => {
  it("[R1] has no match, and neither has it after an empty log", () => {
    expect(playEntries([], FORMATS.house).state).toEqual(EMPTY_TABLE);
    expect(EMPTY_TABLE).toMatchObject({ running: null, last: null });
  });
});
