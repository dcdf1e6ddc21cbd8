import type { RULES } from "./catalogue.ts";

/** The stable code of a rule by which a cell was read; what it does is in the catalogue. */
export type Rule = keyof typeof RULES;
