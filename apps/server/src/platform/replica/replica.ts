import { setTimeout as wait } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { Gauge, type Registry } from "prom-client";
import type { Settings } from "../../config.ts";
import { connectionOf } from "../connection.ts";
import { type Db, openDatabase } from "../database.ts";
import { AppError } from "../errors.ts";
import { startJobs } from "../jobs.ts";
import { poolSize } from "../pool-size.ts";
import { createFreshness, MOST_LAG_SECONDS, type Verdict } from "./freshness.ts";
import { mayBeOfTheReplica } from "./replica-failure.ts";
import { samplePrimary, sampleReplica } from "./samples.ts";

/** Reads what may be half a second old: from the replica while it may answer, else from the primary. */
export type Read = <Result>(work: (db: Db) => Promise<Result>) => Promise<Result>;

export interface Replica {
  read: Read;
  /** Undefined where there is none, or it cannot be told. */
  lagSeconds(): number | undefined;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 500;
const LOOK_FOR_MS = 1_500;
/** What the primary has just written is on its way for some milliseconds. */
const TRIES = 5;
const PAUSE_MS = 20;

interface ReplicaDeps {
  settings: Settings;
  /** The primary. */
  db: Db;
  metrics: Registry;
  log: Pick<FastifyBaseLogger, "info" | "warn">;
  mostLagSeconds?: number;
}

/** Watches the replica of `DATABASE_READ_URL`, if there is one; it may come and go. */
export async function startReplica(deps: ReplicaDeps): Promise<Replica> {
  const { settings, db, metrics, log, mostLagSeconds = MOST_LAG_SECONDS } = deps;
  const { DATABASE_READ_URL: url } = settings;
  if (url === undefined) {
    showIn(metrics, { lagSeconds: () => undefined, mayAnswer: () => undefined });
    return { read: (work) => work(db), lagSeconds: () => undefined, close: async () => undefined };
  }
  const connection = await connectionOf({ ...settings, DATABASE_URL: url });
  const replica = openDatabase(connection, {
    ...{ max: poolSize(settings), onError: () => undefined },
  });
  const standing = stand(log);
  const look = lookAt(db, replica.db, mostLagSeconds);
  const stop = startJobs(
    [
      {
        ...{ name: "replica", everyMs: LOOK_EVERY_MS },
        run: async () => {
          const late = wait(LOOK_FOR_MS, undefined, { ref: false }).then(() => {
            throw new Error("It does not answer in time.");
          });
          standing.found(await Promise.race([look(), late]));
        },
      },
    ],
    (_name, error) => standing.lost(error),
  );
  showIn(metrics, standing);
  return {
    read: (work) => readBy(work, { primary: db, replica: replica.db, standing }),
    lagSeconds: standing.lagSeconds,
    close: async () => {
      await stop();
      await replica.close();
    },
  };
}

interface Standing {
  mayAnswer(): boolean;
  lagSeconds(): number | undefined;
  found(verdict: Verdict): void;
  lost(error: unknown): void;
}

/** Whether the replica answers just now, and why not; each change is told once. */
function stand(log: ReplicaDeps["log"]): Standing {
  let answers = false;
  let told: string | undefined;
  let lag: number | undefined;
  const change = (reason: string | undefined, error?: unknown): void => {
    answers = reason === undefined;
    const now = reason ?? "answers";
    if (now === told) return;
    told = now;
    if (answers) log.info("the replica answers insights");
    else log.warn({ reason, err: error }, "the primary answers insights");
  };
  return {
    mayAnswer: () => answers,
    lagSeconds: () => lag,
    found: ({ lagSeconds, reason }) => {
      lag = reason === "no replica" ? undefined : lagSeconds;
      change(reason);
    },
    lost: (error) => {
      lag = undefined;
      change("gone", error);
    },
  };
}

function lookAt(primary: Db, replica: Db, mostLagSeconds: number): () => Promise<Verdict> {
  const freshness = createFreshness(mostLagSeconds);
  return async () => {
    freshness.observe(await samplePrimary(primary));
    for (let tries = 1; ; tries += 1) {
      const verdict = freshness.judge(await sampleReplica(replica), performance.now());
      if (verdict.reason === undefined || tries === TRIES) return verdict;
      await wait(PAUSE_MS);
    }
  };
}

async function readBy<Result>(
  work: (db: Db) => Promise<Result>,
  { primary, replica, standing }: { primary: Db; replica: Db; standing: Standing },
): Promise<Result> {
  if (!standing.mayAnswer()) return work(primary);
  try {
    return await work(replica);
  } catch (error) {
    // Somebody who has just signed up may not be there yet.
    const isUnknown = error instanceof AppError && error.code === "not_found";
    if (!isUnknown && !mayBeOfTheReplica(error)) throw error;
    if (!isUnknown) standing.lost(error);
    return work(primary);
  }
}

/** Of a replica that is not there nothing is shown. */
function showIn(
  metrics: Registry,
  of: { lagSeconds: () => number | undefined; mayAnswer: () => boolean | undefined },
): void {
  const show = (name: string, help: string, value: () => number | undefined) =>
    new Gauge({
      ...{ name, help, registers: [metrics] },
      collect() {
        const known = value();
        if (known === undefined) this.remove();
        else this.set(known);
      },
    });
  show(
    "babyfoot_replica_lag_seconds",
    "How old the newest moment is that the replica has; absent where that cannot be told",
    of.lagSeconds,
  );
  show("babyfoot_replica_answers", "Whether the replica answers insights", () => {
    const answers = of.mayAnswer();
    return answers === undefined ? undefined : Number(answers);
  });
}
