import type { Alert, HealthReport } from "@babyfoot/contract";
import { sql } from "kysely";
import { asAdmin } from "../../../../test/campus.ts";
import type { Client } from "../../../../test/client.ts";
import { startServer, type TestServer } from "../../../../test/server.ts";
import { readSettings } from "../../../config.ts";
import { newId } from "../../../platform/ids.ts";
import { type Mailbox, startMailbox } from "../../../platform/mail/test/mailbox.ts";
import { type Receiver, startReceiver } from "../../notifications/testing/receiver.ts";
import { watchOnce } from "../watch.jobs.ts";

export const OPERATOR = "operator@campus.test";
export const SECRET = "a-secret-of-the-webhook-of-alarms";

/** Servers on one database, whose alarms are told by mail and by webhook; their administrator reads French. */
export interface WatchedCampus {
  server: TestServer;
  environment: Record<string, string>;
  mailbox: Mailbox;
  receiver: Receiver;
  admin: Client;
  /** What a worker does every some seconds, done at once by two. */
  watchInBoth(): Promise<unknown>;
  backUp(ok: boolean, repository?: string): Promise<void>;
  health(): Promise<HealthReport>;
  alertOf(rule: string): Promise<Alert | undefined>;
  close(): Promise<void>;
}

/** Of one server both workers are connections of its own. */
export async function startWatchedCampus({ servers = 2 } = {}): Promise<WatchedCampus> {
  const [mailbox, receiver] = await Promise.all([startMailbox(), startReceiver()]);
  const environment = {
    ...{ SMTP_URL: mailbox.url, ALERT_MAIL: OPERATOR, ALERT_LANGUAGE: "en" },
    ...{ ALERT_WEBHOOK_URL: `${receiver.url}/alarms`, ALERT_WEBHOOK_SECRET: SECRET },
    ...{ PUBLIC_URL: "http://foot.campus.test", REQUIRE_EMAIL_VERIFICATION: "off" },
  };
  const server = await startServer({ environment });
  const { databaseUrl } = server;
  const other = servers > 1 ? await startServer({ environment, databaseUrl }) : undefined;
  const admin = await asAdmin(server);
  await admin.patch("/api/v1/me", { locale: "fr" });
  const health = async (): Promise<HealthReport> => (await admin.get("/api/v1/health")).body;
  return {
    ...{ server, environment, mailbox, receiver, admin, health },
    watchInBoth: () =>
      Promise.all(
        [server, other ?? server].map(({ database }) =>
          watchOnce({ database, settings: readSettings({ ...environment }) }),
        ),
      ),
    backUp: (ok, repository = "local") => reportBackup(server, ok, repository),
    alertOf: async (rule) => (await health()).alerts.find((alert) => alert.rule === rule),
    async close() {
      await other?.close();
      await server.close();
      await receiver.close();
      await mailbox.close();
    },
  };
}

async function reportBackup({ database }: TestServer, ok: boolean, where: string): Promise<void> {
  await sql`insert into backups (id, kind, repository, started_at, finished_at, ok, error)
    values (${newId()}, 'full', ${where}, now() - interval '1 s', clock_timestamp(), ${ok},
      ${ok ? null : "the repository is full"})`.execute(database.db);
}
