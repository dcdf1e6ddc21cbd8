import {
  API,
  idParamsSchema,
  inboxMessageSchema,
  listOf,
  listQuerySchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Database } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { findMessages, type MessageRow, markRead } from "./inbox.queries.ts";

const tags = ["Me"];
const config = { access: "player" } as const;
const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

const presentMessage = (row: MessageRow) => ({
  id: row.id,
  subject: row.subject,
  text: row.body,
  link: row.link,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});

/** Messages kept in the application. */
export async function inbox(
  app: FastifyInstance,
  { database: { db } }: { database: Database },
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/me/inbox`,
    {
      config,
      schema: {
        tags,
        summary: "My messages, newest first",
        querystring: listQuerySchema,
        response: { 200: listOf(inboxMessageSchema) },
      },
    },
    async (request) => {
      const { id: userId } = await signedIn(request);
      const { limit, cursor } = request.query;
      const before = readCursor(cursor, cursorKey);
      const rows = await findMessages(db, { userId, before, limit: limit + 1 });
      return pageOf(rows, limit, presentMessage, (row) => [row.sort_at, row.id]);
    },
  );
  routes.post(
    `${API}/me/inbox/:id/read`,
    {
      config,
      schema: {
        tags,
        summary: "Marks a message of mine as read",
        params: idParamsSchema,
        response: { 200: inboxMessageSchema },
      },
    },
    async (request) => {
      const { id: userId } = await signedIn(request);
      const { id } = request.params;
      const row = await db.transaction().execute((tx) => markRead(tx, { id, userId }));
      if (row === undefined) throw new AppError("not_found");
      return presentMessage(row);
    },
  );
}
