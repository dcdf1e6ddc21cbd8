import { expect, it } from "vitest";
import { ApiProblem } from "../../../shared/api/problem.ts";
import { refusalOf } from "./refusal.ts";

const refused = (message: string) =>
  new ApiProblem({ code: "not_a_history", status: 422, fields: [{ path: "file", message }] });

it("a file that is no history says why, and what of it", () => {
  expect(refusalOf(refused("missing_columns: game_id, player_id"))).toEqual({
    code: "missing_columns",
    detail: "game_id, player_id",
  });
  expect(refusalOf(refused("not_csv"))).toEqual({ code: "not_csv", detail: null });
});

it("other problems are no refusal of the file", () => {
  expect(refusalOf(new ApiProblem({ code: "import_running" }))).toBeNull();
  expect(refusalOf(new Error("?"))).toBeNull();
});
