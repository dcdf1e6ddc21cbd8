import type { Device } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";

export interface DeviceRow {
  id: string;
  venue_id: string;
  table_id: string;
  table_code: string;
  name: string;
  kind: string;
  online: boolean;
  last_seen_at: Date | null;
  by_mqtt: boolean;
  firmware: string | null;
  battery_percent: number | null;
  rssi_dbm: number | null;
  clock_skew_seconds: number | null;
  catching_up: boolean;
  rejected_events: number;
  version: number;
  created_at: Date;
  revoked_at: Date | null;
}

export const deviceCursorSchema = z.tuple([z.uuid()]);

const DEVICES = (db: Db | Transaction) =>
  db
    .selectFrom("devices as d")
    .innerJoin("tables as t", "t.id", "d.table_id")
    .select([
      "d.id",
      "d.venue_id",
      "d.table_id",
      "t.code as table_code",
      "d.name",
      "d.kind",
      "d.online",
      "d.last_seen_at",
      "d.by_mqtt",
      "d.firmware",
      "d.battery_percent",
      "d.rssi_dbm",
      "d.clock_skew_seconds",
      "d.catching_up",
      "d.rejected_events",
      "d.version",
      "d.created_at",
      "d.revoked_at",
    ]);

/** Newest first; revoked ones only when asked for. */
export function listDevices(
  db: Db,
  { tableId, revoked }: { tableId?: string | undefined; revoked?: "true" | "false" | undefined },
  { limit, after }: { limit: number; after: [string] | undefined },
): Promise<DeviceRow[]> {
  let query = DEVICES(db).where("d.revoked_at", revoked === "true" ? "is not" : "is", null);
  if (tableId !== undefined) query = query.where("d.table_id", "=", tableId);
  if (after !== undefined) query = query.where("d.id", "<", sql<string>`${after[0]}::uuid`);
  return query.orderBy("d.id", "desc").limit(limit).execute();
}

export const findDevice = (db: Db | Transaction, id: string): Promise<DeviceRow | undefined> =>
  DEVICES(db).where("d.id", "=", id).executeTakeFirst();

const FLAGGED_SKEW_SECONDS = 300;
const LOW_BATTERY_PERCENT = 15;
const QUARANTINED_AFTER = 20;

function alertsOf(row: DeviceRow): Device["alerts"] {
  const alerts: Device["alerts"] = [];
  if (Math.abs(row.clock_skew_seconds ?? 0) > FLAGGED_SKEW_SECONDS) alerts.push("clock_skew");
  if (row.catching_up) alerts.push("catching_up");
  if ((row.battery_percent ?? 100) <= LOW_BATTERY_PERCENT) alerts.push("battery_low");
  if (row.rejected_events >= QUARANTINED_AFTER) alerts.push("quarantined");
  return alerts;
}

function protocolOf({ last_seen_at, by_mqtt }: DeviceRow): Device["protocol"] {
  if (last_seen_at === null) return null;
  return by_mqtt ? "mqtt" : "http";
}

/** A device as the contract shows it; its secret is nowhere. */
export const presentDevice = (row: DeviceRow): Device => ({
  id: row.id,
  tableId: row.table_id,
  tableCode: row.table_code,
  name: row.name,
  kind: row.kind as Device["kind"],
  online: row.online,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  protocol: protocolOf(row),
  firmware: row.firmware,
  batteryPercent: row.battery_percent,
  rssiDbm: row.rssi_dbm,
  clockSkewSeconds: row.clock_skew_seconds,
  alerts: alertsOf(row),
  rejectedEvents: row.rejected_events,
  createdAt: row.created_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
  version: row.version,
});
