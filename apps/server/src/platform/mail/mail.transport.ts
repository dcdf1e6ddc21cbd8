import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport as createMailer } from "nodemailer";
import type { Settings } from "../../config.ts";
import type { Db } from "../database.ts";

interface StoredMail {
  id: string;
  user_id: string | null;
  recipient: string;
  subject: string;
  body: string;
  html: string | null;
  link: string | null;
  created_at: Date;
}

export interface MailTransport {
  /** Delivers, or throws to be asked again later. The same mail may come twice; it keeps its Message-ID. */
  deliver(mail: StoredMail): Promise<void>;
  close(): void;
}

/** SMTP commands whose answer is about this one mail: others are about the server, or how it was configured. */
const ABOUT_THE_MAIL = ["RCPT TO", "DATA"];

/** Whether the mail server took neither this reader nor this mail, while it may take others; undefined: it failed otherwise. */
export function refusalOf(error: unknown): "for good" | "for now" | undefined {
  if (!(error instanceof Error && "command" in error && "responseCode" in error)) return undefined;
  if (!ABOUT_THE_MAIL.includes(String(error.command))) return undefined;
  return Number(error.responseCode) >= 500 ? "for good" : "for now";
}

type MailSettings = Pick<Settings, "SMTP_URL" | "MAIL_FROM" | "DATA_DIR">;

const mailFolder = ({ DATA_DIR }: Pick<Settings, "DATA_DIR">): string =>
  path.resolve(DATA_DIR, "mail");

const messageOf = (mail: StoredMail, from: string) => ({
  from,
  to: { name: "", address: mail.recipient },
  subject: mail.subject,
  text: mail.body,
  ...(mail.html !== null && { html: mail.html }),
  date: mail.created_at,
  messageId: `<${mail.id}@babyfoot>`,
  headers: { "auto-submitted": "auto-generated" },
});

function smtpTransport(url: string, from: string): MailTransport {
  const transport = createMailer({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async deliver(mail) {
      await transport.sendMail(messageOf(mail, from));
    },
    close: () => transport.close(),
  };
}

/** Without SMTP a mail is a file, and a message in the inbox of whoever has that address. */
function folderTransport(db: Db, settings: MailSettings): MailTransport {
  const transport = createMailer({ streamTransport: true, buffer: true });
  const folder = mailFolder(settings);
  return {
    async deliver(mail) {
      const { message } = await transport.sendMail(messageOf(mail, settings.MAIL_FROM));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = path.join(folder, `${mail.id}.${mail.user_id ?? "nobody"}.eml`);
      await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${file}.part`, file);
      await putIntoInbox(db, mail);
    },
    close: () => transport.close(),
  };
}

async function putIntoInbox(db: Db, mail: StoredMail): Promise<void> {
  const { id, user_id, subject, body, link, created_at } = mail;
  if (user_id === null) return;
  await db
    .insertInto("inbox_messages")
    .values({ id, user_id, subject, body, link, created_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** SMTP where it is configured, else files under `DATA_DIR/mail` and the in-app inbox. */
export const createTransport = (db: Db, settings: MailSettings): MailTransport =>
  settings.SMTP_URL === undefined
    ? folderTransport(db, settings)
    : smtpTransport(settings.SMTP_URL, settings.MAIL_FROM);

/** Deletes the mail files of an erased person. */
export async function eraseMailFiles(
  settings: Pick<Settings, "DATA_DIR">,
  userId: string,
): Promise<void> {
  const folder = mailFolder(settings);
  const files = await readdir(folder).catch(() => []);
  const theirs = files.filter((file) => file.includes(`.${userId}.eml`));
  await Promise.all(theirs.map((file) => rm(path.join(folder, file), { force: true })));
}
