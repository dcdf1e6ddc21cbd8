import type { Sentence } from "./sentence.ts";
import { TEXT_RULES } from "./text-rules.ts";
import { TIME_RULES } from "./time-rules.ts";
import { VALUE_RULES } from "./value-rules.ts";

/** What each rule does, in a sentence. */
export const RULES = {
  ...TEXT_RULES,
  ...TIME_RULES,
  ...VALUE_RULES,
} as const satisfies Record<string, Sentence>;
