import type { Device, DeviceKind, devicePatchSchema } from "@babyfoot/contract";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { hashOf, newId, newToken } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { type AuditNote, audit, changesBetween } from "../audit/audit.service.ts";
import { changedTables } from "../tables/tables.service.ts";
import { brokerPassword } from "./broker-password.ts";
import { type DeviceRow, findDevice, presentDevice } from "./devices.queries.ts";

export { brokerPassword } from "./broker-password.ts";
export { markGone, markThere } from "./devices.there.ts";

export interface NewDevice {
  tableId: string;
  name: string;
  kind: DeviceKind;
}

/** Who changes a device; nobody where the demo makes its own. */
type Actor = string | null;

async function note(
  tx: Transaction,
  row: DeviceRow,
  { actorId, ...what }: { actorId: Actor } & Pick<AuditNote, "action" | "details">,
): Promise<void> {
  if (actorId === null) return;
  const { details } = what;
  await audit(tx, {
    ...{ actorId, action: what.action, subjectType: "device", subjectId: row.id },
    venueId: row.venue_id,
    details: { tableCode: row.table_code, name: row.name, ...details },
  });
}

/** What is kept of a token; the second is what a broker of MQTT elsewhere lets a device in by. */
const secretsOf = async (kind: DeviceKind, token: string) => ({
  token_hash: hashOf(token),
  mqtt_password: kind === "native" ? await brokerPassword(token) : null,
});

const freshToken = (kind: DeviceKind): string => newToken(kind === "board" ? "brd" : "dev");

/** Adds a device and its secret, of which only a hash stays here. @throws AppError `not_found` for an unknown table. */
export async function createDevice(
  tx: Transaction,
  { tableId, name, kind }: NewDevice,
  actorId: Actor,
): Promise<{ device: Device; token: string }> {
  const table = await tx
    .selectFrom("tables")
    .select("venue_id")
    .where("id", "=", tableId)
    .where("retired_at", "is", null)
    .forKeyShare()
    .executeTakeFirst();
  if (table === undefined) throw new AppError("not_found", "There is no such table.");
  const token = freshToken(kind);
  const id = newId();
  await tx
    .insertInto("devices")
    .values({
      id,
      venue_id: table.venue_id,
      table_id: tableId,
      name,
      kind,
      ...(await secretsOf(kind, token)),
    })
    .execute();
  const row = await lock(tx, id);
  await note(tx, row, { actorId, action: "device.created" });
  return { device: presentDevice(row), token };
}

async function lock(tx: Transaction, id: string): Promise<DeviceRow> {
  await tx.selectFrom("devices").select("id").where("id", "=", id).forUpdate().execute();
  const row = await findDevice(tx, id);
  if (row === undefined) throw new AppError("not_found");
  return row;
}

async function lockActive(
  tx: Transaction,
  id: string,
  expected: number | undefined,
): Promise<DeviceRow> {
  const row = await lock(tx, id);
  if (row.revoked_at !== null) throw new AppError("not_found");
  checkVersion(expected, row.version);
  return row;
}

/** Gives a device a new secret; the old one ends at once. @throws AppError `not_found`. */
export async function rotateToken(
  tx: Transaction,
  id: string,
  actorId: Actor,
): Promise<{ device: Device; token: string }> {
  const row = await lockActive(tx, id, undefined);
  const token = freshToken(row.kind as DeviceKind);
  await tx
    .updateTable("devices")
    .set({ ...(await secretsOf(row.kind as DeviceKind, token)), version: row.version + 1 })
    .where("id", "=", id)
    .execute();
  await note(tx, row, { actorId, action: "device.token_changed" });
  return { device: presentDevice(await lock(tx, id)), token };
}

/** Who changes a device, and the version of it that they have read. */
interface DeviceEditor {
  actorId: string;
  expected: number | undefined;
}

const auditedFields = (row: DeviceRow) => ({ name: row.name, table: row.table_code });

/** Renames a device or moves it to another table. @throws AppError `not_found`, `stale`. */
export async function changeDevice(
  tx: Transaction,
  id: string,
  { name, tableId }: z.output<typeof devicePatchSchema>,
  { actorId, expected }: DeviceEditor,
): Promise<Device> {
  // Heads before devices, as all others lock them.
  if (tableId !== undefined) await forgetRuns(tx, tableId);
  const row = await lockActive(tx, id, expected);
  const venue =
    tableId === undefined
      ? undefined
      : await tx
          .selectFrom("tables")
          .select("venue_id")
          .where("id", "=", tableId)
          .where("retired_at", "is", null)
          .forKeyShare()
          .executeTakeFirst();
  if (tableId !== undefined && venue?.venue_id !== row.venue_id)
    throw new AppError("not_found", "There is no such table in this venue.");
  await tx
    .updateTable("devices")
    .set({
      version: row.version + 1,
      ...(name !== undefined && { name }),
      ...(tableId !== undefined && { table_id: tableId }),
    })
    .where("id", "=", id)
    .execute();
  const changed = await lock(tx, id);
  const changes = changesBetween(auditedFields(row), auditedFields(changed));
  if (changes.length > 0)
    await note(tx, row, { actorId, action: "device.changed", details: { changes } });
  if (tableId !== undefined)
    await announce(tx, await changedTables(tx, [...new Set([row.table_id, tableId])]));
  return presentDevice(changed);
}

/** What a process remembers of the table's devices is not of the one that comes: it may have been there before. */
async function forgetRuns(tx: Transaction, tableId: string): Promise<void> {
  await tx
    .updateTable("table_heads")
    .set({ revision: newId() })
    .where("table_id", "=", tableId)
    .execute();
}

/** Ends a device's secret; what it has sent stays. @throws AppError `not_found`, `stale`. */
export async function revokeDevice(
  tx: Transaction,
  id: string,
  { actorId, expected }: DeviceEditor,
): Promise<void> {
  const row = await lockActive(tx, id, expected);
  await tx
    .updateTable("devices")
    .set({
      ...{ revoked_at: new Date(), online: false, mqtt_password: null },
      version: row.version + 1,
    })
    .where("id", "=", id)
    .execute();
  await note(tx, row, { actorId, action: "device.revoked" });
  await announce(tx, await changedTables(tx, [row.table_id]));
}

const SILENT_AFTER_SECONDS = 45;

/** Marks the devices that have been silent for 45 s as offline, and tells whoever watches their tables. */
export async function markSilentDevices(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ table_id: string }>`
      update devices set online = false
      where id in (select id from devices where online
        and last_seen_at < now() - make_interval(secs => ${SILENT_AFTER_SECONDS}) for update skip locked)
      returning table_id`.execute(tx);
    const tables = [...new Set(rows.map((row) => row.table_id))];
    await announce(tx, await changedTables(tx, tables));
  });
}
