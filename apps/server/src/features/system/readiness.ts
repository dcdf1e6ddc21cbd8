import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";

type Found = "ok" | "failing";
type Checks = Partial<Record<"database" | "broker" | "bus", Found>>;

export interface NeededToServe {
  db: Db;
  hub: LiveHub;
  /** Whether tables can speak MQTT; undefined where it is not this process's affair. */
  broker?: (() => boolean) | undefined;
}

const ASK_FOR_MS = 2_000;
/** Whoever asks within this time is told the same: load balancers ask often, and from several places. */
const ASK_EVERY_MS = 1_000;

/** Whether a process can serve. Without its broker it can: tables keep what they see, and pages go on. */
export const canServe = ({ database, bus }: Checks): boolean =>
  database !== "failing" && bus !== "failing";

/** Answers what is well of what a process needs, without asking the database more than once a second. */
export function readiness(needs: NeededToServe | undefined): () => Promise<Checks> {
  if (needs === undefined) return async () => ({});
  const { db, hub, broker } = needs;
  const found = (isWell: boolean): Found => (isWell ? "ok" : "failing");
  let asked: Promise<Found> | undefined;
  let askedAt = 0;
  return async () => {
    if (asked === undefined || performance.now() - askedAt >= ASK_EVERY_MS) {
      askedAt = performance.now();
      asked = askDatabase(db);
    }
    return {
      database: await asked,
      ...(broker !== undefined && { broker: found(broker()) }),
      bus: found(hub.connected()),
    };
  };
}

/** A database that hangs is as bad as none. */
async function askDatabase(db: Db): Promise<Found> {
  const asked = sql`select 1`.execute(db).then(
    () => "ok" as const,
    () => "failing" as const,
  );
  return Promise.race([asked, wait(ASK_FOR_MS, "failing" as const, { ref: false })]);
}
