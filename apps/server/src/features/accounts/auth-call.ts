import type { ErrorCode } from "@babyfoot/contract";
import { isAPIError } from "better-auth/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../platform/errors.ts";
import { ADDRESS_HEADER } from "./auth.ts";
import { inLibraryContext } from "./library-context.ts";

const CODES: Record<string, ErrorCode> = {
  INVALID_EMAIL_OR_PASSWORD: "invalid_credentials",
  INVALID_PASSWORD: "invalid_credentials",
  CREDENTIAL_ACCOUNT_NOT_FOUND: "invalid_credentials",
  INVALID_TOKEN: "invalid_link",
  TOKEN_EXPIRED: "invalid_link",
  USER_NOT_FOUND: "invalid_link",
  PASSWORD_TOO_SHORT: "weak_password",
  PASSWORD_TOO_LONG: "weak_password",
  UNAUTHORIZED: "unauthenticated",
};

/** Our error for what the sign-in library refuses; any other failure as it is. */
export function namedAuthError(error: unknown): unknown {
  if (!isAPIError(error)) return error;
  const code = CODES[error.body?.code ?? ""];
  if (code !== undefined) return new AppError(code);
  // The library wraps what the database refused; its cause says whether to try again.
  return error.cause instanceof Error ? error.cause : error;
}

/** What the library may know of a request: who, from where, with what; no header that a caller could forge. */
export function headersFor(request: FastifyRequest): Headers {
  const { cookie, "user-agent": userAgent } = request.headers;
  return new Headers({
    [ADDRESS_HEADER]: request.ip,
    ...(cookie !== undefined && { cookie }),
    ...(userAgent !== undefined && { "user-agent": userAgent.slice(0, 300) }),
  });
}

/**
 * Calls an endpoint of the sign-in library and hands its cookies to the caller.
 * @throws AppError with our code for what the library refuses.
 */
export async function callAuth<T>(
  endpoint: () => Promise<{ headers: Headers; response: T }>,
  reply: FastifyReply,
): Promise<T> {
  try {
    const { headers, response } = await inLibraryContext(endpoint);
    const cookies = headers.getSetCookie();
    if (cookies.length > 0) reply.header("set-cookie", cookies);
    return response;
  } catch (error) {
    throw namedAuthError(error);
  }
}
