import { type ErrorCode, problemSchema } from "@babyfoot/contract";
import { REQUEST_ID } from "./request-id.ts";

/** What can go wrong before the server has answered, or in its answer. */
export type ClientCode = "network" | "timeout" | "unexpected_answer";
export type ProblemCode = ErrorCode | ClientCode;

export interface FieldFault {
  /** The field's name, e.g. `email` or `openingHours/monday`. */
  path: string;
  message: string;
}

interface ProblemInit {
  code: string;
  status?: number;
  detail?: string | undefined;
  fields?: FieldFault[];
  alternatives?: string[] | undefined;
  retryAfterSeconds?: number | null;
  requestId?: string | null;
}

/** A call that failed; `code` is what to switch on. */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP status, or 0 when there was no answer. */
  readonly status: number;
  readonly fields: FieldFault[];
  /** The nearest free times, when the one asked for is taken. */
  readonly alternatives: string[];
  readonly retryAfterSeconds: number | null;
  /** By which the server's log knows the call; null where the server works as it should. */
  readonly requestId: string | null;

  constructor(init: ProblemInit) {
    super(init.detail ?? init.code);
    this.name = "ApiProblem";
    this.code = init.code;
    this.status = init.status ?? 0;
    this.fields = init.fields ?? [];
    this.alternatives = init.alternatives ?? [];
    this.retryAfterSeconds = init.retryAfterSeconds ?? null;
    this.requestId = init.requestId ?? null;
  }
}

export function hasCode(error: unknown, ...codes: ProblemCode[]): boolean {
  return error instanceof ApiProblem && codes.some((code) => code === error.code);
}

/** The answer may have been lost: the same attempt may be sent again. */
export function mayHaveHappened(error: unknown): boolean {
  return (
    error instanceof ApiProblem &&
    (error.status === 0 || error.status >= 500 || error.code === "unexpected_answer")
  );
}

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: "malformed",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  412: "stale",
  413: "too_large",
  429: "rate_limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** The problem that a failed response tells, also when a proxy and not our server wrote it. */
export function problemOf(response: Response, body: unknown): ApiProblem {
  const retryAfter = Number(response.headers.get("retry-after"));
  const retryAfterSeconds = retryAfter > 0 ? retryAfter : null;
  const status = response.status;
  try {
    const problem = problemSchema.parse(body);
    const fields = (problem.errors ?? []).map(({ path, message }) => ({
      path: path.replace(/^\//, ""),
      message,
    }));
    const { code, detail, alternatives, requestId = null } = problem;
    return new ApiProblem({
      ...{ code, status, detail, fields, alternatives },
      ...{ retryAfterSeconds, requestId },
    });
  } catch {
    return new ApiProblem({
      code: CODE_OF_STATUS[status] ?? "internal",
      ...{ status, retryAfterSeconds },
      requestId: status >= 500 ? response.headers.get(REQUEST_ID) : null,
    });
  }
}
