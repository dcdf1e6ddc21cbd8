import type { Fault, faultCreateSchema, faultPatchSchema } from "@babyfoot/contract";
import type { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { changedTables } from "../tables/tables.service.ts";
import { findFault, presentFault } from "./faults.queries.ts";

async function announced(tx: Transaction, faultId: string): Promise<Fault> {
  const row = await findFault(tx, faultId);
  if (row === undefined) throw new AppError("not_found");
  await announce(tx, await changedTables(tx, [row.table_id]));
  return presentFault(row);
}

/** Keeps what somebody says is wrong with a table. @throws AppError `not_found` for an unknown table. */
export async function reportFault(
  tx: Transaction,
  tableId: string,
  input: z.output<typeof faultCreateSchema>,
  reporterId: string,
): Promise<Fault> {
  const table = await tx
    .selectFrom("tables")
    .select("venue_id")
    .where("id", "=", tableId)
    .executeTakeFirst();
  if (table === undefined) throw new AppError("not_found");
  const id = newId();
  await tx
    .insertInto("faults")
    .values({
      id,
      venue_id: table.venue_id,
      table_id: tableId,
      kind: input.kind,
      description: input.description ?? null,
      blocking: input.blocking ?? false,
      reported_by: reporterId,
    })
    .execute();
  return announced(tx, id);
}

/** Resolves a fault once, or changes whether it blocks. @throws AppError `not_found`, `conflict` when it is resolved already. */
export async function changeFault(
  tx: Transaction,
  id: string,
  input: z.output<typeof faultPatchSchema>,
  personId: string,
): Promise<Fault> {
  const { blocking, resolved, resolution } = input;
  const changed = await tx
    .updateTable("faults")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(blocking !== undefined && { blocking }),
      ...(resolution !== undefined && { resolution }),
      ...(resolved === true && { resolved_at: new Date(), resolved_by: personId }),
    }))
    .where("id", "=", id)
    .where("resolved_at", "is", null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) {
    const known = await findFault(tx, id);
    throw new AppError(known === undefined ? "not_found" : "conflict");
  }
  return announced(tx, id);
}
