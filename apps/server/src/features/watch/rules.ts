import type { AlertRule, AlertSeverity, AlertUnit } from "@babyfoot/contract";
import { failedRepositories, hoursByRepository, hoursSinceBackup } from "./backup-rules.ts";
import { countOf, quantile } from "./percentiles.ts";
import type { KnownProcess } from "./processes.ts";
import type { Seen } from "./seen.ts";

/** One of several that can break a rule: a sensor, a repository, a certificate, a process. */
export interface Thing {
  id: string;
  name: string;
}

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
  /** Of a rule that one of several things breaks: those that do. One that joins while it fires is told of too. */
  things?: (seen: Seen) => readonly Thing[];
}

const MINUTE = 60;
const DAY_MS = 24 * 3_600_000;
const GIB = 1024 ** 3;
/** Of fewer a percentile says nothing. */
const FEWEST = 20;
const FEWEST_FAILURES = 10;
const LATE_HOURS = 27;
const END_IS_NEAR_DAYS = 14;
const CERTIFICATE_DAYS = 15;

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

const named = (name: string): Thing[] => [{ id: name, name }];
/** One that is started again is the same thing. */
const processThing = ({ host, roles }: KnownProcess): Thing => ({
  ...{ id: [host, ...roles].join(" "), name: host },
});
const withoutBus = ({ processes }: Seen) => processes.filter(({ told }) => !told.checks.bus);

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
    measure: ({ silentSensors }) => silentSensors.length,
    things: ({ silentSensors }) =>
      silentSensors.map(({ deviceId, tableCode }) => ({ id: deviceId, name: tableCode })),
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
    measure: (seen) => truth(withoutBus(seen).length > 0),
    things: (seen) => withoutBus(seen).map(processThing),
  },
  broker: {
    ...{ ...critical("truth"), ...ANY, ...after(MINUTE) },
    measure: ({ processes }) => {
      const brokers = processes.flatMap(({ told }) => told.checks.broker ?? []);
      return brokers.length === 0 ? null : truth(brokers.includes(false));
    },
    things: ({ processes }) =>
      processes.filter(({ told }) => told.checks.broker === false).map(processThing),
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
    ...{ ...critical("hours"), ...above(LATE_HOURS, 26), ...after(0) },
    measure: hoursSinceBackup,
    things: (seen) =>
      [...hoursByRepository(seen)].flatMap(([name, hours]) =>
        hours > LATE_HOURS ? named(name) : [],
      ),
  },
  backup_failed: {
    ...{ ...critical("truth"), ...ANY, ...after(0) },
    measure: (seen) => truth(failedRepositories(seen).length > 0),
    things: (seen) => failedRepositories(seen).flatMap(named),
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
    ...{ ...warning("days"), ...below(END_IS_NEAR_DAYS, CERTIFICATE_DAYS), ...after(0) },
    measure: daysOfCertificates,
    things: (seen) =>
      daysByCertificate(seen).flatMap(({ of, days }) => (days < END_IS_NEAR_DAYS ? named(of) : [])),
  },
};

/**
 * Those that hold for less than three months are renewed late: a third of 12 hours before the end on a network of one's
 * own. A sixth is left when that did not happen, even where it was last looked at an hour ago.
 */
const RENEWED_BY_SHARE = 1 / 6;

/** Of one that could not be seen it is not known when it ends. */
function daysOfCertificates(seen: Seen): number | null | undefined {
  const { certificates } = seen;
  if (certificates.every(({ endsAt }) => endsAt === null))
    return certificates.length === 0 ? null : undefined;
  const days = daysByCertificate(seen).map((one) => one.days);
  return days.length === 0 ? null : Math.min(...days);
}

/** Days until the end of those that were seen; one that is yet to be renewed is far from its end. */
const daysByCertificate = ({ certificates, now }: Seen) =>
  certificates.flatMap(({ of, beginsAt, endsAt }) => {
    if (endsAt === null) return [];
    const left = endsAt.getTime() - now;
    const isYetToBeRenewed =
      left <= CERTIFICATE_DAYS * DAY_MS && left >= lifetimeOf(beginsAt, endsAt) * RENEWED_BY_SHARE;
    return isYetToBeRenewed ? [] : [{ of, days: left / DAY_MS }];
  });

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
