import { afterAll, beforeAll } from "vitest";
import { openDayAndNight } from "../../../../test/booking.ts";
import { asAdmin } from "../../../../test/campus.ts";
import type { Client } from "../../../../test/client.ts";
import { startServer, type TestServer } from "../../../../test/server.ts";
import { type Mailbox, startMailbox } from "../../../platform/mail/test/mailbox.ts";

interface MailedCampus {
  server: TestServer;
  mailbox: Mailbox;
  admin: Client;
}

/** A server for all tests of a file whose mails arrive in a mailbox, and whose venue is always open to everybody. */
export function useMailedCampus(): MailedCampus {
  // Filled before the first test runs.
  const campus = {} as MailedCampus;
  beforeAll(async () => {
    campus.mailbox = await startMailbox();
    campus.server = await startServer({
      environment: { SMTP_URL: campus.mailbox.url, REQUIRE_EMAIL_VERIFICATION: "off" },
    });
    campus.admin = await asAdmin(campus.server);
    await openDayAndNight(campus.admin, { maxActiveReservations: 20, maxMinutesPerDay: 1440 });
  });
  afterAll(async () => {
    await campus.server.close();
    await campus.mailbox.close();
  });
  return campus;
}

export const emailOf = async (client: Client): Promise<string> =>
  (await client.get("/api/v1/me")).body.email;
