export { startImportRunner } from "./imports.jobs.ts";
