import { describe, expect, it } from "vitest";
import { file, game, games, type RowSaid } from "../testing/notation.ts";
import { csv, wholeOf } from "../testing/whole.ts";

const idsOf = (rows: RowSaid[]) =>
  wholeOf(file(...rows)).judgements.map(({ game: { gameId } }) => gameId);

describe("[H16] ids of games", () => {
  const usual = games(20);
  const own = {
    game_date: "2025-01-09",
    table_id: "T30",
    location: "Cellar",
    game_duration: "00:09:31",
  };
  const oddIds = (...rows: RowSaid[]) =>
    idsOf([...usual, ...rows]).filter((id) => !/^G0001[01]/.test(id));

  it("are one in other cases and with other signs", () => {
    expect(
      oddIds(...game("g000007", own), ...game("G-000007", own), ...game(" G000007", own)),
    ).toEqual(["G000007"]);
  });

  it("lose a suffix, and get a digit that is missing, where the id is free", () => {
    expect(oddIds(...game("G000007_1", own), ...game("G000008a"), ...game("G00009", own))).toEqual([
      "G000007",
      "G000008",
      "G000009",
    ]);
  });

  it("are one with a letter for a digit, and without their letters", () => {
    expect(oddIds(...game("GO000O7", own), ...game("000008"), ...game("G000009 (2)"))).toEqual([
      "G000007",
      "G000008",
      "G000009",
    ]);
  });

  it("join the game whose rows tell of the same", () => {
    const [first = {}, ...others] = game("G000007", own);
    expect(oddIds(...others, { ...first, game_id: "G000007a" })).toEqual(["G000007"]);
    expect(oddIds(...others, { ...first, game_id: "G00007" })).toEqual(["G000007"]);
    const many = game("G123456", own);
    expect(oddIds(...many.slice(1), { ...many[0], game_id: "G12356" })).toContain("G123456");
  });

  it("stay apart from a game whose rows tell of something else", () => {
    const other = {
      game_date: "2023-10-01",
      table_id: "T31",
      location: "Attic",
      game_duration: "00:20:00",
    };
    expect(oddIds(...game("G000007", own), ...game("G000007_1", other))).toEqual([
      "G000007",
      "G000007_1",
    ]);
    expect(oddIds(...game("G000007", own), ...game("G00007", other))).toEqual([
      "G000007",
      "G00007",
    ]);
    expect(oddIds(...game("G000007", own), ...game("g000007", other))).toEqual([
      "G000007",
      "g000007",
    ]);
  });

  it("stay as they are in a file without a usual form", () => {
    expect(idsOf([...game("final"), ...game("a/7"), ...game("12"), ...game("305")])).toEqual([
      "final",
      "a/7",
      "12",
      "305",
    ]);
    expect(idsOf([...game("9"), ...game("10"), ...game("12.0"), ...game("12")])).toEqual([
      "9",
      "10",
      "12",
    ]);
  });
});

describe("[H17] people", () => {
  const named = (...names: string[]) =>
    wholeOf(
      csv([["game_id", "player_id", "name"], ...names.map((name, at) => [`G${at}`, "P1", name])]),
    ).reading.names;

  it("are shown by the best of their spellings", () => {
    expect(
      named("Juli3 Mor3au", "J. Moreau", "MOREAU JULIE", "Julie Moreau", "Julie", "Julie"),
    ).toEqual({
      P1: "Julie Moreau",
    });
    expect(named("Zo\u00c3\u00a9 Perrin", "zoé perrin", "Zoé")).toEqual({ P1: "Zoé Perrin" });
  });

  it("keep a spelling with digits where no other exists", () => {
    expect(named("R2 D2", "R.")).toEqual({ P1: "R2 D2" });
  });

  it("take the canonical name before the name", () => {
    const rows = [
      ["G1", "P1", "Bob le Grand", "Robert Petit"],
      ["G2", "P1", "Bob le Grand", ""],
    ];
    const { reading } = wholeOf(csv([["game_id", "player_id", "name", "full name"], ...rows]));
    expect(reading.names).toEqual({ P1: "Robert Petit" });
  });

  it("are one with ids in other cases, and never one by their name", () => {
    const rows = [
      ["G1", "p0001", "Lou Roux"],
      ["G2", "P0001", "Lou Roux"],
      ["G3", "P0002", "Lou Roux"],
    ];
    const { reading, judgements } = wholeOf(csv([["game_id", "player_id", "name"], ...rows]));
    expect(judgements.map(({ lines: [line] }) => line?.playerId)).toEqual([
      "P0001",
      "P0001",
      "P0002",
    ]);
    expect(reading.sharedNames).toEqual([{ name: "Lou Roux", playerIds: ["P0001", "P0002"] }]);
  });
});

describe("[H5] rows with too many or too few cells", () => {
  const header = ["game_id", "player_id", "comment", "team", "goals", "saves"];
  const sound = [1, 2, 3, 4].map((at) => `G00000${at},P0001,fine,red,1,2`);
  const body = (...lines: string[]) =>
    wholeOf([header.join(","), ...sound, ...lines, ""].join("\n"));

  it("with an unquoted delimiter are put together again", () => {
    const { rows, judgements } = body("G000009,P0001,well, well, well,blue,3,4");
    expect(rows[4]).toMatchObject({
      ragged: 2,
      isRejoined: true,
      line: { comment: "well, well, well", team: "blue", goals: 3, saves: 4 },
    });
    expect(judgements).toHaveLength(5);
  });

  it("are read as told where nothing can be put together, and nothing is lost", () => {
    const { rows, tally } = body("G000009,P0001,fine,blue,3,4,5,six");
    expect(rows[4]).toMatchObject({ isRejoined: false, aside: { "#7": "5", "#8": "six" } });
    expect(tally.findings.ragged_row?.count).toBe(1);
  });

  it("are refused where most of them have more cells than the header", () => {
    const rows = sound.map((line, at) => `${at},${line}`);
    expect(() => wholeOf([header.join(","), ...rows].join("\n"))).toThrow(
      expect.objectContaining({ code: "header_too_short" }),
    );
    expect(
      wholeOf([header.join(","), ...sound.map((line) => `${line},`)].join("\n")).judgements,
    ).toHaveLength(4);
  });

  it("join no game where a cut leaves them without their ids", () => {
    const { rows, judgements, tally } = body("G000009,P0001,line one", "line two,blue,3,4");
    expect(rows.slice(4).map(({ gameId }) => gameId)).toEqual(["G000009", null]);
    expect(judgements).toHaveLength(5);
    expect(tally.findings).toMatchObject({
      ragged_row: { count: 2 },
      row_without_key: { count: 1 },
    });
  });
});
