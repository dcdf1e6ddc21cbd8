import {
  AUTH,
  changePasswordSchema,
  sessionSchema,
  signedInSchema,
  signInSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { signedIn } from "../../platform/http/access.ts";
import { done, doneSchema, presentUser } from "./accounts.view.ts";
import type { Auth } from "./auth.ts";
import { callAuth, headersFor } from "./auth-call.ts";
import type { AccountsDeps } from "./deps.ts";
import { refuseWeakPassword } from "./passwords.ts";
import { type Caller, openSession, withinSignInLimits } from "./sign-in.service.ts";

interface SignInDeps {
  deps: AccountsDeps;
  auth: Auth;
}

const all = { access: "all" } as const;
const tags = ["Accounts"];

async function changePassword(
  { deps, auth }: SignInDeps,
  passwords: z.infer<typeof changePasswordSchema>,
  { request, reply }: Caller,
): Promise<void> {
  const { id } = await signedIn(request);
  const { email, name } = await deps.database.db
    .selectFrom("users")
    .select(["email", "name"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  refuseWeakPassword(passwords.newPassword, { email, name });
  const body = { ...passwords, revokeOtherSessions: true };
  const headers = headersFor(request);
  await withinSignInLimits(deps, { email, address: request.ip }, () =>
    callAuth(() => auth.api.changePassword({ body, headers, returnHeaders: true }), reply),
  );
}

/** Sign-in, sign-out, the session, and a new password. */
export async function signInRoutes(
  app: FastifyInstance,
  { deps, auth }: SignInDeps,
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    `${AUTH}/sign-in/email`,
    {
      config: { ...all, errors: ["invalid_credentials", "rate_limited"] },
      schema: {
        tags,
        summary: "Signs in with a password",
        body: signInSchema,
        response: { 200: signedInSchema },
      },
    },
    async (request, reply) => {
      const who = { email: request.body.email, address: request.ip };
      const { user } = await withinSignInLimits(deps, who, () =>
        openSession(auth, request.body, { request, reply }),
      );
      return { user: presentUser(user) };
    },
  );
  routes.post(
    `${AUTH}/change-password`,
    {
      config: {
        access: "player",
        errors: ["invalid_credentials", "weak_password", "rate_limited"],
      },
      schema: {
        tags,
        summary: "Sets a new password and ends all other sessions",
        body: changePasswordSchema,
        response: { 200: doneSchema },
      },
    },
    async (request, reply) => {
      await changePassword({ deps, auth }, request.body, { request, reply });
      return done;
    },
  );
  addSession(app, auth);
}

function addSession(app: FastifyInstance, auth: Auth): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${AUTH}/get-session`,
    {
      config: all,
      schema: {
        tags,
        summary: "Who is signed in, or null; keeps a session in use alive",
        response: { 200: sessionSchema },
      },
    },
    async (request, reply) => {
      const headers = headersFor(request);
      const found = await callAuth(
        () => auth.api.getSession({ headers, returnHeaders: true }),
        reply,
      );
      reply.header("cache-control", "no-store");
      if (found === null) return null;
      const { id, expiresAt } = found.session;
      return {
        user: presentUser(found.user),
        session: { id, expiresAt: expiresAt.toISOString() },
      };
    },
  );
  routes.post(
    `${AUTH}/sign-out`,
    { config: all, schema: { tags, summary: "Ends this session", response: { 200: doneSchema } } },
    async (request, reply) => {
      const headers = headersFor(request);
      await callAuth(() => auth.api.signOut({ headers, returnHeaders: true }), reply);
      return done;
    },
  );
}
