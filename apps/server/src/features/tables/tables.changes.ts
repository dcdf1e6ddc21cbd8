import type { Table, tableCreateSchema, tablePatchSchema } from "@babyfoot/contract";
import { sql } from "kysely";
import type { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { audit, changesBetween } from "../audit/audit.service.ts";
import { loadTables } from "./tables.queries.ts";
import { changedTables } from "./tables.service.ts";
import { presentTable, type TableRow } from "./tables.view.ts";

async function namedConflict<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "tables_code") throw new AppError("code_taken");
    if (constraint === "tables_are_in_a_venue")
      throw new AppError("invalid_input", undefined, {
        errors: [{ path: "/venueId", message: "is unknown" }],
      });
    throw error;
  }
}

async function announced(tx: Transaction, id: string): Promise<Table> {
  const changes = await changedTables(tx, [id]);
  await announce(tx, changes);
  const [row] = await loadTables(tx, [id]);
  if (row === undefined) throw new AppError("not_found");
  return presentTable(row);
}

/** Adds a table. @throws AppError `code_taken`, `invalid_input` for an unknown venue. */
export async function createTable(
  tx: Transaction,
  input: z.output<typeof tableCreateSchema>,
  actorId: string,
): Promise<Table> {
  const id = newId();
  await namedConflict(
    tx
      .insertInto("tables")
      .values({
        id,
        venue_id: input.venueId,
        code: input.code,
        name: input.name,
        location: input.location ?? null,
        condition: input.condition ?? null,
        version: 0,
        ...(input.bounceMs !== undefined && { bounce_ms: input.bounceMs }),
      })
      .execute(),
  );
  const { venueId, code: tableCode, name } = input;
  await audit(tx, {
    ...{ actorId, action: "table.created", subjectType: "table", subjectId: id, venueId },
    details: { tableCode, name },
  });
  return announced(tx, id);
}

/** Who changes a table, and the version of it that they have read. */
export interface TableEditor {
  actorId: string;
  expected: number | undefined;
}

const auditedFields = (row: TableRow) => ({
  code: row.code,
  name: row.name,
  location: row.location,
  condition: row.condition,
  bounceMs: row.bounce_ms,
  retired: row.retired_at !== null,
});

/**
 * Before a table is locked to be retired: whoever reserves holds the venue's row, so nothing more is reserved there;
 * what is, the trigger `tables_give_back` gives back, and reservations come before tables in the order of locks.
 */
async function lockReserving(tx: Transaction, id: string): Promise<void> {
  await sql`select from venues where id = (select venue_id from tables where id = ${id}) for update`.execute(
    tx,
  );
  await sql`
    select from reservations
    where venue_id = (select venue_id from tables where id = ${id}) and table_id = ${id}
      and status in ('offered', 'booked', 'checked_in') and ends_at > now()
    order by id for update`.execute(tx);
}

async function lockTable(
  tx: Transaction,
  id: string,
  expected: number | undefined,
): Promise<TableRow> {
  // What is played waits here: no match begins on a table while it is being retired.
  await tx
    .selectFrom("table_heads")
    .select("table_id")
    .where("table_id", "=", id)
    .forUpdate()
    .execute();
  await tx
    .selectFrom("devices")
    .select("id")
    .where("table_id", "=", id)
    .orderBy("id")
    .forUpdate()
    .execute();
  await tx.selectFrom("tables").select("id").where("id", "=", id).forUpdate().execute();
  const [row] = await loadTables(tx, [id]);
  if (row === undefined) throw new AppError("not_found");
  checkVersion(expected, row.version);
  return row;
}

/** Changes a table. @throws AppError `not_found`, `stale`, `code_taken`, `match_running` when retiring one in play. */
export async function updateTable(
  tx: Transaction,
  id: string,
  input: z.output<typeof tablePatchSchema>,
  { actorId, expected }: TableEditor,
): Promise<Table> {
  if (input.retired === true) await lockReserving(tx, id);
  const row = await lockTable(tx, id, expected);
  const { code, name, location, condition, bounceMs, retired } = input;
  if (retired === true && row.running_match_id !== null) throw new AppError("match_running");
  const before = auditedFields(row);
  const retiredAt = retired === true ? (row.retired_at ?? new Date()) : null;
  await namedConflict(
    tx
      .updateTable("tables")
      .set({
        id,
        ...(code !== undefined && { code }),
        ...(name !== undefined && { name }),
        ...(location !== undefined && { location }),
        ...(condition !== undefined && { condition }),
        ...(bounceMs !== undefined && { bounce_ms: bounceMs }),
        ...(retired !== undefined && { retired_at: retiredAt }),
      })
      .where("id", "=", id)
      .execute(),
  );
  const changes = changesBetween(before, input);
  if (changes.length > 0)
    await audit(tx, {
      ...{ actorId, action: "table.changed", subjectType: "table", subjectId: id },
      venueId: row.venue_id,
      details: { tableCode: row.code, changes },
    });
  return announced(tx, id);
}

/** Removes a table without history, retires one that has any. @throws AppError `not_found`, `stale`, `match_running`. */
export async function removeTable(
  tx: Transaction,
  id: string,
  { actorId, expected }: TableEditor,
): Promise<void> {
  await lockReserving(tx, id);
  const row = await lockTable(tx, id, expected);
  if (row.running_match_id !== null) throw new AppError("match_running");
  await tx
    .updateTable("devices")
    .set((eb) => ({ revoked_at: new Date(), online: false, version: eb("version", "+", 1) }))
    .where("table_id", "=", id)
    .where("revoked_at", "is", null)
    .execute();
  await tx
    .updateTable("tables")
    .set({ retired_at: row.retired_at ?? new Date() })
    .where("id", "=", id)
    .execute();
  const stays = await hasHistory(tx, row);
  await audit(tx, {
    ...{ actorId, subjectType: "table", subjectId: id, venueId: row.venue_id },
    action: stays ? "table.retired" : "table.removed",
    details: { tableCode: row.code, name: row.name },
  });
  await announce(tx, await changedTables(tx, [id]));
  if (!stays) await tx.deleteFrom("tables").where("id", "=", id).execute();
}

/** Whether anything was played on a table, reserved, or reported of it. */
async function hasHistory(tx: Transaction, { id, venue_id }: TableRow): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from table_events where venue_id = ${venue_id} and table_id = ${id})
        or exists (select from matches where venue_id = ${venue_id} and table_id = ${id})
        or exists (select from reservations where venue_id = ${venue_id} and table_id = ${id})
        or exists (select from queue_entries where venue_id = ${venue_id} and table_id = ${id})
        or exists (select from faults where venue_id = ${venue_id} and table_id = ${id}) as known`.execute(
    tx,
  );
  return rows[0]?.known === true;
}
