import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { Settings } from "../../config.ts";
import type { Database, Db } from "../database.ts";
import { forgetFailedJobs, prepareJobs, runJobs } from "./job-queue.ts";
import { SEND_MAIL } from "./mail.queue.ts";
import { createTransport, eraseMailFiles, type MailTransport } from "./mail.transport.ts";

export const ERASE_MAIL_FILES = "erase_mail_files";
const FORGET_OLD_MAIL = "forget_old_mail";
const GIVE_UP_AFTER_MS = 7 * 24 * 3_600_000;

interface MailWorkerDeps {
  settings: Settings;
  database: Database;
  /** Jobs of the features, done by the same worker. */
  tasks?: TaskList;
  /** When the features' tasks start by themselves, as cron patterns in UTC. */
  daily?: Record<string, string>;
  onError?: (error: Error) => void;
}

const mailPayload = z.object({ id: z.uuid() });
const erasePayload = z.object({ userId: z.uuid() });

async function sendStored(db: Db, transport: MailTransport, id: string): Promise<void> {
  const mail = await db.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirst();
  if (mail === undefined) return;
  await transport.deliver(mail);
  await db.deleteFrom("mails").where("id", "=", id).execute();
}

async function forgetOldMail(db: Db): Promise<void> {
  await db
    .deleteFrom("mails")
    .where("created_at", "<", new Date(Date.now() - GIVE_UP_AFTER_MS))
    .execute();
  await forgetFailedJobs(db);
}

/** Sends what is queued, again after failures for about a day, until stopped. */
export async function startMailWorker({
  settings,
  database,
  tasks = {},
  daily = {},
  onError = () => undefined,
}: MailWorkerDeps): Promise<{ stop(): Promise<void> }> {
  const { db } = database;
  await prepareJobs(database);
  const transport = createTransport(db, settings);
  const mailTasks: TaskList = {
    [SEND_MAIL]: (payload) => sendStored(db, transport, mailPayload.parse(payload).id),
    [ERASE_MAIL_FILES]: (payload) => eraseMailFiles(settings, erasePayload.parse(payload).userId),
    [FORGET_OLD_MAIL]: () => forgetOldMail(db),
  };
  const runner = runJobs({
    database,
    tasks: reporting({ ...mailTasks, ...tasks }, onError),
    daily: { [FORGET_OLD_MAIL]: "23 3 * * *", ...daily },
    onError,
  });
  return {
    async stop() {
      await runner.stop();
      transport.close();
    },
  };
}

/** The queue tries again by itself; whoever operates it learns why. */
function reporting(tasks: TaskList, onError: (error: Error) => void): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (...given: Parameters<NonNullable<typeof task>>) => {
        try {
          return await task?.(...given);
        } catch (error) {
          onError(error instanceof Error ? error : new Error(String(error)));
          throw error;
        }
      },
    ]),
  );
}
