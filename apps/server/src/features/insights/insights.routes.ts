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
import type { Db } from "../../platform/database.ts";
import { languageOf } from "../../platform/http/language.ts";
import { demandForecast } from "./demand.ts";
import { peakHours, sideInfluence, tableUsage } from "./habits.ts";
import { sentencesIn } from "./languages.ts";
import { playerStatsRoutes } from "./player-stats.routes.ts";
import { bestPlayer, topDefenders, topScorers } from "./rankings.ts";
import { records } from "./records.ts";
import { insightScope } from "./scope.ts";
import type { Sentences } from "./sentences.ts";

interface InsightsDeps {
  db: Db;
}

/** What the games say, for everyone. */
export async function insights(instance: FastifyInstance, { db }: InsightsDeps): Promise<void> {
  rankingRoutes(instance, db);
  habitRoutes(instance, db);
  scopeRoute(instance, db);
  playerStatsRoutes(instance, db);
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

function rankingRoutes(instance: FastifyInstance, db: Db): void {
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
    (request, reply) => topScorers(db, request.query, sentencesFor(request, reply)),
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
    (request, reply) => topDefenders(db, request.query, sentencesFor(request, reply)),
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
    (request, reply) => bestPlayer(db, request.query, sentencesFor(request, reply)),
  );
}

function habitRoutes(instance: FastifyInstance, db: Db): void {
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
    (request, reply) => tableUsage(db, request.query, sentencesFor(request, reply)),
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
    (request, reply) => peakHours(db, request.query, sentencesFor(request, reply)),
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
    (request, reply) => sideInfluence(db, request.query, sentencesFor(request, reply)),
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
    (request, reply) => records(db, request.query, sentencesFor(request, reply)),
  );
}

function scopeRoute(instance: FastifyInstance, db: Db): void {
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
    (request, reply) =>
      demandForecast(db, request.query, { now: Date.now(), say: sentencesFor(request, reply) }),
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
    (request) => insightScope(db, request.query),
  );
}
