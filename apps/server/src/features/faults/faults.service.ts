import type { Fault, faultCreateSchema, faultPatchSchema } from "@babyfoot/contract";
import type { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { audit, changesBetween } from "../audit/audit.service.ts";
import { notifyVenue } from "../notifications/notifications.service.ts";
import { changedTables } from "../tables/tables.service.ts";
import { findFault, presentFault } from "./faults.queries.ts";

/** A fault with its version. */
export interface KnownFault {
  fault: Fault;
  version: number;
}

/** @throws AppError `not_found`. */
export async function knowFault(db: Db | Transaction, id: string): Promise<KnownFault> {
  const row = await findFault(db, id);
  if (row === undefined) throw new AppError("not_found");
  return { fault: presentFault(row), version: row.version };
}

async function announced(tx: Transaction, faultId: string): Promise<KnownFault> {
  const known = await knowFault(tx, faultId);
  await announce(tx, await changedTables(tx, [known.fault.tableId]));
  return known;
}

/** Keeps what somebody says is wrong with a table. @throws AppError `not_found` for an unknown table. */
export async function reportFault(
  tx: Transaction,
  tableId: string,
  input: z.output<typeof faultCreateSchema>,
  reporterId: string,
): Promise<KnownFault> {
  const table = await tx
    .selectFrom("tables")
    .select(["venue_id", "name"])
    .where("id", "=", tableId)
    .forKeyShare()
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
  await notifyVenue(tx, [
    {
      venueId: table.venue_id,
      kind: "fault_reported",
      subject: id,
      key: `fault:${id}`,
      data: { table: table.name, playerId: reporterId, fault: input.description ?? input.kind },
      path: `/tables/${tableId}`,
    },
  ]);
  return announced(tx, id);
}

/**
 * Resolves a fault once, or changes whether it blocks.
 * @throws AppError `not_found`, `stale`, `conflict` when it is resolved already.
 */
export async function changeFault(
  tx: Transaction,
  id: string,
  input: z.output<typeof faultPatchSchema>,
  { personId, expected }: { personId: string; expected: number | undefined },
): Promise<KnownFault> {
  const { blocking, resolved, resolution } = input;
  const current = await tx
    .selectFrom("faults")
    .innerJoin("tables as t", "t.id", "faults.table_id")
    .select(["faults.version", "resolved_at", "blocking", "faults.venue_id", "t.code", "kind"])
    .where("faults.id", "=", id)
    .forUpdate("faults")
    .executeTakeFirst();
  if (current === undefined) throw new AppError("not_found");
  checkVersion(expected, current.version);
  if (current.resolved_at !== null)
    throw new AppError("conflict", "The fault is resolved already.");
  await tx
    .updateTable("faults")
    .set((eb) => ({
      version: eb("version", "+", 1),
      ...(blocking !== undefined && { blocking }),
      ...(resolution !== undefined && { resolution }),
      ...(resolved === true && { resolved_at: new Date(), resolved_by: personId }),
    }))
    .where("id", "=", id)
    .execute();
  const before = { blocking: current.blocking };
  const changes = changesBetween(before, { blocking: blocking ?? before.blocking });
  if (resolved === true || changes.length > 0)
    await audit(tx, {
      ...{ actorId: personId, subjectType: "fault", subjectId: id, venueId: current.venue_id },
      action: resolved === true ? "fault.resolved" : "fault.changed",
      details: {
        ...{ tableCode: current.code, name: current.kind, changes },
        ...(resolution !== undefined && { reason: resolution }),
      },
    });
  return announced(tx, id);
}
