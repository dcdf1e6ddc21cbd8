import type { Locale, NotSentReason } from "@babyfoot/contract";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import { createTransport, refusalOf } from "../../platform/mail/mail.transport.ts";
import { OTHER_WORDS, type Words } from "./notifications.messages.ts";
import type { Sent } from "./sent.ts";

export interface NoticeMail extends Words {
  /** A mail that is sent again after a crash keeps its id, by which mail programs show it once. */
  id: string;
  playerId: string;
  to: string;
  locale: Locale;
  path: string;
  /** Whether its reader may choose to get none. */
  isChosen: boolean;
}

export interface NoticeMailer {
  send(mail: NoticeMail): Promise<Sent>;
  close(): void;
}

/** Where links lead that are written without a request. */
const originOf = ({ PUBLIC_URL, PORT }: Settings): string =>
  new URL(PUBLIC_URL ?? `http://localhost:${PORT}`).origin;

function failureOf(error: unknown): Sent {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const status = error instanceof Error && "responseCode" in error ? Number(error.responseCode) : 0;
  if (refusalOf(error) === "for good") return { type: "refused", reason: "refused" };
  const reason: NotSentReason =
    status >= 400 ? "failing" : code === "ETIMEDOUT" ? "timeout" : "no_connection";
  return { type: "later", reason, afterSeconds: 0 };
}

/** Notices by mail, where a mail server is configured; otherwise undefined: the inbox has them already. */
export function createNoticeMailer(db: Db, settings: Settings): NoticeMailer | undefined {
  if (settings.SMTP_URL === undefined) return undefined;
  const transport = createTransport(db, settings);
  const origin = originOf(settings);
  return {
    async send({ id, playerId, to, locale, title, text, path, isChosen }) {
      const footer = OTHER_WORDS[locale].mailFooter(`${origin}/notifications`);
      try {
        await transport.deliver({
          id,
          user_id: playerId,
          recipient: to,
          subject: title,
          body: `${text}\n\n${origin}${path}\n${isChosen ? `\n${footer}\n` : ""}`,
          html: null,
          link: null,
          created_at: new Date(),
        });
        return { type: "sent" };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}
