import { AUTH, signedInSchema, signUpSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { languageOf } from "../../platform/http/language.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { networkOf, takeTry } from "../../platform/tries.ts";
import { createAccount, emailDomainIsAllowed } from "./accounts.service.ts";
import { presentUser } from "./accounts.view.ts";
import type { Auth } from "./auth.ts";
import { type AccountsDeps, verificationIsRequired } from "./deps.ts";
import { hashPassword, refuseWeakPassword } from "./passwords.ts";
import { openSession, triesOf } from "./sign-in.service.ts";
import { mailVerification } from "./verification.ts";

type SignUp = z.infer<typeof signUpSchema>;

/** The account, its player and the mail that proves the address commit together. */
async function register(deps: AccountsDeps, signUp: SignUp, request: FastifyRequest) {
  const { password, name } = signUp;
  const { settings, database } = deps;
  const email = signUp.email.toLowerCase();
  if (!emailDomainIsAllowed(email, settings.ALLOWED_EMAIL_DOMAINS))
    throw new AppError("email_domain_not_allowed");
  refuseWeakPassword(password, { email, name });
  const passwordHash = await hashPassword(password);
  const locale = languageOf(request.headers["accept-language"]);
  const origin = linkOriginOf(request, settings.PUBLIC_URL);
  await database.db.transaction().execute(async (tx) => {
    const id = await createAccount(tx, { email, name, passwordHash, locale });
    if (verificationIsRequired(deps))
      await mailVerification(tx, deps, { id, email, name, locale, origin });
  });
}

/** Whoever asks for many addresses that have accounts is collecting them. */
async function countTaken(deps: AccountsDeps, address: string, error: unknown): Promise<void> {
  if (error instanceof AppError && error.code === "email_taken")
    await takeTry(triesOf(deps), { kind: "taken_from_address", subject: address });
}

/** Sign-up with an e-mail address. */
export async function signUpRoutes(
  app: FastifyInstance,
  { deps, auth }: { deps: AccountsDeps; auth: Auth },
): Promise<void> {
  app.withTypeProvider<ZodTypeProvider>().post(
    `${AUTH}/sign-up/email`,
    {
      config: {
        access: "all",
        errors: ["email_taken", "email_domain_not_allowed", "weak_password", "rate_limited"],
      },
      schema: {
        tags: ["Accounts"],
        summary: "Signs up with an e-mail address, and in",
        body: signUpSchema,
        response: { 200: signedInSchema },
      },
    },
    async (request, reply) => {
      const address = networkOf(request.ip);
      await takeTry(triesOf(deps), { kind: "sign_up_from_address", subject: address });
      try {
        await register(deps, request.body, request);
      } catch (error) {
        await countTaken(deps, address, error);
        throw error;
      }
      const { user } = await openSession(auth, request.body, { request, reply });
      return { user: presentUser(user) };
    },
  );
}
