import { setTimeout as wait } from "node:timers/promises";
import type { AlertRule } from "@babyfoot/contract";
import { Gauge, type Registry } from "prom-client";
import type { Database, Db } from "../../platform/database.ts";
import { openEpisodes, readStandings } from "./alerts.queries.ts";
import type { Standing } from "./judge.ts";
import { RULES } from "./rules.ts";
import { look, type SeenSettings } from "./seen.ts";
import { type Known, SHOWN, seconds } from "./shown-facts.ts";

interface FactDeps {
  registry: Registry;
  database: Database;
  settings: SeenSettings;
}

/** However many gauges ask, and however often they are scraped. */
const ASK_EVERY_MS = 10_000;
/** A database that hangs must not hide what the process knows itself. */
const ANSWER_WITHIN_MS = 2_000;
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

/** Asks at most so often, and nothing new while an answer is awaited: what hangs is not to be asked ever more. */
export function askSeldom<T>(
  ask: () => Promise<T>,
  { everyMs = ASK_EVERY_MS, withinMs = ANSWER_WITHIN_MS } = {},
): () => Promise<T | undefined> {
  let asked: Promise<T | undefined> = Promise.resolve(undefined);
  let [askedAt, isAsking] = [Number.NEGATIVE_INFINITY, false];
  return () => {
    if (!isAsking && performance.now() - askedAt >= everyMs) {
      [askedAt, isAsking] = [performance.now(), true];
      const answer = ask()
        .catch(() => undefined)
        .finally(() => {
          isAsking = false;
        });
      asked = Promise.race([answer, wait(withinMs, undefined, { ref: false })]);
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
  new Gauge({
    name: "babyfoot_certificate_begin_timestamp_seconds",
    help: "Since when a certificate that is served holds",
    ...{ labelNames: ["of"], registers: [registry] },
    async collect() {
      this.reset();
      for (const { of, beginsAt } of (await ask())?.seen.certificates ?? [])
        if (beginsAt !== null) this.set({ of }, seconds(beginsAt));
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
