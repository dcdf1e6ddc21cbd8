import type { Locale, Role } from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError, violatedConstraint } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import type { AccountsDeps } from "./deps.ts";
import { hashPassword } from "./passwords.ts";

export { JournalError } from "./erasure-journal.ts";
export { journalErasures, type Replayed, settleErasures } from "./erasures.ts";

interface NewAccount {
  email: string;
  name: string;
  passwordHash: string;
  locale?: Locale;
  role?: Role;
  emailVerified?: boolean;
}

const EMAIL_IS_UNIQUE = "users_email_key";

/** Whether the installation lets this address in. */
export function emailDomainIsAllowed(email: string, allowed: readonly string[]): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return allowed.length === 0 || allowed.includes(domain);
}

/**
 * Creates an account and its player, whose id it shares.
 * @throws AppError `email_taken`.
 */
export async function createAccount(tx: Transaction, account: NewAccount): Promise<string> {
  const id = newId();
  const { email, name, passwordHash, role = "player", emailVerified = false } = account;
  try {
    await tx
      .insertInto("users")
      .values({ id, email: email.toLowerCase(), name, role, email_verified: emailVerified })
      .execute();
  } catch (error) {
    if (violatedConstraint(error) === EMAIL_IS_UNIQUE) throw new AppError("email_taken");
    throw error;
  }
  await tx
    .insertInto("credentials")
    .values({
      id: newId(),
      user_id: id,
      provider_id: "credential",
      account_id: id,
      password: passwordHash,
    })
    .execute();
  if (account.locale !== undefined)
    await tx.updateTable("players").set({ locale: account.locale }).where("id", "=", id).execute();
  return id;
}

async function hasAccount(db: Db, email: string): Promise<boolean> {
  const found = await db
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Creates the administrator of the settings where nobody has that address. An account that exists is left as
 * it is; of processes that start together one creates it.
 */
export async function ensureFirstAdmin({ settings, database }: AccountsDeps): Promise<void> {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = settings;
  if (email === undefined || password === undefined) return;
  if (await hasAccount(database.db, email)) return;
  const passwordHash = await hashPassword(password);
  const admin = { email, name: "Admin", passwordHash, role: "admin", emailVerified: true } as const;
  try {
    await database.db.transaction().execute((tx) => createAccount(tx, admin));
  } catch (error) {
    if (!(error instanceof AppError && error.code === "email_taken")) throw error;
  }
}
