import type { FastifyBaseLogger } from "fastify";
import type { Deps } from "./deps.ts";
import { accountTasks, accountTimes } from "./features/accounts/accounts.jobs.ts";
import { forgetOldTaps } from "./features/cards/cards.service.ts";
import { markSilentDevices } from "./features/devices/devices.service.ts";
import { startDailyExport } from "./features/exports/exports.service.ts";
import { gamesWithRests } from "./features/games/games.service.ts";
import { forgetOldNotices, startNotifier } from "./features/notifications/notifications.service.ts";
import { closeSilentMatches } from "./features/play/silence.ts";
import { turnReservations } from "./features/reservations/reservations.service.ts";
import { forgetOldAnswers } from "./platform/http/idempotency.ts";
import { startJobs } from "./platform/jobs.ts";
import { forgetOldAnnouncements } from "./platform/live/live-event.ts";
import { startMailWorker } from "./platform/mail/mail.worker.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What is done by itself: mail and notices, silent devices and matches, forgetting. Answers how to stop. */
export async function startWorker(
  deps: Deps,
  log: FastifyBaseLogger,
): Promise<() => Promise<void>> {
  const { db } = deps.database;
  const mail = await startMailWorker({
    ...deps,
    tasks: accountTasks(deps),
    daily: accountTimes,
    onError: (error) => log.error({ err: error }, "job failed"),
  });
  const notifier = startNotifier({ ...deps, log });
  const stopJobs = startJobs(
    [
      { name: "silent devices", everyMs: 5 * SECOND, run: () => markSilentDevices(db) },
      { name: "silent matches", everyMs: 10 * SECOND, run: () => closeSilentMatches(db) },
      { name: "games", everyMs: SECOND, run: gamesWithRests(db) },
      { name: "turns of reservations", everyMs: SECOND, run: () => turnReservations(db) },
      { name: "old taps of cards", everyMs: MINUTE, run: () => forgetOldTaps(db) },
      { name: "old announcements", everyMs: 5 * MINUTE, run: () => forgetOldAnnouncements(db) },
      { name: "old notices", everyMs: 60 * MINUTE, run: () => forgetOldNotices(db) },
      { name: "old answers", everyMs: 60 * MINUTE, run: () => forgetOldAnswers(db) },
    ],
    (name, error) => log.warn({ err: error, job: name }, "job failed"),
  );
  const stopExport = startDailyExport({ ...deps, log });
  return async () => {
    await Promise.all([stopJobs(), stopExport(), notifier.stop(), mail.stop()]);
  };
}
