import { errorCodes } from "@babyfoot/contract";
import { afterEach, describe, expect, it, vi } from "vitest";
import { call, nothing, query } from "./client.ts";
import { problemMessages, problemText } from "./messages.ts";
import { ApiProblem, hasCode, mayHaveHappened } from "./problem.ts";

const name = {
  parse(value: unknown): string {
    if (typeof value !== "object" || value === null || !("name" in value)) throw new Error("no");
    return String(value.name);
  },
};

function serverAnswers(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn((_path: string, _init: RequestInit) => Promise.resolve(answer()));
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

function sent(fetch: ReturnType<typeof serverAnswers>) {
  const init = fetch.mock.calls[0]?.[1];
  return { init, headers: new Headers(init?.headers) };
}

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });

async function failure(promise: Promise<unknown>): Promise<ApiProblem> {
  const error = await promise.catch((caught: unknown) => caught);
  if (error instanceof ApiProblem) return error;
  throw new Error("it did not fail as expected");
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("a call", () => {
  it("gives the checked answer", async () => {
    serverAnswers(() => json({ name: "Souk" }));
    await expect(call(name, "/x")).resolves.toBe("Souk");
  });

  it("sends the body, the version it is based on and the attempt's key", async () => {
    const fetch = serverAnswers(() => json({ name: "x" }));
    await call(name, "/x", { method: "PATCH", body: { a: 1 }, version: 4, attempt: "k" });
    const { init, headers } = sent(fetch);
    expect(init?.body).toBe('{"a":1}');
    expect(headers.get("if-match")).toBe('"4"');
    expect(headers.get("idempotency-key")).toBe("k");
    expect(headers.get("content-type")).toBe("application/json");
  });

  it("names itself, each by an id of its own", async () => {
    const fetch = serverAnswers(() => json({ name: "x" }));
    await call(name, "/x");
    await call(name, "/x");
    const ids = fetch.mock.calls.map(([, { headers }]) => new Headers(headers).get("x-request-id"));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(ids).size).toBe(2);
  });

  it("that fails on the way, or cannot be read, can be found in the server's log all the same", async () => {
    const fetch = serverAnswers(() => Promise.reject(new TypeError("Failed to fetch")));
    const lost = await failure(call(name, "/x"));
    expect(lost.requestId).toBe(sent(fetch).headers.get("x-request-id"));
    serverAnswers(() => json("a proxy's words", 502, { "x-request-id": "of-the-server" }));
    expect((await failure(call(name, "/x"))).requestId).toBe("of-the-server");
    serverAnswers(() => json("nothing here", 404, { "x-request-id": "of-the-server" }));
    expect((await failure(call(name, "/x"))).requestId).toBeNull();
  });

  it("sends no content type without a body, so that the server does not look for one", async () => {
    const fetch = serverAnswers(() => new Response(null, { status: 204 }));
    await expect(call(nothing, "/x", { method: "DELETE" })).resolves.toBeUndefined();
    expect(sent(fetch).headers.has("content-type")).toBe(false);
  });

  it("refuses an answer that does not fit the contract", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    serverAnswers(() => json({}));
    expect((await failure(call(name, "/x"))).code).toBe("unexpected_answer");
  });

  it("tells a lost network from a slow server", async () => {
    serverAnswers(() => Promise.reject(new TypeError("Failed to fetch")));
    expect((await failure(call(name, "/x"))).code).toBe("network");
    vi.stubGlobal(
      "fetch",
      (_path: string, { signal }: RequestInit) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("aborted")));
        }),
    );
    expect((await failure(call(name, "/x", { timeoutMs: 1 }))).code).toBe("timeout");
  });
});

describe("a problem", () => {
  it("keeps the code, the fields and how long to wait", async () => {
    const problem = {
      type: "about:blank",
      title: "Too many tries",
      status: 429,
      code: "rate_limited",
      errors: [{ path: "/email", message: "is wrong" }],
    };
    serverAnswers(() => json(problem, 429, { "retry-after": "30" }));
    const error = await failure(call(name, "/x"));
    expect(error).toMatchObject({ code: "rate_limited", status: 429, retryAfterSeconds: 30 });
    expect(error.fields).toEqual([{ path: "email", message: "is wrong" }]);
  });

  it("keeps the free times that the server offers instead", async () => {
    const alternatives = ["2026-11-23T12:15:00.000Z", "2026-11-23T12:30:00.000Z"];
    const problem = { type: "about:blank", title: "Taken", status: 409, code: "slot_taken" };
    serverAnswers(() => json({ ...problem, alternatives }, 409));
    expect((await failure(call(name, "/x"))).alternatives).toEqual(alternatives);
    serverAnswers(() => json(problem, 409));
    expect((await failure(call(name, "/x"))).alternatives).toEqual([]);
  });

  it("is told by the status when something else than our server answers", async () => {
    serverAnswers(() => new Response("<h1>Bad Gateway</h1>", { status: 502 }));
    expect((await failure(call(name, "/x"))).code).toBe("unavailable");
  });

  it("may have happened all the same when the answer is lost or the server failed", () => {
    expect(mayHaveHappened(new ApiProblem({ code: "timeout" }))).toBe(true);
    expect(mayHaveHappened(new ApiProblem({ code: "unavailable", status: 503 }))).toBe(true);
    expect(mayHaveHappened(new ApiProblem({ code: "match_over", status: 409 }))).toBe(false);
    expect(hasCode(new ApiProblem({ code: "stale", status: 412 }), "stale")).toBe(true);
  });

  it("has a text of its own for every code of the contract, and one for unknown codes", () => {
    for (const code of errorCodes) {
      expect(problemText(problemMessages.fr, { code })).not.toBe(problemMessages.fr.fallback);
    }
    expect(problemText(problemMessages.en, { code: "toString" })).toBe(problemMessages.en.fallback);
  });
});

it("writes only the values that are set into an address", () => {
  expect(query({ limit: 20, cursor: null, search: "é&" })).toBe("?limit=20&search=%C3%A9%26");
  expect(query({ cursor: undefined })).toBe("");
});
