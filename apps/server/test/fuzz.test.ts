import { ERRORS, type ErrorCode, problemSchema } from "@babyfoot/contract";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Client } from "./client.ts";
import { fromSchema, type JsonSchema, mostlyFrom, nastyText } from "./fuzz-arbitraries.ts";
import { ACTORS, type Actor, type MatrixCampus, openCampus } from "./matrix/campus.ts";
import { useServer } from "./server.ts";

const REQUESTS = 500;
const AT_ONCE = 16;
/** B may do no more than A. */
const ROLES = ACTORS.filter((actor) => actor !== "B");
const SEED = 20_261_123;

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
}
interface Route {
  method: string;
  path: string;
  operation: Operation;
}
interface Made {
  route: Route;
  url: string;
  body: unknown;
  headers: Record<string, string>;
}

const server = useServer();
let campus: MatrixCampus;
let routes: Route[];
let ids: string[];
let definitions: Record<string, JsonSchema>;

beforeAll(async () => {
  campus = await openCampus(server());
  const swagger = JSON.stringify(server().app.swagger());
  const document = JSON.parse(swagger.replaceAll("#/components/schemas/", "#/$defs/"));
  definitions = document.components.schemas;
  routes = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  const { table, venueId, device, board, newMatch, newFault, A } = campus;
  ids = [table.id, venueId, device.id, board.id, A.id, await newMatch(), await newFault()];
});

/** What never ends, and what would end the session with which the others are called. */
function isFuzzed({ method, path }: Route, actor: Actor): boolean {
  if (path === "/api/v1/live") return false;
  if (actor === "anonymous") return true;
  return !path.startsWith("/api/auth/") && !(method === "DELETE" && path === "/api/v1/me");
}

const boardPaths = ["goal", "realtime", "final", "message", "api/goals", "api/game/red"];

function pathParameter(name: string): fc.Arbitrary<string> {
  if (name === "*") return fc.oneof(fc.constantFrom(...boardPaths), nastyText);
  if (name === "token") return fc.oneof(fc.constant(campus.board.token), nastyText);
  return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.uuid(), nastyText);
}

const asText = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);
/** Percent-encodes also what is no well-formed text. */
const encode = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));

/** Ids in bodies are those of things that exist, more often than not. */
function withKnownIds(body: unknown, pick: number): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const known = Object.entries(body).map(([name, value], index) => {
    if (!/Id$/.test(name) || (pick + index) % 3 === 0) return [name, value];
    return [name, name === "venueId" ? campus.venueId : campus.table.id];
  });
  return Object.fromEntries(known);
}

function requestOf(route: Route): fc.Arbitrary<Made> {
  const { parameters = [], requestBody } = route.operation;
  const inPath = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const bodySchema = Object.values(requestBody?.content ?? {})[0]?.schema;
  return fc
    .record({
      path: fc.tuple(...inPath.map(pathParameter)),
      query: fc.record(
        Object.fromEntries(
          inQuery.map(({ name, schema }) => [name, fc.oneof(fromSchema(schema), nastyText)]),
        ),
        { requiredKeys: inQuery.filter(({ required }) => required).map(({ name }) => name) },
      ),
      body: bodySchema === undefined ? fc.constant(undefined) : mostlyFrom(bodySchema),
      pick: fc.nat(100),
      match: fc.constantFrom<Record<string, string>[]>(
        {},
        {},
        {},
        { "if-match": '"1"' },
        {
          "if-match": "junk",
        },
      ),
      key: fc.oneof(
        { weight: 4, arbitrary: fc.constant({}) },
        fc.nat(5).map((n) => ({ "idempotency-key": `key ${n}` })),
      ),
    })
    .map(({ path, query, body, pick, match, key }) => {
      const filled = inPath.reduce(
        (text, name, index) => text.replace(`{${name}}`, () => encode(path[index] ?? "")),
        route.path,
      );
      const search = Object.entries(query)
        .map(([name, value]) => `${name}=${encode(asText(value))}`)
        .join("&");
      return {
        route,
        url: search === "" ? filled : `${filled}?${search}`,
        body: withKnownIds(body, pick),
        headers: { ...match, ...key },
      };
    });
}

const answers = new Map<JsonSchema, z.ZodType>();
function fits(schema: JsonSchema, body: unknown): string | null {
  let checked = answers.get(schema);
  if (checked === undefined) {
    checked = z.fromJSONSchema({ ...schema, $defs: definitions } as z.core.JSONSchema.JSONSchema);
    answers.set(schema, checked);
  }
  const parsed = checked.safeParse(body);
  return parsed.success ? null : parsed.error.message;
}

/** What is wrong with an answer, or null. */
function complaint(made: Made, answer: Awaited<ReturnType<Client["call"]>>): string | null {
  const { status, body, headers } = answer;
  const type = headers.get("content-type") ?? "";
  if (status >= 500) return "a failure of ours";
  if (status >= 400) {
    if (!type.startsWith("application/problem+json")) return `an error that is ${type}`;
    const problem = problemSchema.safeParse(body);
    if (!problem.success) return "not a problem document";
    const known = ERRORS[problem.data.code as ErrorCode];
    if (known?.[0] !== status || problem.data.status !== status) return "an unknown code";
    if (status === 429 && headers.get("retry-after") === null) return "no Retry-After";
    return null;
  }
  const declared = made.route.operation.responses[status];
  if (declared === undefined) return `a status that is not declared`;
  const schema = declared.content?.["application/json"]?.schema;
  if (schema === undefined || !type.includes("json")) return null;
  return fits(schema, body);
}

async function ask(made: Made, actor: Actor): Promise<{ wrong: string | null; status: number }> {
  const client = campus.clientOf(actor);
  const headers = { ...campus.headersOf(actor), ...made.headers };
  const { method } = made.route;
  const answer = await client.call(method, made.url, { body: made.body, headers });
  const wrong = complaint(made, answer);
  const { status } = answer;
  if (wrong === null) return { wrong, status };
  const said = JSON.stringify({ sent: made.body, answer: answer.body }).slice(0, 1_000);
  return { wrong: `${method} ${made.url.slice(0, 300)} → ${status}, ${wrong}: ${said}`, status };
}

describe("[F36] requests made from the interface's own document", () => {
  it.each(ROLES)(
    "as %s: no failure of ours, every answer as declared, every error a problem with a known code",
    async (actor) => {
      const offered = routes.filter((route) => isFuzzed(route, actor));
      const any = fc.oneof(...offered.map(requestOf));
      const requests = fc.sample(any, { numRuns: REQUESTS, seed: SEED + ACTORS.indexOf(actor) });
      const complaints: string[] = [];
      let served = 0;
      for (let from = 0; from < requests.length; from += AT_ONCE) {
        const some = requests.slice(from, from + AT_ONCE);
        for (const { wrong, status } of await Promise.all(some.map((made) => ask(made, actor)))) {
          if (wrong !== null) complaints.push(wrong);
          if (status < 400) served += 1;
        }
      }
      expect(complaints).toEqual([]);
      // A share of them are good ones, or the test would show little.
      expect(served).toBeGreaterThan(REQUESTS / 20);
    },
  );
});
