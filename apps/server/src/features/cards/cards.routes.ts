import {
  API,
  cardCodeAnswerSchema,
  cardLinkSchema,
  cardSchema,
  idParamsSchema,
  listOf,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { cardsOf, unlinkCard } from "./cards.queries.ts";
import { type CardDeps, makeCode } from "./linking.ts";
import { tapRoutes } from "./tap.routes.ts";

const tags = ["cards"];

/** Student cards: whose they are, and what they do at a table. */
export async function cards(instance: FastifyInstance, deps: CardDeps): Promise<void> {
  ownRoutes(instance, deps);
  tapRoutes(instance, deps);
}

function ownRoutes(instance: FastifyInstance, { db, secretKey }: CardDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const path = `${API}/me/cards`;
  app.get(
    path,
    {
      config: { access: "player" },
      schema: { tags, summary: "My linked cards", response: { 200: listOf(cardSchema) } },
    },
    async (request) => {
      const { id } = await signedIn(request);
      return { items: await cardsOf(db, id), nextCursor: null };
    },
  );
  app.post(
    path,
    {
      config: { access: "player", errors: ["idempotency_key_reused", "conflict"] },
      schema: {
        tags,
        summary:
          "A code to type at a table after tapping a card there, which links it; valid 2 min",
        body: cardLinkSchema.nullish(),
        response: { 201: cardCodeAnswerSchema },
      },
    },
    async (request, reply) => {
      const { id: playerId } = await signedIn(request);
      const label = request.body?.label;
      const made = await once({ request, db, actor: playerId, secretKey }, async (tx) => ({
        status: 201,
        body: await makeCode(tx, { playerId, label, secretKey }),
      }));
      return reply.header("cache-control", "no-store").code(201).send(made.body);
    },
  );
  app.delete(
    `${path}/:id`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "Unlinks a card; it opens nothing any more",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id: playerId } = await signedIn(request);
      if (!(await unlinkCard(db, { id: request.params.id, playerId })))
        throw new AppError("not_found");
      return reply.code(204).send(null);
    },
  );
}
