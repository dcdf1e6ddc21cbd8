import os from "node:os";
import { type Selectable, sql } from "kysely";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import type { Processes } from "../../platform/database.types.ts";

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

/** The processes of the last hour, oldest first. What another release says in other words is left out. */
export async function knownProcesses(db: Db, now: Date): Promise<KnownProcess[]> {
  const rows = await db
    .selectFrom("processes")
    .selectAll()
    .where("seen_at", ">", new Date(now.getTime() - 3_600_000))
    .orderBy("started_at")
    .orderBy("id")
    .execute();
  return rows.flatMap((row) => {
    const told = toldSchema.safeParse(row.told);
    return told.success ? [presentKnown(row, told.data, now)] : [];
  });
}

function presentKnown(row: Selectable<Processes>, told: Told, now: Date): KnownProcess {
  return {
    ...{ id: row.id, host: row.host, roles: row.roles, version: row.version, commit: row.commit },
    ...{ node: row.node, startedAt: row.started_at, seenAt: row.seen_at },
    isLost: now.getTime() - row.seen_at.getTime() > LOST_AFTER_MS,
    told,
  };
}

export async function forgetOldProcesses(db: Db): Promise<void> {
  await sql`delete from processes where seen_at < now() - interval '1 day'`.execute(db);
}
