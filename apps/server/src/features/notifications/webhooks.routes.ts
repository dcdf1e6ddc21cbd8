import {
  API,
  idParamsSchema,
  listOf,
  listQuerySchema,
  testAnswerSchema,
  webhookCreatedSchema,
  webhookCreateSchema,
  webhookParamsSchema,
  webhookPatchSchema,
  webhookSchema,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { once } from "../../platform/http/idempotency.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { isCallable, type Reach } from "../../platform/outgoing/post.ts";
import { tryWebhook } from "./try-webhook.ts";
import { secretOf } from "./webhook-post.ts";
import {
  addWebhook,
  changeWebhook,
  knowWebhook,
  listWebhooks,
  presentWebhook,
  removeWebhook,
} from "./webhooks.queries.ts";

interface WebhookDeps {
  db: Db;
  secretKey: string;
  reach: Reach;
}

const tags = ["venues"];
const ALL = `${API}/venues/:id/webhooks`;
const ONE = `${ALL}/:webhookId`;

const cursorSchema = z.tuple([z.uuid()]);
const refuseAddress = (url: string | undefined, reach: Reach): void => {
  if (url !== undefined && !isCallable(url, reach)) throw new AppError("address_not_allowed");
};
const placeOf = ({ params }: { params: { id: string; webhookId: string } }) => ({
  id: params.webhookId,
  venueId: params.id,
});

/** Where what happens in a venue is posted: chats and other programs. */
export function webhookRoutes(instance: FastifyInstance, deps: WebhookDeps): void {
  listRoute(instance, deps);
  createRoute(instance, deps);
  changeRoutes(instance, deps);
  testRoute(instance, deps);
}

function listRoute(instance: FastifyInstance, { db }: WebhookDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    ALL,
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "The channels of a venue",
        params: idParamsSchema,
        querystring: listQuerySchema,
        response: { 200: listOf(webhookSchema) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const [after] = readCursor(cursor, cursorSchema) ?? [];
      const rows = await listWebhooks(db, request.params.id, { after, limit: limit + 1 });
      return pageOf(rows, limit, presentWebhook, (row) => [row.id]);
    },
  );
}

function createRoute(instance: FastifyInstance, { db, secretKey, reach }: WebhookDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    ALL,
    {
      config: {
        access: "admin",
        errors: ["address_not_allowed", "not_found", "idempotency_key_reused", "conflict"],
      },
      schema: {
        tags,
        summary: "Adds a channel; the secret that signs what it is sent is shown this once",
        params: idParamsSchema,
        body: webhookCreateSchema,
        response: { 201: webhookCreatedSchema },
      },
    },
    async (request, reply) => {
      const { id: actor } = await signedIn(request);
      refuseAddress(request.body.url, reach);
      const { body } = await once({ request, db, actor, secretKey }, async (tx) => {
        const row = await addWebhook(tx, request.params.id, request.body);
        const secret = row.kind === "webhook" ? secretOf(secretKey, row.id) : null;
        return { status: 201, body: { ...presentWebhook(row), secret } };
      });
      sendVersion(reply, body.version);
      return reply.code(201).send(body);
    },
  );
}

function changeRoutes(instance: FastifyInstance, { db, reach }: WebhookDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const config = { access: "admin" } as const;
  const expectation = (request: FastifyRequest) => ({ expected: expectedVersion(request) });
  app.patch(
    ONE,
    {
      config: { ...config, errors: ["address_not_allowed", "stale"] },
      schema: {
        tags,
        summary: "Changes a channel, or switches it on again",
        params: webhookParamsSchema,
        body: webhookPatchSchema,
        response: { 200: webhookSchema },
      },
    },
    async (request, reply) => {
      refuseAddress(request.body.url, reach);
      const place = { ...placeOf(request), ...expectation(request) };
      const row = await db.transaction().execute((tx) => changeWebhook(tx, place, request.body));
      sendVersion(reply, row.version);
      return presentWebhook(row);
    },
  );
  app.delete(
    ONE,
    {
      config: { ...config, errors: ["stale"] },
      schema: {
        tags,
        summary: "Removes a channel",
        params: webhookParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const place = { ...placeOf(request), ...expectation(request) };
      await db.transaction().execute((tx) => removeWebhook(tx, place));
      return reply.code(204).send(null);
    },
  );
}

function testRoute(instance: FastifyInstance, deps: WebhookDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${ONE}/test`,
    {
      config: { access: "admin" },
      schema: {
        tags,
        summary: "Posts a test to a channel, also to one that is off, and tells what it answered",
        params: webhookParamsSchema,
        response: { 200: testAnswerSchema },
      },
    },
    async (request) => tryWebhook(await knowWebhook(deps.db, placeOf(request)), deps),
  );
}
