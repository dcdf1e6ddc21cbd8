import type { SilentSensor } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";

/** Sensors that were heard and are silent now, the one silent longest first. */
export async function silentSensors(db: Db): Promise<SilentSensor[]> {
  const rows = await db
    .selectFrom("devices as d")
    .innerJoin("tables as t", (join) =>
      join.onRef("t.venue_id", "=", "d.venue_id").onRef("t.id", "=", "d.table_id"),
    )
    .select(["d.id", "d.name", "t.code", "d.last_seen_at"])
    .where("d.revoked_at", "is", null)
    .where("d.online", "=", false)
    .where("d.last_seen_at", "is not", null)
    .orderBy("d.last_seen_at")
    .orderBy("d.id")
    .execute();
  return rows.flatMap(({ id, name, code, last_seen_at: at }) =>
    at === null ? [] : [{ deviceId: id, name, tableCode: code, lastSeenAt: at.toISOString() }],
  );
}
