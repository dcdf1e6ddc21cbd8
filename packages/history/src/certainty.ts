import type { Rule } from "./rules/rule.ts";

/**
 * How sure a value is. `kept`: the cell said it in our own form. `changed`: another form with one sure reading.
 * `guessed`: read by a stated rule although another reading is possible. `refused`: impossible or unreadable, so unknown.
 * `empty`: nothing was said.
 */
export type Certainty = "kept" | "changed" | "guessed" | "refused" | "empty";

export const CERTAINTIES: readonly Certainty[] = ["kept", "changed", "guessed", "refused", "empty"];

/** What a cell was read as, how sure that is, and by which rule. Unknown is null. */
export interface Verdict<T> {
  readonly value: T | null;
  readonly certainty: Certainty;
  readonly rule: Rule;
}

export const kept = <T>(value: T): Verdict<T> => ({ value, certainty: "kept", rule: "kept" });
export const changed = <T>(value: T, rule: Rule): Verdict<T> => ({
  value,
  certainty: "changed",
  rule,
});
export const guessed = <T>(value: T, rule: Rule): Verdict<T> => ({
  value,
  certainty: "guessed",
  rule,
});
export const refused = (rule: Rule): Verdict<never> => ({
  value: null,
  certainty: "refused",
  rule,
});
export const empty = (rule: Rule = "empty"): Verdict<never> => ({
  value: null,
  certainty: "empty",
  rule,
});
