import { sql } from "kysely";
import { type Connection, connect } from "../../platform/connection.ts";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { exportAgain } from "./changed-days.ts";
import type { Destination } from "./destination.ts";
import { type Exported, exportDays } from "./export-days.ts";

export interface RunDeps {
  db: Db;
  connection: Connection;
  target: string;
  destination: Destination;
  signal: AbortSignal;
}

interface Run {
  origin: "daily" | "shell";
  /** Exported even if it has not changed; without it all days that have. */
  day?: string | undefined;
  /** Asked once nobody else can be exporting. */
  stillDue?: () => Promise<boolean>;
}

const LOCK = "select pg_try_advisory_lock(hashtext('export by day')) as got";
const KEPT_RUNS = 200;

/**
 * Exports what has changed, unless another process is at it (undefined then): the lock goes with this process.
 * What came of it is written down either way.
 */
export async function runExport(deps: RunDeps, run: Run): Promise<Exported | undefined> {
  const lock = await connect(deps.connection);
  lock.on("error", () => undefined);
  try {
    const { rows } = await lock.query<{ got: boolean }>(LOCK);
    if (rows[0]?.got !== true || (await run.stillDue?.()) === false) return undefined;
    return await record(deps, run);
  } finally {
    await lock.end().catch(() => undefined);
  }
}

async function record(deps: RunDeps, { origin, day }: Run): Promise<Exported> {
  const { db, target } = deps;
  const id = newId();
  await db.transaction().execute(async (tx) => {
    const before = await tx.selectFrom("export_schedule").select("target").executeTakeFirst();
    if (before?.target !== target) await exportAgain(tx);
    await tx.updateTable("export_schedule").set({ target }).execute();
    if (day !== undefined) await exportAgain(tx, day);
    await tx.insertInto("export_runs").values({ id, origin, target }).execute();
    await sql`delete from export_runs where id in (
      select id from export_runs order by id desc offset ${KEPT_RUNS})`.execute(tx);
  });
  const note = (
    { daysWritten, daysRemoved, ...counts }: Exported,
    end: { finished_at?: Date; error?: string } = {},
  ) =>
    db
      .updateTable("export_runs")
      .set({ days_written: daysWritten, days_removed: daysRemoved, ...counts, ...end })
      .where("id", "=", id)
      .execute();
  try {
    const done = await exportDays({ ...deps, onDay: async (far) => void (await note(far)) }, day);
    await note(done, { finished_at: new Date() });
    return done;
  } catch (error) {
    await db
      .updateTable("export_runs")
      .set({ finished_at: new Date(), error: reasonOf(error) })
      .where("id", "=", id)
      .execute();
    throw error;
  }
}

/** A line for administrators: what the system or the storage said. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`.slice(0, 300);
}
