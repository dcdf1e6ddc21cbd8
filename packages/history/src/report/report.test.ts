import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleaner } from "../clean/cleaner.ts";
import { judge } from "../judge/judge.ts";
import { file, game, games } from "../testing/notation.ts";
import { gamesOf, wholeOf } from "../testing/whole.ts";
import { mergeTallies } from "./merge.ts";
import { rowFindings } from "./row-findings.ts";
import { sharedNameFindings } from "./shared-names.ts";
import { tallier } from "./tallier.ts";
import type { Tally } from "./tally.ts";
import { unanswered } from "./unanswered.ts";

const messy = [
  ...games(12),
  ...game("G000001", { winner: "Blue", player_goals: "nine" }, { team_color: "?" }, { mood: "🙂" }),
  ...game(
    "G000002",
    { final_score_red: "5 - 5", final_score_blue: "" },
    {},
    { player_goals: "-3" },
  ),
  { game_id: "", player_id: "P0009" },
];

const columnOf = ({ columns }: Tally, header: string) => {
  const column = columns[header];
  if (column === undefined) throw new Error(`The file has no ${header}.`);
  return column;
};

describe("[H24] the report", () => {
  it("counts each column's certainties and rules, with three examples of different text", () => {
    const { tally, rows } = wholeOf(file(...messy));
    expect(tally).toMatchObject({ rows: rows.length, games: 14, lines: 56 });
    expect(columnOf(tally, "player_goals")).toMatchObject({
      column: "goals",
      certainties: { kept: 52, changed: 4, guessed: 0, refused: 1, empty: 0 },
      rules: {
        "count.word": { count: 4, examples: [{ row: 49, raw: "nine", value: 9 }] },
        "count.negative": { count: 1, examples: [{ row: 54, raw: "-3", value: null }] },
      },
    });
    expect(columnOf(tally, "game_id").rules.kept?.examples).toHaveLength(3);
  });

  it("shows each column along the file", () => {
    const { tally } = wholeOf(file(...messy));
    const { kept, refused } = columnOf(tally, "player_goals").along;
    expect(kept).toHaveLength(50);
    expect(kept.reduce((sum, count) => sum + count, 0)).toBe(52);
    expect(refused.findIndex((count) => count > 0)).toBe(Math.floor((53 * 50) / 57));
  });

  it("tells every cell that was not kept, one by one", () => {
    const { rows } = wholeOf(file(...messy));
    const told = rows.flatMap(rowFindings);
    expect(told.find(({ raw }) => raw === "-3")).toEqual({
      kind: "cell",
      row: 54,
      gameId: "G000002",
      playerId: "P0002",
      column: "player_goals",
      raw: "-3",
      value: null,
      certainty: "refused",
      rule: "count.negative",
    });
    expect(told.filter(({ kind }) => kind === "row_without_key")).toHaveLength(1);
  });

  it("tells one finding a shared name", () => {
    const { reading } = wholeOf(file(...game("G000001", { player_name: "Lou Roux" })));
    expect(sharedNameFindings(reading)).toMatchObject([
      { value: "Lou Roux", raw: "P0001, P0002, P0003, P0004" },
    ]);
  });

  it("is the same in whatever parts and grouping the file is counted", () => {
    const { reading, rows, tally } = wholeOf(file(...messy));
    const judged = gamesOf(rows).map((staged) => judge(reading, staged));
    const clean = cleaner(reading);
    const part = (take: (at: number) => boolean): Tally => {
      const counting = tallier(reading);
      for (const [at, row] of rows.entries()) if (take(at)) counting.row(row);
      for (const [at, judgement] of judged.entries()) if (take(at)) counting.judgement(judgement);
      return counting.tally();
    };
    expect(clean).toBeTypeOf("function");
    fc.assert(
      fc.property(
        fc.array(fc.nat(2), { minLength: rows.length, maxLength: rows.length }),
        (share) => {
          const [one, two, three] = [0, 1, 2].map((which) => part((at) => share[at] === which));
          if (one === undefined || two === undefined || three === undefined) return;
          const left = mergeTallies(mergeTallies(one, two), three);
          expect(left).toEqual(mergeTallies(one, mergeTallies(two, three)));
          expect(left).toEqual(tally);
          expect(mergeTallies(three, mergeTallies(two, one))).toEqual(tally);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("[H25] what a file cannot answer", () => {
  it("is said: no time of day, columns that are absent or empty", () => {
    const { tally } = wholeOf(file(...game("G000001", { location: "-" })));
    expect(unanswered(tally)).toEqual([
      { code: "no_time_of_day", column: "time" },
      { code: "column_empty", column: "location" },
      { code: "column_absent", column: "role" },
      { code: "column_absent", column: "own_goals" },
      { code: "column_absent", column: "assists" },
    ]);
    const timed = wholeOf(file(...game("G000001", { game_date: "2024-03-15 18:30" })));
    expect(unanswered(timed.tally).map(({ code }) => code)).not.toContain("no_time_of_day");
  });
});
