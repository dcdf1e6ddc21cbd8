import { describe, expect, it } from "vitest";
import { timeline } from "../index.ts";
import { eventsFrom, NAMED, type NamedFormat } from "./testing/notation.ts";

/** The story as text, one line each: event number, kind, side, score, set; `x` when undone. */
function story(format: NamedFormat, text: string): string[] {
  const events = eventsFrom(text).map((event, index) => ({
    ...event,
    id: index,
    at: index * 1000,
  }));
  return timeline(NAMED[format], events).map((item) => {
    const side = item.side ?? "-";
    const score = `${item.scoreRed}-${item.scoreBlue}`;
    return `${item.id} ${item.kind} ${side} ${score} set ${item.setNumber}${item.undone ? " x" : ""}`;
  });
}

describe("the timeline", () => {
  const rows: [string, NamedFormat, string, string[]][] = [
    ["is empty before the first event", "house", "", []],
    [
      "tells goals with the score they made",
      "house",
      "rbR",
      ["0 goal red 1-0 set 1", "1 goal blue 1-1 set 1", "2 own_goal red 2-1 set 1"],
    ],
    [
      "strikes a goal that was taken back, and tells by what",
      "house",
      "rbu",
      ["0 goal red 1-0 set 1", "1 goal blue 1-1 set 1 x", "2 cancelled blue 1-0 set 1"],
    ],
    [
      "strikes the goal of the side that was meant",
      "house",
      "rb u:r",
      ["0 goal red 1-0 set 1 x", "1 goal blue 1-1 set 1", "2 cancelled red 0-1 set 1"],
    ],
    [
      "gives each goal of a total its line",
      "house",
      "s2-1",
      ["0 goal red 1-0 set 1", "0 goal blue 1-1 set 1", "0 goal red 2-1 set 1"],
    ],
    [
      "tells what a total cancels",
      "house",
      "rr s1-1",
      [
        "0 goal red 1-0 set 1",
        "1 goal red 2-0 set 1 x",
        "2 cancelled red 1-0 set 1",
        "2 goal blue 1-1 set 1",
      ],
    ],
    ["leaves out what changed nothing", "house", "r s1-0", ["0 goal red 1-0 set 1"]],
    ["leaves out what was refused", "house", "u r", ["1 goal red 1-0 set 1"]],
    [
      "tells a correction and its undo",
      "house",
      "r c3-2 u",
      ["0 goal red 1-0 set 1", "1 correction - 3-2 set 1 x", "2 cancelled - 1-0 set 1"],
    ],
    [
      "tells a goal cancelled out of a correction",
      "house",
      "c3-2 u:b",
      ["0 correction - 3-2 set 1", "1 cancelled blue 3-1 set 1"],
    ],
    ["tells the winner", "goldenGoal", "b", ["0 goal blue 0-1 set 1", "0 finished blue 0-1 set 1"]],
    [
      "strikes the end that was undone, and tells the new one",
      "goldenGoal",
      "bur",
      [
        "0 goal blue 0-1 set 1 x",
        "0 finished blue 0-1 set 1 x",
        "1 cancelled blue 0-0 set 1",
        "2 goal red 1-0 set 1",
        "2 finished red 1-0 set 1",
      ],
    ],
    [
      "tells the end anew when its score was corrected",
      "goldenGoal",
      "r c0-1",
      [
        "0 goal red 1-0 set 1",
        "0 finished red 1-0 set 1 x",
        "1 correction - 0-1 set 1",
        "1 finished blue 0-1 set 1",
      ],
    ],
    [
      "tells sets and the sides of teams",
      "swapEverySet",
      "c4-0 r r",
      [
        "0 correction - 4-0 set 1",
        "1 goal red 5-0 set 1",
        "1 set_won red 5-0 set 1",
        "2 goal blue 0-1 set 2",
      ],
    ],
    [
      "strikes a set that was reopened",
      "international",
      "c4-0 r u",
      [
        "0 correction - 4-0 set 1",
        "1 goal red 5-0 set 1 x",
        "1 set_won red 5-0 set 1 x",
        "2 cancelled red 4-0 set 1",
      ],
    ],
    [
      "tells stops, warnings and penalties",
      "house",
      "k:r t:b d:r d:r p:b pos:r",
      [
        "0 kick_off red 0-0 set 1",
        "1 time_out blue 0-0 set 1",
        "2 warning red 0-0 set 1",
        "3 time_out red 0-0 set 1",
        "4 penalty_shot blue 0-0 set 1",
        "5 positions red 0-0 set 1",
      ],
    ],
    [
      "tells a set lost by penalty shots, and its undo",
      "house",
      "p:b*3 u",
      [
        "0 penalty_shot blue 0-0 set 1",
        "1 penalty_shot blue 0-0 set 1",
        "2 penalty_shot blue 0-0 set 1 x",
        "2 finished red 0-0 set 1 x",
        "3 cancelled blue 0-0 set 1",
      ],
    ],
    [
      "tells anew who won when the score is the same",
      "international",
      "p:r*3 fin u",
      [
        "0 penalty_shot red 0-0 set 1",
        "1 penalty_shot red 0-0 set 1",
        "2 penalty_shot red 0-0 set 1 x",
        "2 set_won blue 0-0 set 1 x",
        "3 finished blue 0-0 set 2 x",
        "4 cancelled red 0-0 set 1",
        "4 finished - 0-0 set 1",
      ],
    ],
    [
      "tells a gamelle that takes a goal away",
      "gamelleMinus",
      "bg",
      ["0 goal blue 0-1 set 1", "1 gamelle red 0-0 set 1"],
    ],
    [
      "tells an end by hand",
      "house",
      "r fin",
      ["0 goal red 1-0 set 1", "1 finished red 1-0 set 1"],
    ],
    ["tells a forfeit", "house", "ff:r", ["0 forfeit red 0-0 set 1", "0 finished blue 0-0 set 1"]],
    ["tells that it was abandoned", "house", "aband", ["0 abandoned - 0-0 set 1"]],
    [
      "tells a swap",
      "international",
      "c5-0 w:r",
      ["0 correction - 5-0 set 1", "0 set_won red 5-0 set 1", "1 swap red 0-0 set 2"],
    ],
  ];
  it.each(rows)("%s", (_name, format, events, lines) => {
    expect(story(format, events)).toEqual(lines);
  });

  it("keeps the caller's id and instant, the scorer and the position", () => {
    const kept = { id: "e1", at: "2026-11-23T12:15:00.000Z" } as const;
    const goal = { type: "goal", side: "blue", scorerId: "ana", position: "attack" } as const;
    expect(timeline(NAMED.house, [{ ...goal, ...kept }])).toEqual([
      {
        ...kept,
        kind: "goal",
        side: "blue",
        scorerId: "ana",
        position: "attack",
        scoreRed: 0,
        scoreBlue: 1,
        setNumber: 1,
        undone: false,
      },
    ]);
  });
});
