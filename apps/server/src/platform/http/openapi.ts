import { problemSchema } from "@babyfoot/contract";
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
};

/** Every route may answer a problem document; the document says so once, for all of them. */
function documentRoute(route: RouteOptions): void {
  const access = route.config?.access ?? "all";
  const schema = route.schema ?? {};
  const responses = (schema.response ?? {}) as Record<string, unknown>;
  route.schema = {
    ...schema,
    security: SECURITY[access] as Record<string, string[]>[],
    response: { ...responses, "4xx": problemSchema, "5xx": problemSchema },
  };
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
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
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
