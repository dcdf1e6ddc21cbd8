import { ERRORS, type ErrorCode, type Problem } from "@babyfoot/contract";
import { AwsError } from "./aws/aws-error.ts";

interface Extra {
  /** Seconds for `Retry-After`. */
  retryAfter?: number;
  errors?: { path: string; message: string }[];
  /** Other times that would do. */
  alternatives?: string[];
}

/** An expected failure: a stable code, its status, and a sentence for people. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly extra: Extra;
  constructor(code: ErrorCode, detail?: string, extra: Extra = {}) {
    super(detail ?? ERRORS[code][1]);
    this.code = code;
    this.status = ERRORS[code][0];
    this.extra = extra;
  }
}

/** The problem document of a code. */
export function problemOf(
  code: ErrorCode,
  { detail, instance, requestId, errors, alternatives }: Partial<Problem> = {},
): Problem {
  const [status, title] = ERRORS[code];
  return {
    type: `https://babyfoot.dev/problems/${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && detail !== title && { detail }),
    ...(instance !== undefined && { instance }),
    ...(requestId !== undefined && { requestId }),
    ...(errors !== undefined && { errors }),
    ...(alternatives !== undefined && { alternatives }),
  };
}

const UNAVAILABLE_STATES = /^(08|57P0|53[03]|25006)/;
const UNAVAILABLE_SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE"]);
const LOST_CONNECTION =
  /Connection terminated|timeout exceeded when trying to connect|not queryable/;

/** Turns a failure of PostgreSQL or its connection into a named error; anything else is returned as it is. */
export function namedDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  // Without what AWS gives nobody signs in to the database.
  if (error instanceof AwsError) return new AppError("unavailable", undefined, { retryAfter: 1 });
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "53100") return new AppError("storage_full", undefined, { retryAfter: 10 });
  if (code === "40001" || code === "40P01" || code === "55P03" || code === "57014")
    return new AppError("unavailable", undefined, { retryAfter: 1 });
  const severity = "severity" in error ? String(error.severity) : "";
  // Whatever ends a connection, e.g. a database closed for a restore, is not the caller's doing.
  const fatal = severity === "FATAL" || severity === "PANIC";
  const inPostgres = fatal || (severity !== "" && UNAVAILABLE_STATES.test(code));
  const inConnection = "syscall" in error && UNAVAILABLE_SYSTEM_CODES.has(code);
  if (inPostgres || inConnection || LOST_CONNECTION.test(error.message))
    return new AppError("unavailable", undefined, { retryAfter: 1 });
  return error;
}

/** The name of the constraint that refused a write, if that is what happened. */
export function violatedConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("constraint" in error)) return undefined;
  const states = ["23505", "23503", "23514", "23P01"];
  return states.includes(String(error.code)) ? String(error.constraint) : undefined;
}
