import type { TableTap } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { sampleId, sampleMatch, samplePlayer } from "../../../shared/testing/samples.ts";
import { columnsFor } from "./grid.ts";
import { leadersOf } from "./leaders.ts";
import { nextAt } from "./next-at.ts";
import { RESULT_MS, shownMatch } from "./shown-match.ts";
import { shownTap } from "./shown-tap.ts";

describe("the match on a screen", () => {
  const finishedAt = "2026-11-23T12:10:00.000Z";
  const end = Date.parse(finishedAt);
  const over = sampleMatch({ status: "finished", winner: "red", finishedAt });

  it("is the running one, whatever ended before", () => {
    const running = sampleMatch();
    expect(shownMatch(running, over, end)).toBe(running);
  });

  it("stays a while after its end, then gives the screen back", () => {
    expect(shownMatch(null, over, end + RESULT_MS - 1)).toBe(over);
    expect(shownMatch(null, over, end + RESULT_MS)).toBeNull();
  });

  it("is none when the last one was abandoned", () => {
    expect(shownMatch(null, sampleMatch({ status: "abandoned", finishedAt }), end)).toBeNull();
  });
});

describe("a tap on a screen", () => {
  const at = "2026-11-23T12:10:00.000Z";
  const now = Date.parse(at);
  const opened: TableTap = {
    ...{ tableId: sampleId(101), at, unlocked: true, reason: "walk_up", displayName: "Ana" },
    ...{ side: "red", until: "2026-11-23T12:30:00.000Z" },
  };
  const unknown: TableTap = {
    ...{ tableId: sampleId(101), at, unlocked: false, reason: "unknown_card" },
    ...{ displayName: null, side: null, until: null },
  };

  it("greets for some seconds, not when it is heard of late", () => {
    expect(shownTap(opened, { now: now + 6_000, hasKeypad: true })).toBe(opened);
    expect(shownTap(opened, { now: now + 8_000, hasKeypad: true })).toBeNull();
    expect(shownTap(undefined, { now, hasKeypad: true })).toBeNull();
  });

  it("of an unknown card waits for the code as long as one may follow, where it can be typed", () => {
    expect(shownTap(unknown, { now: now + 100_000, hasKeypad: true })).toBe(unknown);
    expect(shownTap(unknown, { now: now + 100_000, hasKeypad: false })).toBeNull();
    expect(shownTap(unknown, { now: now + 120_000, hasKeypad: true })).toBeNull();
  });
});

describe("those who lead today", () => {
  const lea = samplePlayer(1, "Léa");
  const tom = samplePlayer(2, "Tom");
  const zoe = samplePlayer(3, "Zoé");
  const won = (winner: "red" | "blue", scoreRed: number, scoreBlue: number) =>
    sampleMatch({ status: "finished", winner, scoreRed, scoreBlue, red: [lea], blue: [tom, zoe] });

  it("are those who won most", () => {
    const leaders = leadersOf([won("red", 10, 9), won("blue", 4, 10), won("red", 10, 8)], 3);
    expect(leaders.map(({ name, wins }) => [name, wins])).toEqual([
      ["Léa", 2],
      ["Tom", 1],
      ["Zoé", 1],
    ]);
  });

  it("are ordered by the goals they won by when they won as often", () => {
    const leaders = leadersOf([won("red", 10, 9), won("blue", 2, 10)], 1);
    expect(leaders[0]?.name).toBe("Tom");
  });

  it("are nobody when all matches were drawn or unnamed", () => {
    expect(leadersOf([sampleMatch({ status: "finished", winner: "red" })], 3)).toEqual([]);
  });
});

describe("who is next at a table", () => {
  const tableId = sampleId(101);
  const item = (
    displayName: string,
    change: Partial<Parameters<typeof nextAt>[1][number]> = {},
  ) => ({
    ...{ id: displayName, tableId: null, tableCode: null, position: 1, estimatedWaitSeconds: 60 },
    ...{ joinedAt: "2026-11-23T12:00:00.000Z", offer: null, status: "waiting" as const },
    displayName,
    ...change,
  });

  it("is the first who waits for it or for any, and is there", () => {
    const line = [
      item("Away", { status: "away" }),
      item("Elsewhere", { tableId: sampleId(102) }),
      item("Ana", { tableId }),
      item("Bob"),
    ];
    expect(nextAt(tableId, line)).toEqual({ offer: null, next: "Ana" });
    expect(nextAt(tableId, []).next).toBeNull();
  });

  it("is above all the one for whom it is held", () => {
    const offer = { tableId, tableCode: "T01", offeredUntil: "2026-11-23T12:03:00.000Z" };
    const held = nextAt(tableId, [item("Ana", { status: "offered", offer }), item("Bob")]);
    expect(held).toEqual({ offer: { name: "Ana", offeredUntil: offer.offeredUntil }, next: "Bob" });
  });
});

describe("the hall's grid on a television", () => {
  it.each([
    [1, 1],
    [2, 2],
    [4, 2],
    [8, 3],
    [12, 4],
    [24, 6],
  ])("shows %i tables in %i columns", (tables, columns) => {
    expect(columnsFor(tables, 1920, 860)).toBe(columns);
  });

  it("stacks them on an upright screen", () => {
    expect(columnsFor(3, 1080, 1600)).toBe(1);
  });
});
