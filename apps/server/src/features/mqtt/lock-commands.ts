import { type DeviceCommand, deviceTopic } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { lockCommands } from "../cards/cards.service.ts";
import type { Said } from "./broker.ts";

/** As long as commands come again, and somewhat longer. */
const REMEMBERED_MS = 90_000;

/** Tells the devices of tables that have changed what their locks are to do, each command once. */
export function createLockCommands(
  db: Db,
  present: () => ReadonlySet<string>,
  say: (message: Said) => void,
): (tableIds: ReadonlySet<string>) => Promise<void> {
  const told = new Map<string, number>();
  const tell = (deviceId: string, command: DeviceCommand): void => {
    const key = `${deviceId}/${command.id}`;
    if (told.has(key)) return;
    told.set(key, Date.now());
    say({
      topic: deviceTopic(deviceId, "commands"),
      payload: JSON.stringify(command),
      retain: false,
    });
  };
  return async (tableIds) => {
    for (const [key, at] of told) if (Date.now() - at > REMEMBERED_MS) told.delete(key);
    const devices = await devicesThere(db, tableIds, present());
    for (const tableId of new Set(devices.map((device) => device.table_id)))
      for (const command of await lockCommands(db, tableId))
        for (const device of devices) if (device.table_id === tableId) tell(device.id, command);
  };
}

async function devicesThere(
  db: Db,
  tableIds: ReadonlySet<string>,
  present: ReadonlySet<string>,
): Promise<{ id: string; table_id: string }[]> {
  if (present.size === 0) return [];
  return db
    .selectFrom("devices")
    .select(["id", "table_id"])
    .where("table_id", "in", [...tableIds])
    .where("id", "in", [...present])
    .where("revoked_at", "is", null)
    .execute();
}
