import {
  bestPlayerSchema,
  demandForecastSchema,
  idSchema,
  insightQuerySchema,
  insightScopeSchema,
  peakHoursSchema,
  rankingQuerySchema,
  recordsSchema,
  sideInfluenceSchema,
  tableUsageSchema,
  topDefendersSchema,
  topScorersSchema,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { languageOf } from "../../platform/http/language.ts";
import type { Read } from "../../platform/replica/replica.ts";
import { demandForecast } from "./demand.ts";
import { peakHours, sideInfluence, tableUsage } from "./habits.ts";
import { sentencesIn } from "./languages.ts";
import { playerStatsRoutes } from "./player-stats.routes.ts";
import { bestPlayer, topDefenders, topScorers } from "./rankings.ts";
import { records } from "./records.ts";
import { insightScope } from "./scope.ts";
import type { Sentences } from "./sentences.ts";

interface InsightsDeps {
  /** What insights read may be a moment old. */
  read: Read;
}

/** What the games say, for everyone. */
export async function insights(instance: FastifyInstance, { read }: InsightsDeps): Promise<void> {
  rankingRoutes(instance, read);
  habitRoutes(instance, read);
  scopeRoute(instance, read);
  playerStatsRoutes(instance, read);
}

const tags = ["insights"];
const config = {
  access: "all",
  headers: [{ name: "Accept-Language", description: "The language of the sentence: fr or en" }],
} as const;

/** The sentences in the language asked for; whoever keeps the answer keeps one for each. */
function sentencesFor(request: FastifyRequest, reply: FastifyReply): Sentences {
  const language = languageOf(request.headers["accept-language"]);
  reply.header("content-language", language).header("vary", "accept-language");
  return sentencesIn(language);
}

function rankingRoutes(instance: FastifyInstance, read: Read): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const querystring = rankingQuerySchema;
  const schema = { tags, querystring };
  app.get(
    "/api/v1/insights/top-scorers",
    {
      config,
      schema: {
        ...schema,
        summary: "Who has scored most goals",
        response: { 200: topScorersSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => topScorers(db, request.query, say));
    },
  );
  app.get(
    "/api/v1/insights/top-defenders",
    {
      config,
      schema: {
        ...schema,
        summary: "Who has kept out most shots: of all games, and of those played in defence",
        response: { 200: topDefendersSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => topDefenders(db, request.query, say));
    },
  );
  app.get(
    "/api/v1/insights/best-player",
    {
      config,
      schema: {
        ...schema,
        summary: "Who wins most surely: by the lower end of the interval of their share of wins",
        response: { 200: bestPlayerSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => bestPlayer(db, request.query, say));
    },
  );
}

function habitRoutes(instance: FastifyInstance, read: Read): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const schema = { tags, querystring: insightQuerySchema };
  app.get(
    "/api/v1/insights/table-usage",
    {
      config,
      schema: {
        ...schema,
        summary: "Which tables are used most, and whether that differs from chance",
        response: { 200: tableUsageSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => tableUsage(db, request.query, say));
    },
  );
  app.get(
    "/api/v1/insights/peak-hours",
    {
      config,
      schema: {
        ...schema,
        summary: "When most is played: hours, weekdays, months, of games whose time is known",
        response: { 200: peakHoursSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => peakHours(db, request.query, say));
    },
  );
  app.get(
    "/api/v1/insights/side-influence",
    {
      config,
      schema: {
        ...schema,
        summary: "Whether the side matters: counts, shares, interval and test",
        response: { 200: sideInfluenceSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => sideInfluence(db, request.query, say));
    },
  );
  app.get(
    "/api/v1/insights/records",
    {
      config,
      schema: {
        ...schema,
        summary: "What nobody has surpassed, with everybody who shares it counted",
        response: { 200: recordsSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => records(db, request.query, say));
    },
  );
}

function scopeRoute(instance: FastifyInstance, read: Read): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    "/api/v1/insights/demand-forecast",
    {
      config,
      schema: {
        tags,
        querystring: insightQuerySchema,
        summary: "How much will be played in the coming week, with how wrong that was so far",
        response: { 200: demandForecastSchema },
      },
    },
    (request, reply) => {
      const say = sentencesFor(request, reply);
      return read((db) => demandForecast(db, request.query, { now: Date.now(), say }));
    },
  );
  app.get(
    "/api/v1/insights/scope",
    {
      config: { access: "all" },
      schema: {
        tags,
        querystring: z.object({ venueId: idSchema.optional() }),
        summary: "What insights can be asked for: seasons, first and last day",
        response: { 200: insightScopeSchema },
      },
    },
    (request) => read((db) => insightScope(db, request.query)),
  );
}
