import os from "node:os";
import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";

/** How a process is just now, as it says itself. */
const toldSchema = z.object({
  /** Null where a process does not offer it. */
  checks: z.object({ bus: z.boolean(), broker: z.boolean().nullable() }),
  cpu: z.number(),
  machineCpu: z.number(),
  memoryBytes: z.number(),
  loopDelayMs: z.number(),
  viewers: z.number(),
  /** As this process sees it; null where there is none. */
  replica: z.object({ lagSeconds: z.number().nullable() }).nullable(),
});
export type Told = z.infer<typeof toldSchema>;

export interface Self {
  id: string;
  roles: readonly string[];
  version: string;
  commit: string;
  startedAt: Date;
}

/** Says that this process runs, and how it is. */
export async function tell(db: Db, self: Self, told: Told): Promise<void> {
  const { id, roles, version, commit, startedAt } = self;
  const now = sql<Date>`clock_timestamp()`;
  await db
    .insertInto("processes")
    .values({
      ...{ id, version, commit, host: os.hostname(), roles: [...roles], started_at: startedAt },
      ...{ node: process.versions.node, seen_at: now, told: JSON.stringify(told) },
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ seen_at: now, told: JSON.stringify(told) }),
    )
    .execute();
}

/** A process that ends in peace is not missed. */
export async function leave(db: Db, id: string): Promise<void> {
  await db.deleteFrom("processes").where("id", "=", id).execute();
}

/** Several times what passes between two words of one that lives. */
const LOST_AFTER_MS = 45_000;

export interface KnownProcess extends Omit<Self, "roles"> {
  host: string;
  roles: string[];
  node: string;
  seenAt: Date;
  isLost: boolean;
  told: Told;
}

/** The processes of the last hour, oldest first. */
export async function knownProcesses(db: Db, now: number): Promise<KnownProcess[]> {
  const rows = await db
    .selectFrom("processes")
    .selectAll()
    .where("seen_at", ">", new Date(now - 3_600_000))
    .orderBy("started_at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, host: row.host, roles: row.roles, version: row.version, commit: row.commit },
    ...{ node: row.node, startedAt: row.started_at, seenAt: row.seen_at },
    isLost: now - row.seen_at.getTime() > LOST_AFTER_MS,
    told: toldSchema.parse(row.told),
  }));
}

export async function forgetOldProcesses(db: Db): Promise<void> {
  await sql`delete from processes where seen_at < now() - interval '1 day'`.execute(db);
}
