import { dayAfter } from "@babyfoot/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf } from "./period.ts";

const days = (from: string, to: string): string[] => {
  const list: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) list.push(day);
  return list;
};

describe("[I5] a period", () => {
  it("is whole months, and the days at its ends", () => {
    expect(piecesOf({ from: "2024-01-17", to: "2024-04-02" })).toEqual([
      { grain: "day", from: "2024-01-17", to: "2024-01-31" },
      { grain: "month", from: "2024-02-01", to: "2024-03-31" },
      { grain: "day", from: "2024-04-01", to: "2024-04-02" },
    ]);
    expect(piecesOf({ from: "2024-02-01", to: "2024-02-29" })).toEqual([
      { grain: "month", from: "2024-02-01", to: "2024-02-29" },
    ]);
    expect(piecesOf({ from: "2024-02-02", to: "2024-03-30" })).toEqual([
      { grain: "day", from: "2024-02-02", to: "2024-03-30" },
    ]);
  });

  it("has each of its days once, and no other, however it lies among the months", () => {
    const start = fc.integer({ min: 0, max: 1500 });
    fc.assert(
      fc.property(start, fc.integer({ min: -3, max: 200 }), (first, length) => {
        const from = dayAfter("2023-01-01", first);
        const to = dayAfter(from, length);
        const covered = piecesOf({ from, to }).flatMap((piece) => days(piece.from, piece.to));
        expect(covered).toEqual(days(from, to));
        for (const { grain, from: begins, to: ends } of piecesOf({ from, to }))
          if (grain === "month")
            expect([begins.slice(8), dayAfter(ends, 1).slice(8)]).toEqual(["01", "01"]);
      }),
    );
  });

  it("may be open at either end", () => {
    expect(piecesOf({ from: "2024-01-31" })).toEqual([
      { grain: "day", from: "2024-01-31", to: "2024-01-31" },
      { grain: "month", from: "2024-02-01", to: "infinity" },
    ]);
    expect(piecesOf({ to: "2024-01-02" })).toEqual([
      { grain: "month", from: "0001-01-01", to: "2023-12-31" },
      { grain: "day", from: "2024-01-01", to: "2024-01-02" },
    ]);
  });
});
