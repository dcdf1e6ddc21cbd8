import type pg from "pg";
import type { Db } from "../../../platform/database.ts";
import type { ImportOptions } from "../imports.queries.ts";
import type { Progress } from "./progress.ts";

/** An import that somebody works on. */
export interface Job {
  db: Db;
  id: string;
  venueId: string;
  worker: string;
  /** Of the file, unzipped. */
  bytes: number;
  isPreview: boolean;
  options: ImportOptions;
  progress: Progress;
  /** Connections of its own, for COPY and the cursor. */
  clients: readonly [pg.Client, pg.Client, pg.Client];
}
