import { hkdfSync } from "node:crypto";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { newId } from "../../platform/ids.ts";
import { clearTries } from "../../platform/tries.ts";
import type { AccountsDeps } from "./deps.ts";
import { hashPassword, verifyPassword } from "./passwords.ts";

const DAY = 24 * 3600;

/** The header in which the address of the caller, as this server sees it, is handed to the sign-in library. */
export const ADDRESS_HEADER = "x-babyfoot-address";

/** A secret of its own for each purpose, from the installation's one. */
export const derivedKey = (secretKey: string, purpose: string): string =>
  Buffer.from(hkdfSync("sha256", secretKey, "babyfoot", purpose, 32)).toString("hex");

const timestamps = { createdAt: "created_at", updatedAt: "updated_at" };

const schema = {
  user: {
    modelName: "users",
    fields: { emailVerified: "email_verified", ...timestamps },
    additionalFields: { role: { type: "string", input: false, defaultValue: "player" } },
  },
  session: {
    modelName: "sessions",
    fields: {
      userId: "user_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...timestamps,
    },
    expiresIn: 30 * DAY,
    updateAge: DAY,
  },
  account: {
    modelName: "credentials",
    fields: {
      userId: "user_id",
      accountId: "account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...timestamps,
    },
  },
  verification: {
    modelName: "verifications",
    fields: { expiresAt: "expires_at", ...timestamps },
    storeIdentifier: "hashed",
  },
} satisfies Partial<BetterAuthOptions>;

/** Cookies are `Secure`, and named so, where the installation is reached over https. */
export const hasSecureCookies = ({ settings }: Pick<AccountsDeps, "settings">): boolean =>
  settings.PUBLIC_URL?.startsWith("https:") === true;

/** The mailbox has spoken: other links die, failures are forgotten, and a real mail proves the address. */
async function afterReset(
  { settings, database, secretKey }: AccountsDeps,
  { id, email }: { id: string; email: string },
): Promise<void> {
  const { db } = database;
  await db.deleteFrom("verifications").where("value", "=", id).execute();
  await clearTries({ db, secretKey }, { kind: "sign_in_of_account", subject: email });
  if (settings.SMTP_URL === undefined) return;
  await db.updateTable("users").set({ email_verified: true }).where("id", "=", id).execute();
}

/** How the sign-in library is used here: our pool, tables, ids and hashes; no limits, telemetry or logs of its own. */
export function authOptions({ settings, database, secretKey }: AccountsDeps) {
  return {
    ...schema,
    appName: "Babyfoot",
    secret: derivedKey(secretKey, "sign-in"),
    database: { db: database.db, type: "postgres", transaction: true },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: ({ user }) => afterReset({ settings, database, secretKey }, user),
      password: { hash: hashPassword, verify: verifyPassword },
    },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true },
    advanced: {
      cookiePrefix: "babyfoot",
      useSecureCookies: hasSecureCookies({ settings }),
      // Every route refuses foreign origins before it comes here.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { generateId: () => newId(), validateSchema: false },
    },
  } satisfies BetterAuthOptions;
}

/** Sign-in by password, and sessions. */
export const createAuth = (deps: AccountsDeps) => betterAuth(authOptions(deps));
export type Auth = ReturnType<typeof createAuth>;
