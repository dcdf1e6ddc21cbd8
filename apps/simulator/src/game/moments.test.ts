import { describe, expect, it } from "vitest";
import { momentsAt, type TableLife } from "./moments.ts";
import { seededRandom } from "./random.ts";

const life: TableLife = {
  speed: 1,
  mayBeAbandoned: true,
  matches: 20,
  restart: 0.2,
  held: 0.2,
};
const moments = [...momentsAt(seededRandom("a table"), life)];

describe("what happens at a table", () => {
  it("happens in order of time", () => {
    const instants = moments.map(({ atMs }) => atMs);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it("begins within a quarter of a minute, and each match with its kick-off", () => {
    expect(moments[0]?.moment.type).toBe("kick_off");
    expect(moments[0]?.atMs).toBeLessThan(15_000);
    expect(moments.filter(({ moment }) => moment.type === "kick_off")).toHaveLength(20);
  });

  it("has a board restart now and then, right after a goal", () => {
    const restarts = moments.flatMap(({ moment }, index) =>
      moment.type === "restart" ? [index] : [],
    );
    expect(restarts.length).toBeGreaterThan(10);
    for (const index of restarts) expect(moments[index - 1]?.moment.type).toBe("goal");
  });

  it("never has two goals nearer than the server can tell apart, however fast it is played", () => {
    const fast = { ...life, speed: 200, held: 0, restart: 0 };
    const goals = [...momentsAt(seededRandom("fast"), fast)].filter(
      ({ moment }) => moment.type === "goal",
    );
    const gaps = goals.slice(1).map(({ atMs }, index) => atMs - (goals[index]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(440);
    expect(Math.min(...gaps)).toBeLessThan(1_000);
  });

  it("goes on for ever unless it is told how many matches to play", () => {
    const endless = momentsAt(seededRandom("for ever"), { ...life, matches: undefined });
    let kickOffs = 0;
    for (const { moment } of endless) {
      if (moment.type === "kick_off") kickOffs += 1;
      if (kickOffs === 200) break;
    }
    expect(kickOffs).toBe(200);
  });
});
