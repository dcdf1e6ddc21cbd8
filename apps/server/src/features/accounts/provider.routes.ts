import { API, AUTH, type ErrorCode, signInOptionsSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { headersFor, namedAuthError } from "./auth-call.ts";
import { type AccountsDeps, verificationIsRequired } from "./deps.ts";
import { connectProvider, PROVIDER_ID, type Provider } from "./provider.ts";

const config = { access: "all" } as const;
const tags = ["Accounts"];

const providerParams = z.object({ provider: z.literal(PROVIDER_ID) });
const backFromProvider = z.object({
  code: z.string().max(4_000).optional(),
  state: z.string().max(1_000).optional(),
  iss: z.string().max(1_000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1_000).optional(),
});
const whereTo = z.object({ url: z.string() });

const REASONS = new Map<string, ErrorCode>([
  ["email_domain_not_allowed", "email_domain_not_allowed"],
  ["account_not_linked", "email_taken"],
  ["state_mismatch", "invalid_link"],
  ["state_not_found", "invalid_link"],
  ["invalid_code", "invalid_link"],
]);

/** Where the person goes on: the start page, or the sign-in page with our code for what went wrong. */
export function afterProvider(location: string | null): string {
  if (location === null) return "/sign-in?error=unavailable";
  const error = new URL(location, "http://localhost").searchParams.get("error");
  if (error === null) return "/";
  if (error === "access_denied") return "/sign-in";
  return `/sign-in?error=${REASONS.get(error) ?? "unavailable"}`;
}

interface ProviderCall {
  request: FastifyRequest;
  reply: FastifyReply;
  path: string;
  body?: object;
}

async function callProvider(
  provider: Provider,
  { settings }: AccountsDeps,
  { request, reply, path, body }: ProviderCall,
): Promise<Response> {
  const headers = headersFor(request);
  if (body !== undefined) headers.set("content-type", "application/json");
  const url = `${linkOriginOf(request, settings.PUBLIC_URL)}${AUTH}${path}`;
  const sent = { method: request.method, headers, ...(body && { body: JSON.stringify(body) }) };
  try {
    const answer = await provider.call(new Request(url, sent));
    if (answer.status >= 400) throw new AppError("unavailable", undefined, { retryAfter: 10 });
    const cookies = answer.headers.getSetCookie();
    if (cookies.length > 0) reply.header("set-cookie", cookies);
    return answer;
  } catch (error) {
    throw namedAuthError(error);
  }
}

function addSignIn(app: FastifyInstance, deps: AccountsDeps, provider: Provider): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    `${AUTH}/sign-in/social`,
    {
      config: { ...config, errors: ["not_found"] },
      schema: {
        tags,
        summary: "Begins to sign in with the school's account: answers where to go",
        body: providerParams,
        response: { 200: whereTo },
      },
    },
    async (request, reply) => {
      if (deps.settings.OIDC_ISSUER === undefined) throw new AppError("not_found");
      const body = { provider: PROVIDER_ID, callbackURL: "/", errorCallbackURL: "/sign-in" };
      const path = "/sign-in/social";
      const answer = await callProvider(provider, deps, { request, reply, path, body });
      return whereTo.parse(await answer.json());
    },
  );
  routes.get(
    `${AUTH}/callback/:provider`,
    {
      config: { ...config, errors: ["not_found"] },
      schema: {
        tags,
        summary: "Where the provider sends people back: signs in, then goes on",
        params: providerParams,
        querystring: backFromProvider,
        response: { 302: z.null().describe("To / or to /sign-in?error=<code>") },
      },
    },
    async (request, reply) => {
      if (deps.settings.OIDC_ISSUER === undefined) throw new AppError("not_found");
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(request.query))
        if (value !== undefined) search.set(name, value);
      const path = `/callback/${PROVIDER_ID}?${search}`;
      const answer = await callProvider(provider, deps, { request, reply, path });
      return reply.redirect(afterProvider(answer.headers.get("location")));
    },
  );
}

/** Sign-in with the school's account, and what sign-in offers here. */
export async function providerRoutes(
  app: FastifyInstance,
  { deps }: { deps: AccountsDeps },
): Promise<void> {
  const { settings } = deps;
  const offered = {
    password: true,
    oidc:
      settings.OIDC_ISSUER === undefined
        ? null
        : { providerId: PROVIDER_ID, name: settings.OIDC_NAME },
    allowedEmailDomains: [...settings.ALLOWED_EMAIL_DOMAINS],
    emailVerification: verificationIsRequired(deps),
  };
  app.withTypeProvider<ZodTypeProvider>().get(
    `${API}/sign-in-options`,
    {
      config,
      schema: { tags, summary: "What sign-in offers here", response: { 200: signInOptionsSchema } },
    },
    async () => offered,
  );
  addSignIn(app, deps, connectProvider(deps));
}
