import {
  API,
  analystTokenCreateSchema,
  analystTokenSchema,
  analystTokenWithSecretSchema,
  idParamsSchema,
  listOf,
  listQuerySchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { listTokens, presentToken, tokenCursorSchema } from "./analysts.queries.ts";
import { createToken, revokeToken } from "./analysts.service.ts";

const tags = ["exports"];

/** Tokens with which programs of analysts read exports: made, listed and ended by administrators. */
export async function analysts(
  instance: FastifyInstance,
  { db, secretKey }: { db: Db; secretKey: string },
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/analyst-tokens`,
    {
      config: { access: "admin", errors: ["in_the_past", "idempotency_key_reused"] },
      schema: {
        tags,
        summary: "Makes an analyst's token, which is shown this once",
        body: analystTokenCreateSchema,
        response: { 201: analystTokenWithSecretSchema },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      const created = await once({ request, db, actor, secretKey }, async (tx) => ({
        status: 201,
        body: await createToken(tx, request.body, actor),
      }));
      return reply.code(201).header("cache-control", "no-store").send(created.body);
    },
  );
  app.get(
    `${API}/analyst-tokens`,
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "The tokens of analysts, newest first",
        querystring: listQuerySchema,
        response: { 200: listOf(analystTokenSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, tokenCursorSchema);
      const rows = await listTokens(db, { limit: limit + 1, after });
      return pageOf(rows, limit, presentToken, (row) => [row.id]);
    },
  );
  app.delete(
    `${API}/analyst-tokens/:id`,
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "Ends an analyst's token",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      await db.transaction().execute((tx) => revokeToken(tx, request.params.id, actor));
      return reply.code(204).send(null);
    },
  );
}
