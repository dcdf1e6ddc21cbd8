export { type ImportRunner, startImportRunner } from "./imports.jobs.ts";
