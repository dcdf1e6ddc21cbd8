import { describe, expect, it } from "vitest";
import { goalsToGo, kickOffOf, nextGoalWins, outcomeOf, scoreOf, sideOf } from "../index.ts";
import { type NamedFormat, play } from "./testing/notation.ts";

describe("match point", () => {
  const rows: [string, NamedFormat, string, boolean, boolean][] = [
    ["nobody has it at the start", "house", "", false, false],
    ["nobody has it at eight", "house", "r*8", false, false],
    ["red has it at nine", "house", "r*9", true, false],
    ["both have it at nine all", "house", "rb*9", true, true],
    ["nobody has it after the end", "house", "r*10", false, false],
    ["nobody has it after an end by hand", "house", "r*9 fin", false, false],
    ["everybody has it before a golden goal", "goldenGoal", "", true, true],
    ["nobody has it at four all by two", "byTwo", "rb*4", false, false],
    ["who leads has it at five to four by two", "byTwo", "rb*4 r", true, false],
    ["both have it one below the cap", "byTwoCapEight", "rb*7", true, true],
    ["nobody has it before a goal that draws", "schoolGroup", "rb*4 r", true, false],
    ["nor from the other side", "schoolGroup", "rb*4 b", false, true],
    ["set point is not match point", "international", "r*4", false, false],
    ["set point in the second is not", "international", "r*5 r*4", false, false],
    ["in the third it is, for who has two sets", "international", "r*10 rb*4", true, false],
    ["it belongs to the team, wherever it sits", "swapEverySet", "r*5 b*4", true, false],
  ];
  it.each(rows)("%s", (_name, format, events, red, blue) => {
    expect(nextGoalWins(play(format, events).state)).toEqual({ red, blue });
  });
});

describe("goals to go", () => {
  const rows: [string, NamedFormat, string, number, number][] = [
    ["ten at the start", "house", "", 10, 10],
    ["fewer with every goal", "house", "rrb", 8, 9],
    ["none after the end", "house", "r*10", 0, 0],
    ["two at four all by two", "byTwo", "rb*4", 2, 2],
    ["three when behind at four to five by two", "byTwo", "rb*4 r", 1, 3],
    ["one at seven all under a cap of eight", "byTwoCapEight", "rb*7", 1, 1],
    ["one at four all in a set won by one", "international", "rb*4", 1, 1],
    ["a new set begins anew", "international", "r*5", 5, 5],
  ];
  it.each(rows)("%s", (_name, format, events, red, blue) => {
    expect(goalsToGo(play(format, events).state)).toEqual({ red, blue });
  });
});

describe("the outcome", () => {
  const rows: [string, NamedFormat, string, object][] = [
    ["is open while live", "house", "r", { status: "live", winner: null, reason: null }],
    ["is by score", "house", "r*10", { status: "finished", winner: "red", reason: "score" }],
    ["is a draw", "schoolGroup", "rb*5", { status: "finished", winner: null, reason: "draw" }],
    ["is by hand", "house", "b fin", { status: "finished", winner: "blue", reason: "by_hand" }],
    ["is by forfeit", "house", "ff:b", { status: "finished", winner: "red", reason: "forfeit" }],
    [
      "is by a forfeited set",
      "house",
      "p:b*3",
      { status: "finished", winner: "red", reason: "set_forfeit" },
    ],
    [
      "is abandoned, with the reason",
      "house",
      "r aband",
      { status: "abandoned", winner: null, reason: "power cut" },
    ],
  ];
  it.each(rows)("%s", (_name, format, events, outcome) => {
    expect(outcomeOf(play(format, events).state)).toEqual(outcome);
  });
});

describe("the score", () => {
  it("tells goals, sets won and which set it is", () => {
    expect(scoreOf(play("international", "r*5 b*5 rrb").state)).toEqual({
      red: 2,
      blue: 1,
      setsRed: 1,
      setsBlue: 1,
      sets: [
        { red: 5, blue: 0 },
        { red: 0, blue: 5 },
        { red: 2, blue: 1 },
      ],
      setNumber: 3,
    });
  });

  it("keeps the last set once the match is over", () => {
    const score = scoreOf(play("bestOfThree", "r*5 b r*5").state);
    expect(score).toMatchObject({ red: 5, blue: 1, setsRed: 2, setsBlue: 0, setNumber: 2 });
  });

  it("gives a forfeited set to the other team", () => {
    const score = scoreOf(play("international", "r p:r*3").state);
    expect(score).toMatchObject({ setsRed: 0, setsBlue: 1, setNumber: 2 });
  });

  it("counts no set that was left unfinished", () => {
    expect(scoreOf(play("house", "rrb fin").state)).toMatchObject({ setsRed: 0, setsBlue: 0 });
  });
});

describe("who sits where and kicks off", () => {
  it("teams sit where they began until they swap", () => {
    expect(sideOf(play("swapEverySet", "r*4").state, "red")).toBe("red");
    expect(sideOf(play("swapEverySet", "r*5").state, "red")).toBe("blue");
    expect(sideOf(play("swapEverySet", "r*5 b*3 r*5").state, "blue")).toBe("blue");
  });

  it("nobody is due to kick off before the coin is flipped", () => {
    expect(kickOffOf(play("house", "").state)).toBeNull();
  });

  it("the coin's winner is due again when the first goal is undone", () => {
    expect(kickOffOf(play("house", "k:b b u").state)).toBe("blue");
  });

  it("it is the first coin that counts, not the last kick-off", () => {
    expect(kickOffOf(play("house", "k:b b k:r u").state)).toBe("blue");
  });

  it("a forfeited set that is undone is as before the third penalty shot", () => {
    expect(play("house", "r p:b*3 u").state).toEqual(play("house", "r p:b*2").state);
  });

  it("the team that conceded is due, also after a set", () => {
    expect(kickOffOf(play("house", "rrb").state)).toBe("red");
    expect(kickOffOf(play("swapEverySet", "r*5").state)).toBe("blue");
  });

  it("remembers who plays where by team", () => {
    const { positions } = play("swapEverySet", "r*5 pos:r").state;
    expect(positions).toEqual({ red: {}, blue: { goal: "ana", attack: "bob" } });
  });
});
