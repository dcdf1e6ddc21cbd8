import { describe, expect, it } from "vitest";
import { HistoryError } from "../errors.ts";
import { columnsNamed } from "../testing/cells.ts";
import { GAME_COLUMNS, KEY_COLUMNS, LINE_COLUMNS } from "./column.ts";
import { columnsOf, type Mapping } from "./columns.ts";

const missing = (header: string[], mapping?: Mapping) => {
  try {
    columnsOf(header, mapping);
    return null;
  } catch (error) {
    return error instanceof HistoryError ? [error.code, ...error.columns] : null;
  }
};

describe("[H4] columns", () => {
  it("are known by our own names", () => {
    const ours = [...KEY_COLUMNS, ...GAME_COLUMNS, ...LINE_COLUMNS];
    expect(columnsNamed(ours)).toEqual(ours);
  });

  it("are known in French, whatever the case, accents and signs", () => {
    expect(
      columnsNamed([
        "ID partie",
        "Id_Joueur",
        "DATE DE LA PARTIE",
        "Durée (min)",
        "Buts marqués",
        "Arrêts",
        "Temps de possession (s)",
        "N° table",
        "Marque",
      ]),
    ).toEqual([
      "game_id",
      "player_id",
      "date",
      "duration_seconds",
      "goals",
      "saves",
      "possession_seconds",
      "table_id",
      null,
    ]);
    expect(columnsNamed(["matchId", "playerId", "scoreRed", "teamColor"])).toEqual([
      "game_id",
      "player_id",
      "score_red",
      "team",
    ]);
  });

  it("follow a mapping before their names, which may also put one aside", () => {
    const mapping: Mapping = { "N°": "game_id", Qui: "player_id", date: null, "Saisie le": "date" };
    expect(
      columnsOf(["N°", "Qui", "Date", "saisie LE"], mapping).map(({ column }) => column),
    ).toEqual(["game_id", "player_id", null, "date"]);
  });

  it("are each taken once, our own name before others, the first before the second", () => {
    expect(columnsNamed(["match", "game_id", "player_id", "buts", "goals", "goals"])).toEqual([
      null,
      "game_id",
      "player_id",
      null,
      "goals",
      null,
    ]);
    expect(columnsOf(["game_id", "player_id", "x", "x", ""]).map(({ header }) => header)).toEqual([
      "game_id",
      "player_id",
      "x",
      "x (2)",
      "#5",
    ]);
  });

  it("name those that are missing, and take no name for an identity", () => {
    expect(missing(["game_id", "player", "goals"])).toEqual(["missing_columns", "player_id"]);
    expect(missing(["a", "b"])).toEqual(["missing_columns", "game_id", "player_id"]);
    expect(missing(["<!doctype html>"])).toEqual(["not_csv"]);
  });
});
