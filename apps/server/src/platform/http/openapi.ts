import { ERRORS, type ErrorCode, problemSchema } from "@babyfoot/contract";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance, RouteOptions } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { type Access, DOCS } from "./access.ts";

const SECURITY: Record<Access, object[]> = {
  all: [],
  player: [{ session: [] }],
  staff: [{ session: [] }],
  admin: [{ session: [] }],
  device: [{ device: [] }],
  board: [],
  metrics: [{ metrics: [] }],
  analyst: [{ session: [] }, { analyst: [] }],
};

const OF_ACCESS: Record<Access, ErrorCode[]> = {
  all: [],
  player: ["unauthenticated"],
  staff: ["unauthenticated", "forbidden"],
  admin: ["unauthenticated", "forbidden"],
  device: ["unauthenticated", "unknown_token", "wrong_device_kind"],
  board: ["wrong_device_kind", "not_found", "method_not_allowed"],
  metrics: ["unauthenticated"],
  analyst: ["unauthenticated", "unknown_token", "forbidden", "rate_limited"],
};

const isSafe = (method: RouteOptions["method"]): boolean =>
  [method].flat().every((one) => one === "GET" || one === "HEAD");

/** The codes with which a route may answer: what follows from its shape, and its own. */
function codesOf({ config, schema = {}, method, url }: RouteOptions): ErrorCode[] {
  const codes: ErrorCode[] = ["internal", "unavailable", ...OF_ACCESS[config?.access ?? "all"]];
  if (schema.params || schema.querystring || schema.body) codes.push("invalid_input");
  if (schema.params) codes.push("malformed");
  if (schema.body) codes.push("malformed", "too_large", "unsupported_type");
  if (url.includes("/:id")) codes.push("not_found");
  if (!isSafe(method)) codes.push("foreign_origin", "storage_full");
  codes.push(...(config?.errors ?? []));
  return [...new Set(codes)];
}

/** Every route's document says who may call it and how it fails. */
function documentRoute(route: RouteOptions): void {
  const access = route.config?.access ?? "all";
  const schema = route.schema ?? {};
  route.schema = {
    ...schema,
    security: SECURITY[access] as Record<string, string[]>[],
    response: (schema.response ?? {}) as Record<string, unknown>,
    "x-codes": codesOf(route),
    "x-headers": route.config?.headers ?? [],
  } as typeof schema;
}

/** Headers follow from the failures they can lead to. */
const HEADERS: Partial<Record<ErrorCode, { name: string; description: string }>> = {
  idempotency_key_reused: {
    name: "Idempotency-Key",
    description:
      "The same key with the same body gives the same answer again for 24 h and creates nothing more",
  },
  stale: { name: "If-Match", description: "The ETag read before; refused when it is no longer so" },
};

type Header = NonNullable<NonNullable<RouteOptions["config"]>["headers"]>[number];

function headersOf(codes: readonly ErrorCode[], own: readonly Header[]): object[] {
  const headers = [...own, ...codes.flatMap((code) => HEADERS[code] ?? [])];
  return headers.map((header) => ({ ...header, in: "header", schema: { type: "string" } }));
}

const ETAG = {
  ETag: {
    description: "The version of what is answered, for If-Match",
    schema: { type: "string" },
  },
};

interface Operation {
  "x-codes"?: ErrorCode[];
  "x-headers"?: Header[];
  parameters?: object[];
  responses: Record<string, object>;
}

/** The failures of a route by status, each with its codes. */
function failuresOf(codes: readonly ErrorCode[]): Record<string, object> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const [status] = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const failures = [...byStatus].map(([status, own]) => {
    const told = own.map((code) => `\`${code}\`: ${ERRORS[code][1]}`).join("; ");
    const code = { type: "object", properties: { code: { enum: own } } };
    const schema = { allOf: [{ $ref: "#/components/schemas/Problem" }, code] };
    return [status, { description: told, content: { "application/problem+json": { schema } } }];
  });
  return Object.fromEntries(failures);
}

type Document = ReturnType<typeof jsonSchemaTransformObject>;

function describeFailures(document: Document): Document {
  const { paths, components } = document as {
    paths?: Record<string, Record<string, Operation>>;
    components?: { schemas?: Record<string, object> };
  };
  for (const operation of Object.values(paths ?? {}).flatMap((path) => Object.values(path))) {
    const { "x-codes": codes = [], "x-headers": own = [] } = operation;
    delete operation["x-codes"];
    delete operation["x-headers"];
    const headers = headersOf(codes, own);
    if (headers.length > 0) operation.parameters = [...(operation.parameters ?? []), ...headers];
    const answer = operation.responses["200"];
    if (answer !== undefined && codes.includes("stale"))
      operation.responses["200"] = { ...answer, headers: ETAG };
    operation.responses = { ...failuresOf(codes), ...operation.responses };
  }
  const { $schema: _dialect, ...problem } = z.toJSONSchema(problemSchema);
  const schemas = { ...components?.schemas, Problem: problem };
  return { ...document, components: { ...components, schemas } } as Document;
}

/** Makes the OpenAPI 3.1 document from the routes' own schemas. Call before any route is added. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook("onRoute", documentRoute);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Babyfoot",
        version,
        description: "The connected table-football platform of a campus.",
        license: { name: "MIT", identifier: "MIT" },
      },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "babyfoot.session_token" },
          device: { type: "http", scheme: "bearer", description: "A device's token" },
          metrics: { type: "http", scheme: "bearer", description: "METRICS_TOKEN" },
          analyst: { type: "http", scheme: "bearer", description: "An analyst's token" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => describeFailures(jsonSchemaTransformObject(document)),
  });
  await app.register(swaggerUi, { routePrefix: DOCS });
  app.get(
    "/api/v1/openapi.json",
    {
      config: { access: "all" },
      schema: {
        tags: ["system"],
        summary: "This document",
        response: { 200: z.record(z.string(), z.unknown()) },
      },
    },
    async (_request, reply) => reply.send(app.swagger()),
  );
}
