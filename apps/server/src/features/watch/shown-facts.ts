import type { AlertRule } from "@babyfoot/contract";
import { RULES } from "./rules.ts";
import type { Seen } from "./seen.ts";

export interface Known {
  seen: Seen;
  firing: ReadonlySet<AlertRule>;
  judgedAt: Date | undefined;
}

/** As Prometheus writes instants. */
export const seconds = (date: Date | null | undefined): number =>
  date == null ? Number.NaN : date.getTime() / 1_000;

interface Shown {
  name: string;
  help: string;
  of: (known: Known) => number | null | undefined;
}

/** What the database says of the installation, as gauges without labels. */
export const SHOWN: readonly Shown[] = [
  {
    name: "babyfoot_database_size_bytes",
    help: "Size of the database",
    of: ({ seen }) => seen.facts.databaseBytes,
  },
  {
    name: "babyfoot_database_connections",
    help: "Connections to PostgreSQL, of all who use it",
    of: ({ seen }) => seen.facts.connections,
  },
  {
    name: "babyfoot_database_connections_allowed",
    help: "Connections that PostgreSQL allows",
    of: ({ seen }) => seen.facts.connectionsAllowed,
  },
  {
    name: "babyfoot_database_start_timestamp_seconds",
    help: "When PostgreSQL started",
    of: ({ seen }) => seconds(seen.facts.databaseSince),
  },
  {
    name: "babyfoot_disk_free_bytes",
    help: "Free on the fullest disk under the data, where the database is on this machine",
    of: ({ seen }) => seen.disk?.freeBytes,
  },
  {
    name: "babyfoot_disk_size_bytes",
    help: "Size of that disk",
    of: ({ seen }) => seen.disk?.bytes,
  },
  {
    name: "babyfoot_disk_full_in_seconds",
    help: "When that disk will be full, as it goes on; absent where that is not to be foreseen",
    of: ({ seen }) => (seen.fullInDays === null ? null : seen.fullInDays * 86_400),
  },
  {
    name: "babyfoot_jobs_due",
    help: "Jobs that should have been done",
    of: ({ seen }) => seen.facts.jobsDue,
  },
  {
    name: "babyfoot_jobs_oldest_due_seconds",
    help: "How long the oldest of them should have been done",
    of: ({ seen }) => seen.facts.queueSeconds,
  },
  {
    name: "babyfoot_notices_due",
    help: "Notices that should have been told",
    of: ({ seen }) => seen.facts.noticesDue,
  },
  {
    name: "babyfoot_notices_oldest_due_seconds",
    help: "How long the oldest of them should have been told",
    of: ({ seen }) => seen.facts.outboxSeconds,
  },
  {
    name: "babyfoot_mail_failing_seconds",
    help: "How long the oldest mail waits that was refused before; 0 where there is none",
    of: ({ seen }) => seen.facts.mailFailingSeconds,
  },
  {
    name: "babyfoot_sensors_heard",
    help: "Sensors that were ever heard",
    of: ({ seen }) => seen.facts.sensorsHeard,
  },
  {
    name: "babyfoot_sensors_silent",
    help: "Sensors that were heard and are silent now",
    of: ({ seen }) => seen.facts.sensorsSilent,
  },
  {
    name: "babyfoot_imports_running",
    help: "Imports under way",
    of: ({ seen }) => seen.facts.importsRunning,
  },
  {
    name: "babyfoot_imports_stuck",
    help: "Imports under way whose process has told nothing for five minutes",
    of: ({ seen }) => seen.facts.importsStuck,
  },
  {
    name: "babyfoot_export_failures",
    help: "Daily exports that failed since the last that did not",
    of: ({ seen }) => seen.facts.exportFailures,
  },
  {
    name: "babyfoot_backup_last_success_timestamp_seconds",
    help: "When the last backup that went well ended",
    of: ({ seen }) => newestEnd(seen.backups.lastGood),
  },
  {
    name: "babyfoot_backup_failed",
    help: "Whether the last backup of any repository failed",
    of: ({ seen }) => RULES.backup_failed.measure(seen),
  },
  {
    name: "babyfoot_drill_last_success_timestamp_seconds",
    help: "When the last restore drill that went well ended",
    of: ({ seen }) => seconds(seen.backups.lastGoodDrill?.finished_at),
  },
  {
    name: "babyfoot_drill_failed",
    help: "Whether the last restore drill failed",
    of: ({ seen }) => RULES.drill_failed.measure(seen),
  },
  {
    name: "babyfoot_drill_restore_seconds",
    help: "How long the last drill took to restore: the recovery time, measured",
    of: ({ seen }) => seen.backups.lastGoodDrill?.restore_seconds,
  },
  {
    name: "babyfoot_drill_recovery_point_seconds",
    help: "What the last drill would have lost: the recovery point, measured",
    of: ({ seen }) => seen.backups.lastGoodDrill?.rpo_seconds,
  },
  {
    name: "babyfoot_archive_behind_seconds",
    help: "How old what is not yet archived may be; absent where nothing is archived",
    of: ({ seen }) => seen.archiveBehindSeconds,
  },
  {
    name: "babyfoot_machine_cpu_ratio",
    help: "The share of the busiest machine that computes, from 0 to 1",
    of: ({ seen }) => busiest(seen),
  },
  {
    name: "babyfoot_processes_without_bus",
    help: "Processes that do not hear announcements",
    of: ({ seen }) => seen.processes.filter(({ told }) => !told.checks.bus).length,
  },
  {
    name: "babyfoot_processes_without_broker",
    help: "Processes whose MQTT broker does not answer",
    of: ({ seen }) => seen.processes.filter(({ told }) => told.checks.broker === false).length,
  },
  {
    name: "babyfoot_archive_late_seconds",
    help: "How much older that is than it should be",
    of: ({ seen }) => RULES.wal_archiving.measure(seen),
  },
  {
    name: "babyfoot_backup_scheduled_timestamp_seconds",
    help: "When the last full or incremental backup that went well ended; where none did, when the first was tried",
    of: ({ seen }) => scheduled(seen),
  },
  {
    name: "babyfoot_processes",
    help: "Processes of this installation that are heard of",
    of: ({ seen }) => seen.processes.length,
  },
  {
    name: "babyfoot_processes_lost",
    help: "Processes that have gone without taking their leave, in the last hour",
    of: ({ seen }) => seen.lost.length,
  },
  {
    name: "babyfoot_alerts_judged_timestamp_seconds",
    help: "When a worker last judged the alarms",
    of: ({ judgedAt }) => seconds(judgedAt),
  },
];

function busiest({ processes }: Seen): number | null {
  const shares = processes.map(({ told }) => told.machineCpu);
  return shares.length === 0 ? null : Math.max(...shares);
}

function scheduled(seen: Seen): number | null {
  const hours = RULES.backup_late.measure(seen);
  return typeof hours === "number" ? seen.now / 1_000 - hours * 3_600 : null;
}

function newestEnd(rows: Seen["backups"]["lastGood"]): number {
  const ends = rows.map((row) => row.finished_at.getTime());
  return ends.length === 0 ? Number.NaN : Math.max(...ends) / 1_000;
}
