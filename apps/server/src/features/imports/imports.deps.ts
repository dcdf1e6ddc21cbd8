import type { Db } from "../../platform/database.ts";
import type { ImportRunner } from "./imports.jobs.ts";

/** What the routes of imports are built from. */
export interface ImportDeps {
  db: Db;
  runner: ImportRunner;
}
