import type { ImportStatus } from "@babyfoot/contract";
import { sql, type UpdateObject } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import type { DB } from "../../platform/database.types.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { announce } from "../../platform/live-log.ts";
import { audit } from "../audit/audit.service.ts";
import { findImport, type ImportRow } from "./imports.queries.ts";
import { presentImport } from "./imports.view.ts";

type ImportPatch = UpdateObject<DB, "imports">;

/** In which state an import must be, and whose, for a change. */
export interface Expected {
  id: string;
  from: readonly ImportStatus[];
  /** Only while this one works on it. */
  worker?: string;
}

/** What a person does about an import. */
export interface ImportDeed {
  actorId: string;
  action: "import.begun" | "import.confirmed" | "import.cancelled" | "import.reverted";
}

export async function auditImport(tx: Transaction, id: string, deed: ImportDeed): Promise<void> {
  const { venue_id: venueId, file_name: name } = await findImport(tx, id);
  await audit(tx, { ...deed, subjectType: "import", subjectId: id, venueId, details: { name } });
}

/** Tells every administrator, and nobody else, how an import is now. Call it last in the transaction. */
export async function announceImport(tx: Transaction, id: string): Promise<ImportRow> {
  const row = await findImport(tx, id);
  const admins = await tx.selectFrom("users").select("id").where("role", "=", "admin").execute();
  const message = { type: "import.changed", import: presentImport(row) } as const;
  const nowhere = { venueId: null, tableId: null, matchId: null };
  await announce(
    tx,
    admins.map((admin) => ({ ...nowhere, playerId: admin.id, message })),
  );
  return row;
}

/** Changes an import if it is as expected, and shows that somebody lives; answers whether it was. */
export async function changeImport(
  tx: Transaction,
  { id, from, worker }: Expected,
  patch: ImportPatch,
): Promise<boolean> {
  const changed = await tx
    .updateTable("imports")
    .set({ ...patch, beat_at: sql`now()`, version: sql`version + 1` })
    .where("id", "=", id)
    .where("status", "in", [...from])
    .$if(worker !== undefined, (query) => query.where("worker", "=", worker ?? ""))
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Changes an import and tells of it, with who did it where that was a person; undefined where it was not as expected. */
export async function changeAndTell(
  db: Db,
  expected: Expected,
  patch: ImportPatch,
  done?: ImportDeed,
): Promise<ImportRow | undefined> {
  try {
    return await db.transaction().execute(async (tx) => {
      if (!(await changeImport(tx, expected, patch))) return undefined;
      if (done !== undefined) await auditImport(tx, expected.id, done);
      return announceImport(tx, expected.id);
    });
  } catch (error) {
    throw asRunning(error);
  }
}

/** That another import of the venue is under way, the database says. */
export const asRunning = (error: unknown): unknown =>
  violatedConstraint(error) === "imports_one_at_a_time" ? new AppError("import_running") : error;

/** Ends an import that went wrong. */
export const failImport = (
  db: Db,
  expected: Expected,
  { code, detail }: { code: string; detail: string | null },
): Promise<ImportRow | undefined> =>
  changeAndTell(db, expected, {
    status: "failed",
    error_code: code,
    error_detail: detail,
    finished_at: sql`now()`,
    worker: null,
  });

/** Lets another take over at once what somebody works on. */
export async function giveBack(db: Db, worker: string): Promise<void> {
  await sql`update imports set worker = null where worker = ${worker} and status = 'importing'`.execute(
    db,
  );
}
