import { API, idParamsSchema, presenceCodeSchema, screenKeySchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { once } from "../../platform/http/idempotency.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { checkScreen } from "./presence.service.ts";
import { presenceTokenAt } from "./presence-token.ts";
import { makeScreenKey } from "./screen-keys.ts";

interface PresenceDeps {
  db: Db;
  secretKey: string;
  publicUrl: string | undefined;
}

const tags = ["cards"];

/** The code of a table as people scan it. @throws AppError `not_found`. */
async function codeOf(db: Db | Transaction, tableId: string): Promise<string> {
  const table = await db
    .selectFrom("tables")
    .select("code")
    .where("id", "=", tableId)
    .where("retired_at", "is", null)
    .executeTakeFirst();
  if (table === undefined) throw new AppError("not_found");
  return table.code;
}

/** What shows that somebody is at a table: its screen's key, and the code that the screen shows. */
export async function presence(
  instance: FastifyInstance,
  { db, secretKey, publicUrl }: PresenceDeps,
): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/tables/:id/screen-key`,
    {
      config: { access: "admin", errors: ["idempotency_key_reused", "conflict"] },
      schema: {
        tags,
        summary: "A new key for the screen of a table, shown once; the one before ends",
        params: idParamsSchema,
        response: { 201: screenKeySchema },
      },
    },
    async (request, reply) => {
      const { id: actor } = await signedIn(request);
      const { id } = request.params;
      const made = await once({ request, db, actor, secretKey }, async (tx) => {
        const code = await codeOf(tx, id);
        const key = await makeScreenKey(tx, id, secretKey);
        const url = `${linkOriginOf(request, publicUrl)}/screen/${code}#key=${key}`;
        return { status: 201, body: { key, url } };
      });
      return reply.header("cache-control", "no-store").code(201).send(made.body);
    },
  );
  app.get(
    `${API}/tables/:id/presence-code`,
    {
      config: { access: "all", errors: ["unauthenticated", "unknown_token", "forbidden"] },
      schema: {
        tags,
        summary: "What the screen of a table shows to be scanned, by its key or for staff",
        params: idParamsSchema,
        response: { 200: presenceCodeSchema },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await checkScreen(request, { db, secretKey }, id);
      const code = await codeOf(db, id);
      const { token, renewAt, expiresAt } = presenceTokenAt(secretKey, id, Date.now());
      reply.header("cache-control", "no-store");
      return {
        token,
        url: `${linkOriginOf(request, publicUrl)}/at/${code}?k=${token}`,
        renewAt: new Date(renewAt).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      };
    },
  );
}
