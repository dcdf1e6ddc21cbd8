import { setTimeout as wait } from "node:timers/promises";
import type { AlertRule } from "@babyfoot/contract";
import { Gauge, type Registry } from "prom-client";
import type { Database, Db } from "../../platform/database.ts";
import { openEpisodes, readStandings } from "./alerts.queries.ts";
import type { Standing } from "./judge.ts";
import { RULES } from "./rules.ts";
import { look, type Seen, type SeenSettings } from "./seen.ts";

interface FactDeps {
  registry: Registry;
  database: Database;
  settings: SeenSettings;
}

interface Known {
  seen: Seen;
  firing: ReadonlySet<AlertRule>;
  judgedAt: Date | undefined;
}

/** However many gauges ask, and however often they are scraped. */
const ASK_EVERY_MS = 10_000;
/** A database that hangs must not hide what the process knows itself. */
const ANSWER_WITHIN_MS = 2_000;
const seconds = (date: Date | null | undefined): number =>
  date == null ? Number.NaN : date.getTime() / 1_000;

interface Shown {
  name: string;
  help: string;
  of: (known: Known) => number | null | undefined;
}

const SHOWN: readonly Shown[] = [
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

function newestEnd(rows: Seen["backups"]["lastGood"]): number {
  const ends = rows.map((row) => row.finished_at.getTime());
  return ends.length === 0 ? Number.NaN : Math.max(...ends) / 1_000;
}

/** Shows what the database says of the installation. Where it does not answer, these metrics are not there. */
export function showFacts({ registry, database, settings }: FactDeps): void {
  const ask = askSeldom(() => askAll(database.db, settings));
  for (const { name, help, of } of SHOWN)
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        this.reset();
        const known = await ask();
        const value = known && of(known);
        if (typeof value === "number" && !Number.isNaN(value)) this.set(value);
        else this.remove();
      },
    });
  showAlerts(registry, ask);
  showPool(registry, database);
}

type Ask = () => Promise<Known | undefined>;

function askSeldom(ask: () => Promise<Known>): Ask {
  let [asked, askedAt]: [Promise<Known | undefined> | undefined, number] = [undefined, 0];
  return () => {
    if (asked === undefined || performance.now() - askedAt >= ASK_EVERY_MS) {
      askedAt = performance.now();
      const late = wait(ANSWER_WITHIN_MS, undefined, { ref: false });
      asked = Promise.race([ask().catch(() => undefined), late]);
    }
    return asked;
  };
}

async function askAll(db: Db, settings: SeenSettings): Promise<Known> {
  const [seen, open, standings] = await Promise.all([
    look(db, settings),
    openEpisodes(db),
    readStandings(db),
  ]);
  return { seen, firing: new Set(open.keys()), judgedAt: newestJudgement(standings) };
}

function newestJudgement(standings: ReadonlyMap<AlertRule, Standing>): Date | undefined {
  const times = [...standings.values()].map(({ judgedAt }) => judgedAt.getTime());
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function showAlerts(registry: Registry, ask: Ask): void {
  new Gauge({
    ...{ name: "babyfoot_alert_firing", help: "Whether an alarm fires", registers: [registry] },
    labelNames: ["rule", "severity"],
    async collect() {
      this.reset();
      const known = await ask();
      if (known === undefined) return;
      for (const [rule, { severity }] of Object.entries(RULES))
        this.set({ rule, severity }, known.firing.has(rule as AlertRule) ? 1 : 0);
    },
  });
  new Gauge({
    name: "babyfoot_certificate_end_timestamp_seconds",
    help: "When a certificate that is served ends",
    ...{ labelNames: ["of"], registers: [registry] },
    async collect() {
      this.reset();
      for (const { of, endsAt } of (await ask())?.seen.certificates ?? [])
        if (endsAt !== null) this.set({ of }, seconds(endsAt));
    },
  });
}

function showPool(registry: Registry, { pool }: Pick<Database, "pool">): void {
  new Gauge({
    name: "babyfoot_database_pool_connections",
    help: "Connections of this process's pool: busy or idle",
    ...{ labelNames: ["state"], registers: [registry] },
    collect() {
      const { open, idle } = pool();
      this.set({ state: "busy" }, open - idle);
      this.set({ state: "idle" }, idle);
    },
  });
  new Gauge({
    ...{ name: "babyfoot_database_pool_size", registers: [registry] },
    help: "Connections that this process's pool may have",
    collect() {
      this.set(pool().most);
    },
  });
  new Gauge({
    ...{ name: "babyfoot_database_pool_waiting", registers: [registry] },
    help: "Who waits for a connection of this process's pool",
    collect() {
      this.set(pool().waiting);
    },
  });
}
