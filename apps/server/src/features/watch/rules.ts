import type { AlertRule, AlertSeverity, AlertUnit } from "@babyfoot/contract";
import { backupHasFailed, hoursSinceBackup } from "./backup-rules.ts";
import { countOf, quantile } from "./percentiles.ts";
import type { Seen } from "./seen.ts";

/**
 * When somebody is told. It fires once it was beyond for `forSeconds`, and clears once it was back within `within` for
 * `clearForSeconds`: what goes to and fro between the two changes nothing.
 */
export interface Rule {
  severity: AlertSeverity;
  unit: AlertUnit;
  direction: "above" | "below";
  beyond: number;
  within: number;
  forSeconds: number;
  clearForSeconds: number;
  /** Null: there is nothing to measure, so nothing is wrong. Undefined: it is not known, and nothing changes. */
  measure: (seen: Seen) => number | null | undefined;
}

const MINUTE = 60;
const DAY_MS = 24 * 3_600_000;
const GIB = 1024 ** 3;
/** Of fewer a percentile says nothing. */
const FEWEST = 20;
const FEWEST_FAILURES = 10;

const above = (beyond: number, within: number) => ({
  ...{ direction: "above" as const, beyond, within },
});
const below = (beyond: number, within: number) => ({
  ...{ direction: "below" as const, beyond, within },
});
const after = (forSeconds: number, clearForSeconds = forSeconds) => ({
  forSeconds,
  clearForSeconds,
});
const critical = (unit: AlertUnit) => ({ severity: "critical" as const, unit });
const warning = (unit: AlertUnit) => ({ severity: "warning" as const, unit });
/** Beyond nought, until it is nought. */
const ANY = above(0, 0);

const milliseconds = (counts: readonly number[] | undefined): number | null | undefined => {
  if (counts === undefined) return undefined;
  const seconds = countOf(counts) < FEWEST ? undefined : quantile(counts, 0.99);
  return seconds === undefined ? null : seconds * 1_000;
};

const truth = (value: boolean): number => (value ? 1 : 0);

/** All rules: name, condition, threshold, for how long. */
export const RULES: Readonly<Record<AlertRule, Rule>> = {
  cpu: {
    ...{ ...warning("share"), ...above(0.8, 0.7), ...after(5 * MINUTE) },
    measure: ({ recent }) => recent?.machineCpu,
  },
  storage_free: {
    ...{ ...critical("bytes"), ...below(2 * GIB, 3 * GIB), ...after(MINUTE) },
    measure: ({ disk }) => disk?.freeBytes ?? null,
  },
  storage_forecast: {
    ...{ ...warning("days"), ...below(7, 10), ...after(60 * MINUTE) },
    measure: ({ fullInDays }) => fullInDays,
  },
  connections: {
    ...{ ...critical("share"), ...above(0.8, 0.7), ...after(2 * MINUTE) },
    measure: ({ facts }) => facts.connections / facts.connectionsAllowed,
  },
  sensors_silent: {
    ...{ ...warning("count"), ...ANY, ...after(5 * MINUTE, MINUTE) },
    measure: ({ facts }) => facts.sensorsSilent,
  },
  queue_age: {
    ...{ ...warning("seconds"), ...above(300, 60), ...after(MINUTE) },
    measure: ({ facts }) => facts.queueSeconds,
  },
  outbox_age: {
    ...{ ...warning("seconds"), ...above(300, 60), ...after(MINUTE) },
    measure: ({ facts }) => facts.outboxSeconds,
  },
  event_loop: {
    ...{ ...warning("milliseconds"), ...above(200, 100), ...after(2 * MINUTE) },
    measure: ({ recent }) => recent?.loopDelayMs,
  },
  server_errors: {
    ...{ ...critical("share"), ...above(0.02, 0.005), ...after(MINUTE, 5 * MINUTE) },
    measure: ({ recent }) => failureShare(recent),
  },
  ingest_latency: {
    ...{ ...warning("milliseconds"), ...above(500, 250), ...after(2 * MINUTE, 5 * MINUTE) },
    measure: ({ recent }) => milliseconds(recent?.ingest),
  },
  live_latency: {
    ...{ ...warning("milliseconds"), ...above(500, 250), ...after(2 * MINUTE, 5 * MINUTE) },
    measure: ({ recent }) => milliseconds(recent?.live),
  },
  bus: {
    ...{ ...critical("truth"), ...ANY, ...after(MINUTE) },
    measure: ({ processes }) => truth(processes.some(({ told }) => !told.checks.bus)),
  },
  broker: {
    ...{ ...critical("truth"), ...ANY, ...after(MINUTE) },
    measure: ({ processes }) => {
      const brokers = processes.flatMap(({ told }) => told.checks.broker ?? []);
      return brokers.length === 0 ? null : truth(brokers.includes(false));
    },
  },
  replica_lag: {
    ...{ ...warning("seconds"), ...above(60, 10), ...after(5 * MINUTE, MINUTE) },
    measure: replicaLag,
  },
  mail_failing: {
    ...{ ...warning("seconds"), ...above(900, 0), ...after(MINUTE) },
    measure: ({ facts }) => facts.mailFailingSeconds,
  },
  export_failing: {
    ...{ ...warning("count"), ...above(2, 0), ...after(MINUTE) },
    measure: ({ facts, exportsOn }) => (exportsOn ? facts.exportFailures : null),
  },
  backup_late: {
    ...{ ...critical("hours"), ...above(27, 26), ...after(0) },
    measure: hoursSinceBackup,
  },
  backup_failed: {
    ...{ ...critical("truth"), ...ANY, ...after(0) },
    measure: (seen) => truth(backupHasFailed(seen)),
  },
  drill_late: {
    ...{ ...warning("days"), ...above(8, 7.5), ...after(0) },
    measure: daysSinceDrill,
  },
  drill_failed: {
    ...{ ...critical("truth"), ...ANY, ...after(0) },
    measure: ({ backups }) => truth(backups.lastDrill?.ok === false),
  },
  wal_archiving: {
    ...{ ...critical("seconds"), ...above(120, 30), ...after(MINUTE) },
    measure: ({ archiveBehindSeconds, facts }) =>
      archiveBehindSeconds === null
        ? null
        : Math.max(0, archiveBehindSeconds - facts.archiveTimeoutSeconds),
  },
  certificate: {
    ...{ ...warning("days"), ...below(14, 15), ...after(0) },
    measure: daysOfCertificates,
  },
};

/**
 * Those that hold for less than three months are renewed late: a third of 12 hours before the end on a network of one's
 * own. A sixth is left when that did not happen, even where it was last looked at an hour ago.
 */
const RENEWED_BY_SHARE = 1 / 6;
const CERTIFICATE_DAYS = 15;

/** Of one that could not be seen it is not known when it ends; one that is yet to be renewed is far from its end. */
function daysOfCertificates({ certificates, now }: Seen): number | null | undefined {
  const seen = certificates.flatMap(({ beginsAt, endsAt }) =>
    endsAt === null
      ? []
      : [{ left: endsAt.getTime() - now, lifetime: lifetimeOf(beginsAt, endsAt) }],
  );
  if (seen.length === 0) return certificates.length === 0 ? null : undefined;
  const near = seen.filter(
    ({ left, lifetime }) => left > CERTIFICATE_DAYS * DAY_MS || left < lifetime * RENEWED_BY_SHARE,
  );
  return near.length === 0 ? null : Math.min(...near.map(({ left }) => left)) / DAY_MS;
}

const lifetimeOf = (beginsAt: Date | null, endsAt: Date): number =>
  beginsAt === null ? Number.POSITIVE_INFINITY : endsAt.getTime() - beginsAt.getTime();

function failureShare(recent: Seen["recent"]): number | undefined {
  if (recent === undefined) return undefined;
  return recent.failures < FEWEST_FAILURES ? 0 : recent.failures / recent.requests;
}

/** Of one that does not answer nobody knows how far it is behind. */
function replicaLag({ processes }: Seen): number | null {
  const lags = processes.flatMap(({ told }) =>
    told.replica === null ? [] : [told.replica.lagSeconds ?? Number.POSITIVE_INFINITY],
  );
  return lags.length === 0 ? null : Math.max(...lags);
}

/** Where backups are made by a schedule a drill is due a week after the first of them. */
function daysSinceDrill({ backups, facts, now }: Seen): number | null {
  const last = backups.lastGoodDrill?.finished_at ?? facts.firstBackupAt;
  return last === null ? null : (now - last.getTime()) / DAY_MS;
}
