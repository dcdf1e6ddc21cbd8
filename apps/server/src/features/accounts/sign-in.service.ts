import type { signInSchema } from "@babyfoot/contract";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import {
  clearTries,
  giveBack,
  networkOf,
  type TriesDeps,
  takeTries,
} from "../../platform/tries.ts";
import type { Auth } from "./auth.ts";
import { callAuth, headersFor } from "./auth-call.ts";
import type { AccountsDeps } from "./deps.ts";

export interface Caller {
  request: FastifyRequest;
  reply: FastifyReply;
}

export const triesOf = ({ database, secretKey }: AccountsDeps): TriesDeps => ({
  db: database.db,
  secretKey,
});

/**
 * Checks a password within the limits of its account and of the caller's address. A wrong one counts; a right
 * one forgets the account's failures.
 * @throws AppError `rate_limited`, even where the password would be right.
 */
export async function withinSignInLimits<T>(
  deps: AccountsDeps,
  { email, address }: { email: string; address: string },
  check: () => Promise<T>,
): Promise<T> {
  const tries = triesOf(deps);
  const account = { kind: "sign_in_of_account", subject: email } as const;
  const from = { kind: "sign_in_from_address", subject: networkOf(address) } as const;
  const taken = await takeTries(tries, [account, from]);
  const uncount = async () => {
    for (const one of taken) await giveBack(tries, one);
  };
  try {
    const result = await check();
    await uncount();
    await clearTries(tries, account);
    return result;
  } catch (error) {
    if (!(error instanceof AppError && error.code === "invalid_credentials")) await uncount();
    throw error;
  }
}

/** Signs in by password and sets the session's cookie. @throws AppError `invalid_credentials`. */
export const openSession = (
  auth: Auth,
  { email, password }: z.infer<typeof signInSchema>,
  { request, reply }: Caller,
) =>
  callAuth(
    () =>
      auth.api.signInEmail({
        body: { email, password },
        headers: headersFor(request),
        returnHeaders: true,
      }),
    reply,
  );
