import { readFileSync } from "node:fs";
import path from "node:path";
import { APPLIED } from "../places.ts";
import { type AppliedState, readAppliedState } from "../policies/applied-state.ts";
import type { Kept } from "./reduce.ts";

export const SIZE_NAMES = ["demo", "campus", "region"] as const;

/** Where the state of an application is kept. */
export const fileOf = (name: string): string => path.join(APPLIED, `${name}.json`);

/** A state as it is written there. */
export const textOf = (kept: Kept): string => `${JSON.stringify(kept, null, 1)}\n`;

/** The text of the state that is kept of an application. */
export const keptText = (name: string): string => readFileSync(fileOf(name), "utf8");

/** The state that is kept of an application. */
export const keptState = (name: string): AppliedState => readAppliedState(keptText(name));
