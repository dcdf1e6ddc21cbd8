import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type AppliedState, readAppliedState } from "../applied-state.ts";

const folder = fileURLToPath(new URL("../../../../infra/aws/tests/applied/", import.meta.url));

/** What was applied, by name: the sizes, and what an account needs once. */
export const KEPT = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => path.basename(file, ".json"))
  .sort((one, other) => one.localeCompare(other));

/** One of them, as it was applied. */
export function kept(name: string): AppliedState {
  return readAppliedState(readFileSync(path.join(folder, `${name}.json`), "utf8"));
}
