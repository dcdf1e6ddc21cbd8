import {
  API,
  idParamsSchema,
  listOf,
  listQuerySchema,
  sessionItemSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { type Person, signedIn } from "../../platform/http/access.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import type { Auth } from "./auth.ts";
import { callAuth, headersFor } from "./auth-call.ts";
import type { AccountsDeps } from "./deps.ts";

const tags = ["Me"];
const config = { access: "player" } as const;
const cursorKey = z.tuple([z.uuid()]);

async function listSessions(
  db: Db,
  { id, sessionId }: Person,
  { limit, cursor }: z.infer<typeof listQuerySchema>,
) {
  const after = readCursor(cursor, cursorKey);
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "created_at", "expires_at", "ip_address", "user_agent"])
    .where("user_id", "=", id)
    .where("expires_at", ">", new Date())
    .$if(after !== undefined, (query) => query.where("id", "<", after?.[0] ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => ({
      id: row.id,
      current: row.id === sessionId,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      ipAddress: row.ip_address || null,
      userAgent: row.user_agent || null,
    }),
    (row) => [row.id],
  );
}

async function endSession(db: Db, person: Person, id: string): Promise<void> {
  const ended = await db
    .deleteFrom("sessions")
    .where("id", "=", id)
    .where("user_id", "=", person.id)
    .executeTakeFirst();
  if (ended.numDeletedRows === 0n) throw new AppError("not_found");
}

/** Where one is signed in. */
export async function sessionRoutes(
  app: FastifyInstance,
  { deps, auth }: { deps: AccountsDeps; auth: Auth },
): Promise<void> {
  const { db } = deps.database;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/me/sessions`,
    {
      config,
      schema: {
        tags,
        summary: "Where I am signed in, newest first",
        querystring: listQuerySchema,
        response: { 200: listOf(sessionItemSchema) },
      },
    },
    async (request) => listSessions(db, await signedIn(request), request.query),
  );
  routes.delete(
    `${API}/me/sessions/:id`,
    {
      config,
      schema: {
        tags,
        summary: "Signs me out there",
        params: idParamsSchema,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const headers = headersFor(request);
      if (request.params.id === person.sessionId)
        await callAuth(() => auth.api.signOut({ headers, returnHeaders: true }), reply);
      else await endSession(db, person, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
