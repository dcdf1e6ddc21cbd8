import {
  API,
  healthHistoryQuerySchema,
  healthHistorySchema,
  healthQuerySchema,
  healthReportSchema,
  idParamsSchema,
  type Locale,
  localeSchema,
  silenceCreateSchema,
  silenceSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { readHistory } from "./history.ts";
import { readReport } from "./report.ts";
import { endSilence, presentSilence, silence } from "./silences.ts";
import { RULE_WORDS } from "./watch.messages.ts";

interface WatchRouteDeps {
  db: Db;
  settings: Settings;
  secretKey: string;
  version: string;
  commit: string;
}

const tags = ["system"];
const config = { access: "admin" } as const;

/** How the installation is, for its administrators, and which alarms are to be silent. */
export async function watch(instance: FastifyInstance, deps: WatchRouteDeps): Promise<void> {
  healthRoutes(instance, deps);
  silenceRoutes(instance, deps);
}

/** The language that somebody has chosen. */
async function languageOf(db: Db, playerId: string): Promise<Locale> {
  const row = await db
    .selectFrom("players")
    .select("locale")
    .where("user_id", "=", playerId)
    .executeTakeFirst();
  return localeSchema.catch("fr").parse(row?.locale);
}

function healthRoutes(instance: FastifyInstance, deps: WatchRouteDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${API}/health`,
    {
      config,
      schema: {
        tags,
        summary: "How the whole installation is: its parts, alarms, measures, backups and versions",
        querystring: healthQuerySchema,
        response: { 200: healthReportSchema },
      },
    },
    async (request, reply) => {
      const { id } = await signedIn(request);
      reply.header("cache-control", "no-store");
      const locale = request.query.locale ?? (await languageOf(deps.db, id));
      return readReport(deps, locale);
    },
  );
  app.get(
    `${API}/health/history`,
    {
      config,
      schema: {
        tags,
        summary: "What was measured in the last day, week or month",
        querystring: healthHistoryQuerySchema,
        response: { 200: healthHistorySchema },
      },
    },
    (request) => readHistory(deps.db, request.query.range),
  );
}

function silenceRoutes(instance: FastifyInstance, { db, secretKey }: WatchRouteDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/silences`,
    {
      config: { ...config, errors: ["in_the_past", "idempotency_key_reused"] },
      schema: {
        tags,
        summary: "Has an alarm tell nobody anything for a while",
        body: silenceCreateSchema,
        response: { 201: silenceSchema },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      const locale = await languageOf(db, actor);
      const made = await once({ request, db, actor, secretKey }, async (tx) => {
        const row = await silence(tx, request.body, actor);
        return { status: 201, body: presentSilence(row, RULE_WORDS[locale][row.rule].title) };
      });
      return reply.code(201).send(made.body);
    },
  );
  app.delete(
    `${API}/silences/:id`,
    {
      config: { ...config, errors: ["not_found"] },
      schema: {
        tags,
        summary: "Ends a silence before its time",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const actor = (await signedIn(request)).id;
      await db.transaction().execute((tx) => endSilence(tx, request.params.id, actor));
      return reply.code(204).send(null);
    },
  );
}
