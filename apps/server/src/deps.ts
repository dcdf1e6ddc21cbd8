import type { Settings } from "./config.ts";
import type { Database } from "./platform/database.ts";
import type { Log } from "./platform/log/log.ts";
import type { Reach } from "./platform/outgoing/post.ts";

/** What a server is built from. */
export interface Deps {
  settings: Settings;
  database: Database;
  log: Log;
  /** Keys what must be unguessable and still found again. */
  secretKey: string;
  version: string;
  commit: string;
  /** Where it may send what others have given the address of. */
  reach: Reach;
}

/** What a server of pages and files is built from. */
export type FrontDeps = Pick<Deps, "settings" | "log" | "version" | "commit">;
