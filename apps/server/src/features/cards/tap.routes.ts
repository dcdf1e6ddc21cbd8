import {
  API,
  cardCodeBodySchema,
  cardLinkedSchema,
  deviceCardSchema,
  idParamsSchema,
  presenceBodySchema,
  tapAnswerSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { AppError } from "../../platform/errors.ts";
import { hasRole, signedIn } from "../../platform/http/access.ts";
import { bearerOf } from "../../platform/http/bearer.ts";
import { hashOf } from "../../platform/ids.ts";
import { checkScreen, isPresent } from "../presence/presence.service.ts";
import { readerOf, tapCard } from "./card-taps.ts";
import { type CardDeps, linkCard, linkTappedCard } from "./linking.ts";
import { tapperOf } from "./situation.ts";
import { tapAt } from "./tap.ts";

const tags = ["cards"];

/** At a table: a card or the screen's code opens it, a code links the card. */
export function tapRoutes(instance: FastifyInstance, deps: CardDeps): void {
  deviceRoute(instance, deps);
  presenceRoute(instance, deps);
  linkRoute(instance, deps);
}

function deviceRoute(instance: FastifyInstance, deps: CardDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/device/card`,
    {
      config: { access: "device", errors: ["rate_limited", "invalid_code", "card_taken"] },
      schema: {
        tags: ["device"],
        summary: "A card is held to the table's reader; with a code it is linked first",
        body: deviceCardSchema,
        response: { 200: tapAnswerSchema },
      },
      preValidation: (request, _reply, done) => {
        bearerOf(request);
        done();
      },
    },
    async (request) => {
      const reader = await readerOf(deps.db, hashOf(bearerOf(request)));
      const { uid, code } = request.body;
      if (code !== undefined) {
        const { tableId } = reader;
        await linkCard(deps, uid, { tableId, code, address: request.ip });
      }
      return (await tapCard(deps, reader, uid)).answer;
    },
  );
}

function presenceRoute(instance: FastifyInstance, { db, secretKey }: CardDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/tables/:id/presence`,
    {
      config: { access: "player", errors: ["invalid_link"] },
      schema: {
        tags,
        summary:
          "Does what a card does, for whoever has just scanned the code on the table's screen",
        params: idParamsSchema,
        body: presenceBodySchema,
        response: { 200: tapAnswerSchema },
      },
    },
    async (request) => {
      const person = await signedIn(request);
      const tableId = request.params.id;
      const { token } = request.body;
      if (!isPresent(secretKey, { tableId, token }, Date.now())) throw new AppError("invalid_link");
      const tapper = await tapperOf(db, person.id, hasRole(person, "staff"));
      return (await tapAt(db, { tableId, tapper })).answer;
    },
  );
}

function linkRoute(instance: FastifyInstance, deps: CardDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/tables/:id/card-links`,
    {
      config: {
        access: "all",
        errors: [
          "unauthenticated",
          "unknown_token",
          "forbidden",
          "rate_limited",
          "no_card_tapped",
          "invalid_code",
          "card_taken",
        ],
      },
      schema: {
        tags,
        summary:
          "On the table's screen: a code links the unknown card tapped within the last 2 min",
        params: idParamsSchema,
        body: cardCodeBodySchema,
        response: { 201: cardLinkedSchema },
      },
    },
    async (request, reply) => {
      const tableId = request.params.id;
      await checkScreen(request, deps, tableId);
      const { code } = request.body;
      const displayName = await linkTappedCard(deps, { tableId, code, address: request.ip });
      return reply.code(201).send({ displayName });
    },
  );
}
