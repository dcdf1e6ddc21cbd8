import type { Deps } from "./deps.ts";
import { accountTasks, accountTimes } from "./features/accounts/accounts.jobs.ts";
import { journalErasures } from "./features/accounts/accounts.service.ts";
import { forgetOldTaps } from "./features/cards/cards.service.ts";
import { bookForDemoPlayers } from "./features/demo/demo.bookings.ts";
import { seatDemoPlayers } from "./features/demo/demo.crowd.ts";
import { waitAsDemoPlayers } from "./features/demo/demo.waiting.ts";
import { markSilentDevices } from "./features/devices/devices.service.ts";
import { startDailyExport } from "./features/exports/exports.service.ts";
import { gamesWithRests } from "./features/games/games.service.ts";
import { forgetOldNotices, startNotifier } from "./features/notifications/notifications.service.ts";
import { closeSilentMatches } from "./features/play/silence.ts";
import { serveQueues } from "./features/queue/queue.service.ts";
import { turnReservations } from "./features/reservations/reservations.service.ts";
import { alertTasks, startCloudWatchLines, startWatching } from "./features/watch/watch.service.ts";
import { forgetOldAnswers } from "./platform/http/idempotency.ts";
import { type Job, startJobs } from "./platform/jobs.ts";
import type { LiveHub } from "./platform/live/hub.ts";
import { forgetOldAnnouncements } from "./platform/live/live-event.ts";
import { startMailWorker } from "./platform/mail/mail.worker.ts";
import type { Metrics } from "./platform/metrics/metrics.ts";
import type { Replica } from "./platform/replica/replica.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

interface WorkerDeps extends Deps {
  hub: LiveHub;
  replica: Replica;
  metrics: Metrics;
}

/**
 * What is done by itself: mail and notices, offers to whoever waits, silent devices and matches, forgetting. Answers how
 * to stop.
 */
export async function startWorker(deps: WorkerDeps): Promise<() => Promise<void>> {
  const { settings, log } = deps;
  const { db } = deps.database;
  const mail = await startMailWorker({
    ...deps,
    tasks: { ...accountTasks(deps), ...alertTasks(deps) },
    daily: accountTimes,
    work: deps.metrics.work,
    onError: (error) => log.error({ err: error }, "job failed"),
  });
  const notifier = startNotifier(deps);
  const counted = sweeps(deps).map(({ name, everyMs, run }) => ({
    ...{ name, everyMs },
    run: () => deps.metrics.work.task(name, run),
  }));
  const stopJobs = startJobs(counted, (name, error) =>
    log.warn({ err: error, job: name }, "job failed"),
  );
  const stopping = [
    ...[stopJobs, notifier.stop, () => mail.stop()],
    ...[startDailyExport(deps), serveQueues({ db, hub: deps.hub, log }), startWatching(deps)],
    ...(settings.METRICS_EMF ? [startCloudWatchLines({ ...deps, db })] : []),
    ...(settings.DEMO ? startDemo(deps) : []),
  ];
  return async () => {
    await Promise.all(stopping.map((stop) => stop()));
  };
}

/** What is looked after again and again. */
const sweeps = (deps: WorkerDeps): Job[] => {
  const { db } = deps.database;
  return [
    { name: "silent devices", everyMs: 5 * SECOND, run: () => markSilentDevices(db) },
    { name: "silent matches", everyMs: 10 * SECOND, run: () => closeSilentMatches(db) },
    { name: "games", everyMs: SECOND, run: gamesWithRests(db) },
    { name: "turns of reservations", everyMs: SECOND, run: () => turnReservations(db) },
    { name: "erasures for the journal", everyMs: 2 * SECOND, run: () => journalErasures(deps) },
    { name: "old taps of cards", everyMs: MINUTE, run: () => forgetOldTaps(db) },
    { name: "old announcements", everyMs: 5 * MINUTE, run: () => forgetOldAnnouncements(db) },
    { name: "old notices", everyMs: 60 * MINUTE, run: () => forgetOldNotices(db) },
    { name: "old answers", everyMs: 60 * MINUTE, run: () => forgetOldAnswers(db) },
  ];
};

/** The people of the demo campus: they sit down, book and wait. */
function startDemo({ database, hub, log }: WorkerDeps): (() => Promise<void>)[] {
  const { db } = database;
  return [
    ...[seatDemoPlayers({ db, hub, log }), bookForDemoPlayers({ db, log })],
    waitAsDemoPlayers({ db, log }),
  ];
}
