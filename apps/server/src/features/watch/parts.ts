import { HEALTH_PARTS, type HealthPart, type PartState } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { isBeyond } from "./judge.ts";
import { RULES } from "./rules.ts";
import type { Seen } from "./seen.ts";

const isFine = (rule: keyof typeof RULES, seen: Seen): PartState => {
  const value = RULES[rule].measure(seen);
  if (value === undefined) return "unknown";
  return value !== null && isBeyond(RULES[rule], value) ? "failing" : "ok";
};

const workers = ({ processes }: Seen) => processes.filter(({ roles }) => roles.includes("worker"));

const JUDGES: Readonly<Record<HealthPart, (seen: Seen) => PartState>> = {
  // It has just answered.
  database: () => "ok",
  bus: (seen) => isFine("bus", seen),
  broker: (seen) => (RULES.broker.measure(seen) === null ? "off" : isFine("broker", seen)),
  workers: (seen) => (workers(seen).length > 0 ? "ok" : "failing"),
  jobs: (seen) => isFine("queue_age", seen),
  notifications: (seen) => isFine("outbox_age", seen),
  mail: (seen) => (seen.mailOn ? isFine("mail_failing", seen) : "off"),
  imports: ({ facts }) => (facts.importsStuck > 0 ? "failing" : "ok"),
  exports: ({ facts, exportsOn }) =>
    exportsOn ? (facts.exportFailures > 0 ? "failing" : "ok") : "off",
  replica: (seen) =>
    RULES.replica_lag.measure(seen) === null ? "off" : isFine("replica_lag", seen),
  sensors: ({ facts }) =>
    facts.sensorsHeard === 0 ? "off" : facts.sensorsSilent > 0 ? "failing" : "ok",
  archive: (seen) => (seen.archiveBehindSeconds === null ? "off" : isFine("wal_archiving", seen)),
  backups: (seen) => {
    if (seen.backups.lastTried.length === 0) return "off";
    const failed = isFine("backup_failed", seen);
    return failed === "ok" ? isFine("backup_late", seen) : failed;
  },
  drills: (seen) => {
    const { lastDrill } = seen.backups;
    if (lastDrill === undefined) return "off";
    return lastDrill.ok ? isFine("drill_late", seen) : "failing";
  },
};

/** How each part is. */
export const judgeParts = (seen: Seen): Map<HealthPart, PartState> =>
  new Map(HEALTH_PARTS.map((part) => [part, JUDGES[part](seen)]));

/** Notes since when each part is as it is. */
export async function keepParts(db: Db, seen: Seen): Promise<void> {
  const since = new Date(seen.now);
  await db
    .insertInto("health_parts")
    .values([...judgeParts(seen)].map(([part, state]) => ({ part, state, since })))
    .onConflict((conflict) =>
      conflict
        .column("part")
        .doUpdateSet({
          state: (eb) => eb.ref("excluded.state"),
          since: (eb) => eb.ref("excluded.since"),
        })
        .whereRef("health_parts.state", "<>", sql.ref("excluded.state")),
    )
    .execute();
}

export interface KeptPart {
  state: PartState;
  since: Date;
}

export async function readParts(db: Db): Promise<Map<string, KeptPart>> {
  const rows = await db.selectFrom("health_parts").selectAll().execute();
  return new Map(
    rows.map(({ part, state, since }) => [part, { state: state as PartState, since }]),
  );
}
