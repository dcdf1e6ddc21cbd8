import { sql } from "kysely";
import type { Transaction } from "../database.ts";
import { newId } from "../ids.ts";
import { addJob } from "./job-queue.ts";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** Where the mail leads, for the in-app inbox. */
  link?: string;
  /** What it is about, for whoever looks at mails that wait. */
  about?: string;
}

export const SEND_MAIL = "send_mail";

/** Queues a mail in the transaction of its cause: both commit, or neither. */
export async function sendMail(
  { to, subject, text, html, link, about }: Mail,
  tx: Transaction,
): Promise<void> {
  const id = newId();
  await tx
    .insertInto("mails")
    .values({
      id,
      user_id: sql<string | null>`(select id from users where email = ${to.toLowerCase()})`,
      recipient: to,
      subject,
      body: text,
      html: html ?? null,
      link: link ?? null,
    })
    .execute();
  await addJob(tx, { task: SEND_MAIL, payload: { id, ...(about !== undefined && { about }) } });
}
