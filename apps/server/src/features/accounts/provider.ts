import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { AppError } from "../../platform/errors.ts";
import { emailDomainIsAllowed } from "./accounts.service.ts";
import { authOptions } from "./auth.ts";
import type { AccountsDeps } from "./deps.ts";

/** The one provider an installation can have: the school's accounts. */
export const PROVIDER_ID = "oidc";

const PATIENCE_MS = 12_000;

const text = (value: unknown): string =>
  typeof value === "string" ? value.replace(/\p{Cc}/gu, "").trim() : "";

/** Of a school account only the first name is taken, which others will see until another is chosen. */
export function firstNameOf(profile: Record<string, unknown>): string {
  const first = text(profile.given_name) || text(profile.nickname);
  const name = first || (text(profile.name).split(/\s+/)[0] ?? "");
  return (name || "Player").slice(0, 30);
}

function createProvider(deps: AccountsDeps) {
  const { settings } = deps;
  const options = authOptions(deps);
  const issuer = (settings.OIDC_ISSUER ?? "").replace(/\/$/, "");
  return betterAuth({
    ...options,
    // What the provider's tokens would open is of no use here.
    account: { ...options.account, updateAccountOnSignIn: false },
    databaseHooks: {
      user: {
        create: {
          before: async ({ email }) => {
            if (emailDomainIsAllowed(email, settings.ALLOWED_EMAIL_DOMAINS)) return;
            throw new APIError("UNPROCESSABLE_ENTITY", { code: "email_domain_not_allowed" });
          },
        },
      },
      account: {
        create: {
          before: async () => ({
            data: { accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
    },
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: PROVIDER_ID,
            name: settings.OIDC_NAME,
            discoveryUrl: `${issuer}/.well-known/openid-configuration`,
            requireIdTokenVerification: true,
            clientId: settings.OIDC_CLIENT_ID ?? "",
            ...(settings.OIDC_CLIENT_SECRET !== undefined && {
              clientSecret: settings.OIDC_CLIENT_SECRET,
            }),
            scopes: ["openid", "email", "profile"],
            pkce: true,
            authentication: "basic",
            mapProfileToUser: (profile) => ({ name: firstNameOf(profile), image: undefined }),
          },
        ],
      }),
    ],
  });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export interface Provider {
  /** Answers a call of the provider's sign-in. @throws AppError `unavailable` when the provider does not answer. */
  call(request: Request): Promise<Response>;
}

/** The school's provider, met at the first sign-in: when it is away, only this way in is closed. */
export function connectProvider(deps: AccountsDeps): Provider {
  let instance: ReturnType<typeof createProvider> | undefined;
  return {
    async call(request) {
      instance ??= createProvider(deps);
      const answer = await within(PATIENCE_MS, instance.handler(request));
      if (answer !== undefined) return answer;
      instance = undefined;
      throw new AppError("unavailable", undefined, { retryAfter: 10 });
    },
  };
}
