import { expect, it } from "vitest";
import { exportPath } from "./exports.ts";

const ANY = { from: "", to: "", importId: "" };

it("an export is asked for as a whole, or by days and import", () => {
  expect(exportPath({ dataset: "lines", format: "parquet" }, ANY)).toBe(
    "/api/v1/exports/lines.parquet",
  );
  expect(
    exportPath({ dataset: "games", format: "csv" }, { ...ANY, from: "2024-03-01", importId: "7" }),
  ).toBe("/api/v1/exports/games.csv?from=2024-03-01&importId=7");
});
