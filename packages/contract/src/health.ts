import { z } from "zod";
import { idSchema, instantSchema, lineSchema, localeSchema } from "./primitives.ts";

/** What an installation consists of. */
export const HEALTH_PARTS = [
  "database",
  "bus",
  "broker",
  "workers",
  "jobs",
  "notifications",
  "mail",
  "imports",
  "exports",
  "replica",
  "sensors",
  "archive",
  "backups",
  "drills",
] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

/** `off`: not used here, or never done yet. */
export const partStateSchema = z.enum(["ok", "failing", "off", "unknown"]);
export type PartState = z.infer<typeof partStateSchema>;

/** What alarms are about; each has its line in docs/operations/runbook.md. */
export const ALERT_RULES = [
  "cpu",
  "storage_free",
  "storage_forecast",
  "connections",
  "sensors_silent",
  "queue_age",
  "outbox_age",
  "event_loop",
  "server_errors",
  "ingest_latency",
  "live_latency",
  "bus",
  "broker",
  "replica_lag",
  "mail_failing",
  "export_failing",
  "backup_late",
  "backup_failed",
  "drill_late",
  "drill_failed",
  "wal_archiving",
  "certificate",
] as const;
export const alertRuleSchema = z.enum(ALERT_RULES);
export type AlertRule = z.infer<typeof alertRuleSchema>;

export const alertSeveritySchema = z.enum(["critical", "warning"]);
export type AlertSeverity = z.infer<typeof alertSeveritySchema>;

/** In what a rule measures. */
export const alertUnitSchema = z.enum([
  "share",
  "bytes",
  "seconds",
  "milliseconds",
  "hours",
  "days",
  "count",
  "truth",
]);
export type AlertUnit = z.infer<typeof alertUnitSchema>;

/** `pending`: beyond its threshold, but not for long enough yet. */
export const alertSchema = z.object({
  rule: alertRuleSchema,
  severity: alertSeveritySchema,
  state: z.enum(["firing", "pending", "well", "unknown"]),
  since: instantSchema.nullable(),
  /** Null: not known, or not there. */
  value: z.number().nullable(),
  unit: alertUnitSchema,
  fires: z.object({ beyond: z.number(), direction: z.enum(["above", "below"]) }),
  forSeconds: z.int(),
  /** From here on in the reader's language. */
  title: z.string(),
  firstDo: z.string(),
  /** The value with its unit or word, and from when on it fires; null where they say no more than the title. */
  measured: z.string().nullable(),
  limit: z.string().nullable(),
  /** Which tables, repositories, machines or certificates; null where the rule is not of several things, or of none now. */
  where: z.string().nullable(),
  silencedUntil: instantSchema.nullable(),
});
export type Alert = z.infer<typeof alertSchema>;

export const alertEpisodeSchema = z.object({
  id: idSchema,
  rule: alertRuleSchema,
  title: z.string(),
  severity: alertSeveritySchema,
  firedAt: instantSchema,
  clearedAt: instantSchema.nullable(),
});
export type AlertEpisode = z.infer<typeof alertEpisodeSchema>;

export const silenceCreateSchema = z.object({
  rule: alertRuleSchema,
  reason: lineSchema(200),
  /** In the future, at most 30 days from now. */
  endsAt: instantSchema,
});
export const silenceSchema = z.object({
  id: idSchema,
  rule: alertRuleSchema,
  title: z.string(),
  reason: z.string(),
  createdBy: z.string(),
  createdAt: instantSchema,
  endsAt: instantSchema,
});
export type Silence = z.infer<typeof silenceSchema>;

const spreadSchema = z.object({
  count: z.int(),
  /** Null: nothing was measured. */
  p50Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
});
export type Spread = z.infer<typeof spreadSchema>;

const processSchema = z.object({
  id: idSchema,
  host: z.string(),
  roles: z.array(z.string()),
  version: z.string(),
  commit: z.string(),
  node: z.string(),
  startedAt: instantSchema,
  seenAt: instantSchema,
  /** Not heard of for longer than it may be. */
  isLost: z.boolean(),
  cpu: z.number(),
  memoryBytes: z.number(),
  loopDelayMs: z.number(),
  viewers: z.int(),
});
export type HealthProcess = z.infer<typeof processSchema>;

const storageSchema = z.object({
  databaseBytes: z.number(),
  /** Null where the disk is not this machine's. */
  diskFreeBytes: z.number().nullable(),
  diskBytes: z.number().nullable(),
  growthBytesPerDay: z.number().nullable(),
  /** When the disk will be full as it goes on; null: not to be foreseen. */
  fullAt: instantSchema.nullable(),
});
export type HealthStorage = z.infer<typeof storageSchema>;

const silentSensorSchema = z.object({
  deviceId: idSchema,
  name: z.string(),
  tableCode: z.string(),
  lastSeenAt: instantSchema,
});
export type SilentSensor = z.infer<typeof silentSensorSchema>;

const backupSchema = z.object({
  kind: z.enum(["full", "incremental", "dump"]),
  repository: z.string(),
  finishedAt: instantSchema,
  seconds: z.number(),
  bytes: z.number().nullable(),
  ok: z.boolean(),
  error: z.string().nullable(),
});
const drillSchema = z.object({
  finishedAt: instantSchema,
  repository: z.string(),
  ok: z.boolean(),
  /** Measured: how long a restore takes. */
  restoreSeconds: z.number().nullable(),
  /** Measured: what it would lose. */
  rpoSeconds: z.number().nullable(),
  error: z.string().nullable(),
});
const recoverySchema = z.object({
  lastBackup: backupSchema.nullable(),
  lastGoodBackup: backupSchema.nullable(),
  lastDrill: drillSchema.nullable(),
  /** Null where no log is archived. */
  archive: z
    .object({
      lastArchivedAt: instantSchema.nullable(),
      lastFailedAt: instantSchema.nullable(),
      failures: z.int(),
      /** How old what is not yet archived may be: what would be lost just now. */
      behindSeconds: z.number().nullable(),
    })
    .nullable(),
});
export type HealthRecovery = z.infer<typeof recoverySchema>;

const certificateSchema = z.object({
  of: z.enum(["public_url", "database"]),
  subject: z.string().nullable(),
  issuer: z.string().nullable(),
  endsAt: instantSchema.nullable(),
  error: z.string().nullable(),
  checkedAt: instantSchema,
});
export type HealthCertificate = z.infer<typeof certificateSchema>;

/** In which language titles and advice are; that of whoever asks where left out. */
export const healthQuerySchema = z.object({ locale: localeSchema.optional() });

/** How the whole installation is. */
export const healthReportSchema = z.object({
  at: instantSchema,
  verdict: z.enum(["well", "warning", "critical"]),
  parts: z.array(
    z.object({
      part: z.enum(HEALTH_PARTS),
      state: partStateSchema,
      since: instantSchema.nullable(),
    }),
  ),
  alerts: z.array(alertSchema),
  /** Of the last 30 days, newest first. */
  episodes: z.array(alertEpisodeSchema),
  silences: z.array(silenceSchema),
  processes: z.array(processSchema),
  /** The busiest machine's share of computing, from 0 to 1. */
  machineCpu: z.number().nullable(),
  storage: storageSchema,
  connections: z.object({ used: z.int(), allowed: z.int() }),
  /** Of the last five minutes. */
  ingest: spreadSchema,
  live: spreadSchema,
  sensors: z.object({ heard: z.int(), silent: z.array(silentSensorSchema) }),
  queueSeconds: z.number(),
  outboxSeconds: z.number(),
  recovery: recoverySchema,
  certificates: z.array(certificateSchema),
  versions: z.object({
    app: z.string(),
    commit: z.string(),
    schema: z.string(),
    postgresql: z.string(),
    node: z.string(),
  }),
});
export type HealthReport = z.infer<typeof healthReportSchema>;

export const healthHistoryQuerySchema = z.object({
  range: z.enum(["day", "week", "month"]).default("day"),
});
export type HealthRange = z.infer<typeof healthHistoryQuerySchema>["range"];

const pointSchema = z.object({
  at: instantSchema,
  cpu: z.number().nullable(),
  loopDelayMs: z.number().nullable(),
  ingestP99Ms: z.number().nullable(),
  liveP99Ms: z.number().nullable(),
  events: z.int(),
  viewers: z.int(),
  requests: z.int(),
  failures: z.int(),
  connections: z.number().nullable(),
  databaseBytes: z.number().nullable(),
  diskFreeBytes: z.number().nullable(),
  queueSeconds: z.number().nullable(),
});
export type HealthPoint = z.infer<typeof pointSchema>;

/** What was measured, one point a step, oldest first; of a step without anything measured there is none. */
export const healthHistorySchema = z.object({
  from: instantSchema,
  to: instantSchema,
  stepSeconds: z.int(),
  points: z.array(pointSchema),
});
export type HealthHistory = z.infer<typeof healthHistorySchema>;
