import type { SilentSensor } from "@babyfoot/contract";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import { type BackupState, readBackupState } from "../backups/backups.service.ts";
import { type Certificate, readCertificates } from "./certificates.queries.ts";
import { archiveBehindSeconds, type Facts, readFacts } from "./facts.ts";
import { daysUntilFull, growthPerDay, type Measured } from "./forecast.ts";
import { type Disk, diskOf } from "./machine.ts";
import { together } from "./percentiles.ts";
import { type KnownProcess, knownProcesses } from "./processes.ts";
import {
  type CampusSample,
  campusSamplesSince,
  type Recent,
  samplesSince,
} from "./samples.queries.ts";
import { silentSensors } from "./sensors.queries.ts";

/** All that is known of an installation just now: what rules, parts and the page judge by. */
export interface Seen {
  /** Milliseconds, by the database's clock. */
  now: number;
  facts: Facts;
  disk: Disk | null;
  /** Those that have not been lost. */
  processes: readonly KnownProcess[];
  lost: readonly KnownProcess[];
  /** Of the last five minutes; undefined where nothing was measured. */
  recent: Lately | undefined;
  growthBytesPerDay: number | null;
  fullInDays: number | null;
  archiveBehindSeconds: number | null;
  /** Silent longest first. */
  silentSensors: readonly SilentSensor[];
  backups: BackupState;
  certificates: readonly Certificate[];
  exportsOn: boolean;
  mailOn: boolean;
}

/** What the processes measured lately. */
export interface Lately {
  /** Of the busiest machine, from 0 to 1. */
  machineCpu: number;
  /** Of the slowest process. */
  loopDelayMs: number;
  requests: number;
  failures: number;
  ingest: number[];
  live: number[];
}

export type SeenSettings = Pick<Settings, "DATABASE_URL" | "DATA_DIR" | "EXPORT_URL" | "SMTP_URL">;

const LATELY_MS = 5 * 60_000;
/** A sample is written at the end of its minute. */
const SAMPLE_MS = 60_000;
const FORECAST_MS = 14 * 86_400_000;
const FORECAST_STEP_SECONDS = 3 * 3_600;

/** Looks at everything. */
export async function look(db: Db, settings: SeenSettings): Promise<Seen> {
  const facts = await readFacts(db);
  const now = facts.now.getTime();
  const [disk, processes, samples, storage, silent, backups, certificates] = await Promise.all([
    diskOf(settings),
    knownProcesses(db, facts.now),
    samplesSince(db, new Date(now - LATELY_MS - SAMPLE_MS)),
    campusSamplesSince(db, new Date(now - FORECAST_MS), FORECAST_STEP_SECONDS),
    silentSensors(db),
    readBackupState(db),
    readCertificates(db),
  ]);
  return {
    ...{ now, facts, disk, silentSensors: silent, backups, certificates },
    processes: processes.filter(({ isLost }) => !isLost),
    lost: processes.filter(({ isLost }) => isLost),
    recent: lately(samples),
    growthBytesPerDay: growthPerDay(storage.map(databaseOf)),
    fullInDays: daysUntilFull(storage.flatMap(freeOf)),
    archiveBehindSeconds: archiveBehindSeconds(facts, now),
    exportsOn: settings.EXPORT_URL !== undefined,
    mailOn: settings.SMTP_URL !== undefined,
  };
}

const databaseOf = ({ at, databaseBytes }: CampusSample): Measured => ({
  ...{ at: at.getTime(), value: databaseBytes },
});
const freeOf = ({ at, diskFreeBytes }: CampusSample): Measured[] =>
  diskFreeBytes === null ? [] : [{ at: at.getTime(), value: diskFreeBytes }];

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Means of each process, so that a moment is no state; of several the worst. */
function lately(samples: readonly Recent[]): Lately | undefined {
  if (samples.length === 0) return undefined;
  const ids = [...new Set(samples.map(({ processId }) => processId))];
  const processes = ids.map((id) => samples.filter(({ processId }) => processId === id));
  const worst = (of: (sample: Recent) => number) =>
    Math.max(...processes.map((own) => mean(own.map(of))));
  return {
    machineCpu: worst(({ machineCpu }) => machineCpu),
    loopDelayMs: worst(({ loopDelayMs }) => loopDelayMs),
    requests: sum(samples.map(({ requests }) => requests)),
    failures: sum(samples.map(({ failures }) => failures)),
    ingest: together(samples.map(({ ingest }) => ingest)),
    live: together(samples.map(({ live }) => live)),
  };
}
