import type { Alert, AlertRule, HealthPart, HealthReport } from "@babyfoot/contract";

/** The alarms that speak of a part: while one of them fires the part need not be named again. */
const ALARMS_OF_PARTS: Partial<Record<HealthPart, readonly AlertRule[]>> = {
  bus: ["bus"],
  broker: ["broker"],
  jobs: ["queue_age"],
  notifications: ["outbox_age"],
  mail: ["mail_failing"],
  exports: ["export_failing"],
  replica: ["replica_lag"],
  sensors: ["sensors_silent"],
  archive: ["wal_archiving"],
  backups: ["backup_late", "backup_failed"],
  drills: ["drill_late", "drill_failed"],
};

const SEVERITY = { critical: 0, warning: 1 };

/** Alarms that fire, the worst and oldest first. */
export const firing = ({ alerts }: HealthReport): Alert[] =>
  alerts
    .filter(({ state }) => state === "firing")
    .sort(
      (one, other) =>
        SEVERITY[one.severity] - SEVERITY[other.severity] ||
        (one.since ?? "").localeCompare(other.since ?? ""),
    );

export const pending = ({ alerts }: HealthReport): Alert[] =>
  alerts.filter(({ state }) => state === "pending");

/** Parts that fail and of which no alarm speaks (yet). */
export function silentlyFailing(report: HealthReport): HealthPart[] {
  const speaks = new Set([...firing(report), ...pending(report)].map(({ rule }) => rule));
  return report.parts
    .filter(({ part, state }) => {
      const alarms = ALARMS_OF_PARTS[part] ?? [];
      return state === "failing" && !alarms.some((rule) => speaks.has(rule));
    })
    .map(({ part }) => part);
}

export const thingsWrong = (report: HealthReport): number =>
  Math.max(1, firing(report).length + pending(report).length + silentlyFailing(report).length);
