import {
  API,
  idParamsSchema,
  listOf,
  pushKeySchema,
  pushSubscriptionCreateSchema,
  pushSubscriptionSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { isCallable, type Reach } from "../../platform/outgoing/post.ts";
import { isPushKey } from "./push.ts";
import {
  addSubscription,
  findSubscriptions,
  presentSubscription,
  removeSubscription,
} from "./push-subscriptions.queries.ts";

interface PushDeps {
  db: Db;
  secretKey: string;
  reach: Reach;
  publicKey: string;
}

const tags = ["Me"];

/** The browsers that show somebody's notices. */
export function pushRoutes(instance: FastifyInstance, deps: PushDeps): void {
  readRoutes(instance, deps);
  changeRoutes(instance, deps);
}

function readRoutes(instance: FastifyInstance, { db, publicKey }: PushDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${API}/push-key`,
    {
      config: { access: "all" },
      schema: {
        tags: ["System"],
        summary: "The key by which push services know this installation",
        response: { 200: pushKeySchema },
      },
    },
    () => ({ publicKey }),
  );
  app.get(
    `${API}/me/push-subscriptions`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "My devices that show notices",
        response: { 200: listOf(pushSubscriptionSchema) },
      },
    },
    async (request) => {
      const { id } = await signedIn(request);
      const rows = await findSubscriptions(db, id);
      return { items: rows.map(presentSubscription), nextCursor: null };
    },
  );
}

function changeRoutes(instance: FastifyInstance, { db, secretKey, reach }: PushDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/me/push-subscriptions`,
    {
      config: {
        access: "player",
        errors: ["address_not_allowed", "idempotency_key_reused", "conflict"],
      },
      schema: {
        tags,
        summary: "Shows my notices on this device; it is nobody else's any more",
        body: pushSubscriptionCreateSchema,
        response: { 201: pushSubscriptionSchema },
      },
    },
    async (request, reply) => {
      const { id: playerId } = await signedIn(request);
      const { endpoint, keys, replaces } = request.body;
      if (!isCallable(endpoint, reach) || !isPushKey(keys.p256dh))
        throw new AppError("address_not_allowed");
      const userAgent = request.headers["user-agent"]?.slice(0, 300) ?? null;
      const { body } = await once({ request, db, actor: playerId, secretKey }, async (tx) => ({
        status: 201,
        body: presentSubscription(
          await addSubscription(tx, { playerId, endpoint, ...keys, userAgent, replaces }),
        ),
      }));
      return reply.code(201).send(body);
    },
  );
  app.delete(
    `${API}/me/push-subscriptions/:id`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "Shows my notices on that device no more",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id: playerId } = await signedIn(request);
      const removed = await removeSubscription(db, { id: request.params.id, playerId });
      if (!removed) throw new AppError("not_found");
      return reply.code(204).send(null);
    },
  );
}
