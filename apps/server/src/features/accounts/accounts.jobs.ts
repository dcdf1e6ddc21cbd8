import { createHmac, randomBytes } from "node:crypto";
import { type Locale, localeSchema } from "@babyfoot/contract";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { addJob, removeJob, type Tasks } from "../../platform/mail/job-queue.ts";
import { sendMail } from "../../platform/mail/mail.queue.ts";
import { forgetOldTries } from "../../platform/tries.ts";
import { messages } from "./accounts.messages.ts";
import { type Auth, createAuth } from "./auth.ts";
import type { AccountsDeps } from "./deps.ts";
import { inLibraryContext } from "./library-context.ts";
import { mailVerification } from "./verification.ts";

const RESET = "mail_reset_link";
const VERIFICATION = "mail_verification_link";
const FORGET = "forget_old_accounts_data";
const RESET_VALID_MS = 3_600_000;

const payloadSchema = z.object({ email: z.string(), origin: z.string() });
type LinkRequest = z.infer<typeof payloadSchema>;
type LinkTask = typeof RESET | typeof VERIFICATION;

const keyOf = (task: LinkTask, email: string, secretKey: string): string =>
  `${task}:${createHmac("sha256", secretKey).update(email.toLowerCase()).digest("hex")}`;

async function requestLink(
  task: LinkTask,
  { database, secretKey }: AccountsDeps,
  payload: LinkRequest,
): Promise<void> {
  const key = keyOf(task, payload.email, secretKey);
  await database.db
    .transaction()
    .execute((tx) => addJob(tx, { task, payload: { ...payload }, key }));
}

/** Queues the wish for a reset link. Who has no account is not looked up here, so that the answer tells nothing. */
export const requestResetLink = (deps: AccountsDeps, wish: LinkRequest): Promise<void> =>
  requestLink(RESET, deps, wish);

/** Queues the wish for another verification link; as silent as for a reset. */
export const requestVerificationLink = (deps: AccountsDeps, wish: LinkRequest): Promise<void> =>
  requestLink(VERIFICATION, deps, wish);

/** Takes back what an address is still waiting for. */
export async function forgetLinkRequests(
  tx: Transaction,
  { email, secretKey }: { email: string; secretKey: string },
): Promise<void> {
  for (const task of [RESET, VERIFICATION] as const)
    await removeJob(tx, keyOf(task, email, secretKey));
}

interface Known {
  id: string;
  email: string;
  name: string;
  verified: boolean;
  locale: Locale;
}

/** The person of an address, who is not erased before the transaction ends. */
async function holdByEmail(tx: Transaction, email: string): Promise<Known | undefined> {
  const row = await tx
    .selectFrom("users as u")
    .innerJoin("players as p", "p.user_id", "u.id")
    .select(["u.id", "u.email", "u.name", "u.email_verified", "p.locale"])
    .where("u.email", "=", email.toLowerCase())
    .forKeyShare("u")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, name, email_verified: verified } = row;
  return { id, name, verified, email: row.email, locale: localeSchema.parse(row.locale) };
}

async function newResetToken(auth: Auth, userId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const { internalAdapter } = await auth.$context;
  await inLibraryContext(() =>
    internalAdapter.createVerificationValue({
      identifier: `reset-password:${token}`,
      value: userId,
      expiresAt: new Date(Date.now() + RESET_VALID_MS),
    }),
  );
  return token;
}

async function mailReset(tx: Transaction, auth: Auth, { email, origin }: LinkRequest) {
  const person = await holdByEmail(tx, email);
  if (person === undefined) return;
  const link = `${origin}/reset?token=${await newResetToken(auth, person.id)}`;
  const mail = messages[person.locale].reset({ name: person.name, link });
  await sendMail({ to: person.email, link, ...mail }, tx);
}

async function mailVerificationAgain(
  tx: Transaction,
  deps: AccountsDeps,
  { email, origin }: LinkRequest,
) {
  const person = await holdByEmail(tx, email);
  if (person === undefined || person.verified) return;
  await mailVerification(tx, deps, { ...person, origin });
}

async function forgetExpired(db: Db): Promise<void> {
  const now = new Date();
  await db.deleteFrom("sessions").where("expires_at", "<", now).execute();
  await db.deleteFrom("verifications").where("expires_at", "<", now).execute();
  await forgetOldTries(db);
}

/** What accounts have done in the background. */
export function accountTasks(deps: AccountsDeps): Tasks {
  const auth = createAuth(deps);
  const { db } = deps.database;
  const asked = (payload: unknown) => payloadSchema.parse(payload);
  return {
    [RESET]: (payload) => db.transaction().execute((tx) => mailReset(tx, auth, asked(payload))),
    [VERIFICATION]: (payload) =>
      db.transaction().execute((tx) => mailVerificationAgain(tx, deps, asked(payload))),
    [FORGET]: () => forgetExpired(db),
  };
}

/** Those that are done daily by themselves. */
export const accountTimes: readonly string[] = [FORGET];
