import { readFileSync } from "node:fs";
import path from "node:path";
import { APPLIED } from "../places.ts";
import { type AppliedState, readAppliedState } from "../policies/applied-state.ts";

export const SIZE_NAMES = ["demo", "campus", "region"] as const;

const fileOf = (name: string): string => path.join(APPLIED, `${name}.json`);

/** The text of the state that is kept of an application. */
export const keptText = (name: string): string => readFileSync(fileOf(name), "utf8");

/** The state that is kept of an application. */
export const keptState = (name: string): AppliedState => readAppliedState(keptText(name));
