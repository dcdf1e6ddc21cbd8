import { AUTH, type Locale } from "@babyfoot/contract";
import { createEmailVerificationToken } from "better-auth/api";
import type { Transaction } from "../../platform/database.ts";
import { sendMail } from "../../platform/mail/mail.queue.ts";
import { messages } from "./accounts.messages.ts";
import { derivedKey } from "./auth.ts";
import type { AccountsDeps } from "./deps.ts";

const VALID_SECONDS = 24 * 3600;

interface Recipient {
  id: string;
  email: string;
  name: string;
  locale: Locale;
  /** Where the installation is reached. */
  origin: string;
}

/** Queues the mail whose link proves that the address is theirs. */
export async function mailVerification(
  tx: Transaction,
  { secretKey }: Pick<AccountsDeps, "secretKey">,
  { id, email, name, locale, origin }: Recipient,
): Promise<void> {
  const secret = derivedKey(secretKey, "sign-in");
  const bound = { userId: id };
  const token = await createEmailVerificationToken(secret, email, undefined, VALID_SECONDS, bound);
  const link = `${origin}${AUTH}/verify-email?token=${token}`;
  await sendMail({ to: email, link, ...messages[locale].verification({ name, link }) }, tx);
}
