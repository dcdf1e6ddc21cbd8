import { ApiProblem, problemOf } from "./problem.ts";
import { newRequestId, REQUEST_ID } from "./request-id.ts";

/** What the contract's schemas are to us: they check and type an answer. */
export interface Schema<T> {
  parse(value: unknown): T;
}

export interface CallOptions {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** The version that the change is based on, sent as `If-Match`. */
  version?: number;
  /** The `Idempotency-Key` of this attempt. */
  attempt?: string;
  /** The key of something that is nobody, e.g. of a table's screen. */
  bearer?: string | undefined;
  /** Of the sentences that the server writes; else it decides. */
  language?: string;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/** For answers without a body. */
export const nothing: Schema<void> = { parse: () => undefined };

/**
 * Calls the server and checks its answer by the schema.
 * @throws {ApiProblem} with the server's code, or `network`, `timeout`, `unexpected_answer`
 */
export async function call<T>(
  schema: Schema<T>,
  path: string,
  options: CallOptions = {},
): Promise<T> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), options.timeoutMs ?? TIMEOUT_MS);
  const stop = () => clock.abort();
  const requestId = newRequestId();
  options.signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(path, requestInit(options, { signal: clock.signal, requestId }));
    const body = await readBody(response);
    if (!response.ok) throw problemOf(response, body);
    return check(schema, body, { path, requestId });
  } catch (error) {
    if (error instanceof ApiProblem || options.signal?.aborted) throw error;
    // It may have come through all the same: then the server's log knows it by this.
    throw new ApiProblem({ code: clock.signal.aborted ? "timeout" : "network", requestId });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", stop);
  }
}

function requestInit(
  options: CallOptions,
  { signal, requestId }: { signal: AbortSignal; requestId: string },
): RequestInit {
  const headers = new Headers({ accept: "application/json, application/problem+json" });
  headers.set(REQUEST_ID, requestId);
  if (options.body !== undefined) headers.set("content-type", "application/json");
  if (options.version !== undefined) headers.set("if-match", `"${options.version}"`);
  if (options.attempt !== undefined) headers.set("idempotency-key", options.attempt);
  if (options.bearer !== undefined) headers.set("authorization", `Bearer ${options.bearer}`);
  if (options.language !== undefined) headers.set("accept-language", options.language);
  const body = options.body === undefined ? null : JSON.stringify(options.body);
  return { method: options.method ?? "GET", headers, body, signal, credentials: "same-origin" };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function check<T>(
  schema: Schema<T>,
  body: unknown,
  { path, requestId }: { path: string; requestId: string },
): T {
  try {
    return schema.parse(body);
  } catch (error) {
    console.error(`The answer of ${path} does not fit the contract`, error);
    throw new ApiProblem({ code: "unexpected_answer", requestId });
  }
}

/** `?a=1&b=2` of the values that are set, or nothing. */
export function query(values: Record<string, string | number | undefined | null>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(set.map(([name, value]) => [name, `${value}`])).toString();
  return text === "" ? "" : `?${text}`;
}
