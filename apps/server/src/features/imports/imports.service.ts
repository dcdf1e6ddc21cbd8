export { type ImportRunner, startImportRunner } from "./imports.jobs.ts";
export { STAGES } from "./sweep.ts";
