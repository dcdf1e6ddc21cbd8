import { AUTH, emailOnlySchema, resetPasswordSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { networkOf, takeTries } from "../../platform/tries.ts";
import { requestResetLink, requestVerificationLink } from "./accounts.jobs.ts";
import { done, doneSchema } from "./accounts.view.ts";
import type { Auth } from "./auth.ts";
import { callAuth } from "./auth-call.ts";
import type { AccountsDeps } from "./deps.ts";
import { refuseWeakPassword } from "./passwords.ts";
import { triesOf } from "./sign-in.service.ts";

const config = { access: "all" } as const;
const tags = ["Accounts"];

async function limitMails(
  deps: AccountsDeps,
  request: FastifyRequest,
  email: string,
): Promise<void> {
  await takeTries(triesOf(deps), [
    { kind: "mail_to_account", subject: email },
    { kind: "mail_from_address", subject: networkOf(request.ip) },
  ]);
}

/** The ways through the mailbox: a forgotten password, and the proof that an address is theirs. */
export async function mailLinkRoutes(
  app: FastifyInstance,
  { deps, auth }: { deps: AccountsDeps; auth: Auth },
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  const wishes = [
    ["request-password-reset", "Mails a link to choose a new password", requestResetLink],
    ["send-verification-email", "Mails the verification link again", requestVerificationLink],
  ] as const;
  for (const [path, summary, wish] of wishes)
    routes.post(
      `${AUTH}/${path}`,
      {
        config: { ...config, errors: ["rate_limited"] },
        schema: { tags, summary, body: emailOnlySchema, response: { 200: doneSchema } },
      },
      async (request) => {
        const { email } = request.body;
        await limitMails(deps, request, email);
        await wish(deps, { email, origin: linkOriginOf(request, deps.settings.PUBLIC_URL) });
        return done;
      },
    );
  routes.post(
    `${AUTH}/reset-password`,
    {
      config: { ...config, errors: ["invalid_link", "weak_password"] },
      schema: {
        tags,
        summary: "Sets a new password by a mailed link, once, and ends all sessions",
        body: resetPasswordSchema,
        response: { 200: doneSchema },
      },
    },
    async (request, reply) => {
      refuseWeakPassword(request.body.newPassword, { email: "", name: "" });
      const { body } = request;
      await callAuth(() => auth.api.resetPassword({ body, returnHeaders: true }), reply);
      return done;
    },
  );
  addVerify(app, auth);
}

async function verify(auth: Auth, token: string, reply: FastifyReply): Promise<string> {
  try {
    await callAuth(() => auth.api.verifyEmail({ query: { token }, returnHeaders: true }), reply);
    return "ok";
  } catch (error) {
    if (error instanceof AppError && error.code === "invalid_link") return "invalid_link";
    throw error;
  }
}

function addVerify(app: FastifyInstance, auth: Auth): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    `${AUTH}/verify-email`,
    {
      config,
      schema: {
        tags,
        summary: "Where the mailed link leads: verifies the address, then shows the outcome",
        querystring: z.object({ token: z.string().max(2_000) }),
        response: { 302: z.null().describe("To /verify?status=ok or /verify?status=invalid_link") },
      },
    },
    async (request, reply) => {
      const status = await verify(auth, request.query.token, reply);
      return reply.redirect(`/verify?status=${status}`);
    },
  );
}
