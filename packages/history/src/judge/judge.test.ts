import { describe, expect, it } from "vitest";
import { file, game, games, type RowSaid } from "../testing/notation.ts";
import { wholeOf } from "../testing/whole.ts";
import type { JudgeOptions } from "./judge.ts";

const judged = (rows: RowSaid[], options?: JudgeOptions) =>
  wholeOf(file(...rows), options).judgements;

const one = (rows: RowSaid[], options?: JudgeOptions) => {
  const [judgement, ...more] = judged(rows, options);
  if (judgement === undefined || more.length > 0) throw new Error("Not one game.");
  return judgement;
};

const kinds = (rows: RowSaid[], options?: JudgeOptions) =>
  one(rows, options).findings.map(({ kind, row, column, raw, value }) => [
    kind,
    row,
    column,
    raw,
    value,
  ]);

describe("[H19] a game's columns", () => {
  it("are what most of its rows say, in whatever form, and who disagrees is told of", () => {
    const rows = game("G000001", {}, {}, { game_date: "15/03/2024" }, { table_id: "T09" });
    expect(one(rows).game).toMatchObject({ date: "2024-03-15", tableId: "T04" });
    expect(kinds(rows)).toEqual([["row_disagrees", 3, "table_id", "T09", "T04"]]);
  });

  it("of equally many are what is sure, then what comes first", () => {
    const unsure = { game_date: "05/03/2024" };
    const sure = { game_date: "2024-03-06" };
    expect(one(game("G000001", {}, unsure, unsure, sure, sure)).game).toMatchObject({
      date: "2024-03-06",
      guessed: ["date"],
    });
    const tables = game("G000001", {}, { table_id: "T1" }, { table_id: "T2" }, { table_id: "T3" });
    expect(one(tables).game.tableId).toBe("T1");
  });

  it("are known from one row where the others say nothing", () => {
    const silent = { location: "" };
    expect(one(game("G000001", {}, silent, silent, silent)).game.location).toBe("Gym Hall");
    expect(kinds(game("G000001", {}, silent, silent, silent))).toEqual([]);
  });
});

describe("[H20] a line", () => {
  it("is one for a player in a game, though rows come twice", () => {
    const rows = [...game("G000001"), ...game("G000001").slice(0, 1)];
    expect(one(rows).lines).toHaveLength(4);
    expect(kinds(rows)).toEqual([["duplicate", 5, null, "G000001 P0001", null]]);
  });

  it("tells what differs between rows that come twice", () => {
    const rows = [...game("G000001"), { ...game("G000001")[0], player_goals: "5" }];
    expect(one(rows).lines[0]?.goals).toBe(3);
    expect(kinds(rows)).toContainEqual(["duplicate_differs", 5, "goals", "5", 3]);
  });

  it("is never dropped by a flag", () => {
    expect(one(game("G000001", { duplicate_flag: "yes" })).lines).toHaveLength(4);
  });
});

describe("[H21] the winner", () => {
  const winner = (said: RowSaid) => one(game("G000001", said)).game.winner;

  it("follows from the scores, whatever the label says", () => {
    expect(winner({ winner: "Blue" })).toBe("red");
    expect(winner({ final_score_red: "7", winner: "" })).toBe("draw");
    expect(kinds(game("G000001", { winner: "Bleu" }))).toEqual([
      ["winner_contradicts", null, "winner", "blue", "red"],
    ]);
  });

  it("follows from the label where a score is missing", () => {
    expect(winner({ final_score_blue: "", winner: "Bleu" })).toBe("blue");
    expect(winner({ final_score_blue: "", winner: "" })).toBeNull();
  });

  it("follows from both scores in one cell", () => {
    const said = { final_score_red: "5 - 8", final_score_blue: "" };
    expect(one(game("G000001", said)).game).toMatchObject({
      scoreRed: 5,
      scoreBlue: 8,
      winner: "blue",
      guessed: ["score_red", "score_blue"],
    });
  });

  it("shows which score comes first in one cell, if many agree", () => {
    const rows = Array.from({ length: 12 }, (_, at) =>
      game(`G0000${at + 10}`, { final_score_red: "3 - 8", final_score_blue: "", winner: "Rouge" }),
    ).flat();
    expect(judged(rows)[0]?.game).toMatchObject({ scoreRed: 8, scoreBlue: 3 });
  });
});

describe("[H22] what contradicts itself", () => {
  it("more goals than scored is told and repairs nothing", () => {
    const rows = game(
      "G000001",
      { final_score_red: "5", player_goals: "1" },
      { player_goals: "6" },
    );
    expect(one(rows).game.scoreRed).toBe(5);
    expect(kinds(rows)).toEqual([
      ["winner_contradicts", null, "winner", "red", "blue"],
      ["more_goals_than_scored", null, "score_red", "7", 5],
    ]);
  });

  it("dates outside the season and after the recording are told", () => {
    expect(
      kinds(game("G000001", { season: "2024/2025", created_at: "2024-01-01T10:00:00" })),
    ).toEqual([
      ["season_contradicts", null, "season", "2024/2025", "2024-03-15"],
      ["after_recording", null, "date", "2024-03-15", "2024-01-01T10:00:00"],
    ]);
  });

  it("names that several people have are told; they stay several", () => {
    const { reading, judgements } = wholeOf(file(...game("G000001", { player_name: "Lou Roux" })));
    expect(reading.sharedNames).toEqual([
      { name: "Lou Roux", playerIds: ["P0001", "P0002", "P0003", "P0004"] },
    ]);
    expect(judgements[0]?.lines).toHaveLength(4);
  });
});

describe("[H23] three against one", () => {
  const rows = [...games(5), ...game("G000001", {}, {}, {}, { team_color: "🔴" })];
  const sides = (options?: JudgeOptions) =>
    judged(rows, options)
      .at(-1)
      ?.lines.map(({ team }) => team);

  it("stays as told", () => {
    expect(sides()).toEqual(["red", "red", "red", "blue"]);
    expect(
      judged(rows)
        .at(-1)
        ?.findings.map(({ kind }) => kind),
    ).toContain("uneven_sides");
  });

  it("is repaired if asked for", () => {
    expect(sides({ repairSides: true })).toEqual(["red", "red", "blue", "blue"]);
    const last = judged(rows, { repairSides: true }).at(-1);
    expect(last?.findings.map(({ kind }) => kind)).toContain("side_repaired");
    expect(last?.lines[2]?.guessed).toEqual(["team"]);
  });
});
