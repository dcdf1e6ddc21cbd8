import { sql } from "kysely";
import { z } from "zod";
import type { Settings } from "../../config.ts";
import type { Database, Db } from "../database.ts";
import type { WorkMeasures } from "../metrics/work-metrics.ts";
import { NotAgain, type Tasks } from "./job-queue.ts";
import { runJobs } from "./job-runner.ts";
import { SEND_MAIL } from "./mail.queue.ts";
import {
  createTransport,
  eraseMailFiles,
  type MailTransport,
  refusalOf,
} from "./mail.transport.ts";

export const ERASE_MAIL_FILES = "erase_mail_files";
const FORGET_OLD_MAIL = "forget_old_mail";
const GIVE_UP_AFTER_MS = 7 * 24 * 3_600_000;

interface MailWorkerDeps {
  settings: Settings;
  database: Database;
  /** Jobs of the features, done by the same worker. */
  tasks?: Tasks;
  /** Those of them that are done daily by themselves. */
  daily?: readonly string[];
  onError?: (error: Error) => void;
  work?: WorkMeasures;
}

const mailPayload = z.object({ id: z.uuid() });
const erasePayload = z.object({ userId: z.uuid() });

async function sendStored(db: Db, transport: MailTransport, id: string): Promise<void> {
  const mail = await db.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirst();
  if (mail === undefined) return;
  try {
    await transport.deliver(mail);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === "for now") await noteRefusal(db, id);
    if (refusal !== "for good") throw error;
    await forgetMail(db, id);
    throw new NotAgain("a mail was refused for good", { cause: error });
  }
  await forgetMail(db, id);
}

const forgetMail = (db: Db, id: string) => db.deleteFrom("mails").where("id", "=", id).execute();

/** One reader whom the server does not take for now says nothing of the others' mails. */
const noteRefusal = (db: Db, id: string) =>
  sql`update jobs set payload = payload || '{"refused":"reader"}'
    where task = ${SEND_MAIL} and payload ->> 'id' = ${id}`.execute(db);

async function forgetOldMail(db: Db): Promise<void> {
  await db
    .deleteFrom("mails")
    .where("created_at", "<", new Date(Date.now() - GIVE_UP_AFTER_MS))
    .execute();
}

function counted(tasks: Tasks, work: WorkMeasures | undefined): Tasks {
  if (work === undefined) return tasks;
  const entries = Object.entries(tasks).map(
    ([name, task]) => [name, (payload: unknown) => work.task(name, () => task(payload))] as const,
  );
  return Object.fromEntries(entries);
}

/** Sends what is queued, again after failures for about a day, until stopped. */
export async function startMailWorker({
  settings,
  database: { db },
  tasks = {},
  daily = [],
  onError = () => undefined,
  work,
}: MailWorkerDeps): Promise<{ stop(): Promise<void> }> {
  const transport = createTransport(db, settings);
  const mailTasks: Tasks = {
    [SEND_MAIL]: (payload) => sendStored(db, transport, mailPayload.parse(payload).id),
    [ERASE_MAIL_FILES]: (payload) => eraseMailFiles(settings, erasePayload.parse(payload).userId),
    [FORGET_OLD_MAIL]: () => forgetOldMail(db),
  };
  const runner = await runJobs({
    db,
    tasks: counted({ ...mailTasks, ...tasks }, work),
    daily: [FORGET_OLD_MAIL, ...daily],
    onError,
  });
  return {
    async stop() {
      await runner.stop();
      transport.close();
    },
  };
}
