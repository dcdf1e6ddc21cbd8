import { ApiProblem } from "../../../shared/api/problem.ts";

/** Why a file is no history: a code, and the columns or the row that it is about. */
export interface Refusal {
  code: string;
  detail: string | null;
}

/** What the server said of a file that it did not take; null for other problems. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ApiProblem) || error.code !== "not_a_history") return null;
  const said = error.fields.find(({ path }) => path === "file")?.message ?? error.code;
  const [code = "", ...detail] = said.split(": ");
  return { code, detail: detail.length === 0 ? null : detail.join(": ") };
}
