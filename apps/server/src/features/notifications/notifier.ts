import { sql } from "kysely";
import type { Settings } from "../../config.ts";
import type { Database, Db } from "../../platform/database.ts";
import { runLanes } from "../../platform/lanes.ts";
import { keepListening } from "../../platform/live/listener.ts";
import type { Metrics } from "../../platform/metrics/metrics.ts";
import type { Reach } from "../../platform/outgoing/post.ts";
import { createCall } from "./call.ts";
import { deliverNext } from "./deliver.ts";
import { createNoticeMailer } from "./notice-mail.ts";
import { NOTICES_CHANNEL } from "./outbox.ts";
import { planNext } from "./plan.ts";
import { createPush } from "./push.ts";

interface NotifierDeps {
  settings: Settings;
  database: Database;
  secretKey: string;
  reach: Reach;
  log: { warn: (data: object, message: string) => void };
  metrics: Pick<Metrics, "work">;
}

/** What falls due by the clock alone is found at the latest after so long. */
const LOOK_EVERY_MS = 1_000;

/**
 * Tells what is due, by every way, until stopped: woken as soon as something is written. A slow receiver holds up only
 * those of its own kind. Several processes may run it.
 */
export function startNotifier(given: NotifierDeps): { stop(): Promise<void> } {
  const { settings, database, secretKey, reach, log, metrics } = given;
  const { db, connection } = database;
  const mailer = createNoticeMailer(db, settings);
  const push = createPush({ settings, secretKey, reach });
  const deps = { db, push, mailer, secretKey, reach, onSent: metrics.work.notice };
  const call = createCall();
  const lanes = (name: string, count: number, doNext: () => Promise<boolean>) =>
    runLanes({
      name,
      count,
      doNext,
      onError: (error) => log.warn({ err: error }, "could not tell"),
      waiting: () => {
        const since = call.count();
        return (signal) => call.orPause(since, LOOK_EVERY_MS, signal);
      },
    });
  const running = [
    lanes("notices", 1, () => planNext(db, { mail: mailer !== undefined })),
    lanes("push", 3, () => deliverNext(deps, "push")),
    lanes("mail", 1, () => deliverNext(deps, "mail")),
    lanes("webhooks", 2, () => deliverNext(deps, "webhook")),
  ];
  const listener = keepListening({
    connection,
    channel: NOTICES_CHANNEL,
    onGrowth: call.make,
    log,
  });
  return {
    async stop() {
      await Promise.all([...running.map((one) => one.stop()), listener.close()]);
      mailer?.close();
    },
  };
}

const KEPT_DAYS = 30;

/** Forgets what was told long ago. */
export async function forgetOldNotices(db: Db): Promise<void> {
  await sql`delete from notices where planned_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(
    db,
  );
  await sql`delete from notice_counts where day < current_date - ${KEPT_DAYS}::int`.execute(db);
}
