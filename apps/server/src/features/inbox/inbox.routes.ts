import {
  API,
  idParamsSchema,
  inboxMessageSchema,
  listOf,
  listQuerySchema,
  unreadSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Database, Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { pageOf, readCursor } from "../../platform/http/pages.ts";
import { announceInbox, countUnread } from "../notifications/notifications.service.ts";
import { findMessages, markAllRead, markRead } from "./inbox.queries.ts";
import { presentMessage } from "./inbox.view.ts";

const tags = ["Me"];
const config = { access: "player" } as const;
const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** Messages kept in the application. */
export async function inbox(
  app: FastifyInstance,
  { database: { db } }: { database: Database },
): Promise<void> {
  readRoutes(app, db);
  markRoutes(app, db);
}

function readRoutes(app: FastifyInstance, db: Db): void {
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
  routes.get(
    `${API}/me/inbox/unread`,
    {
      config,
      schema: {
        tags,
        summary: "How many messages I have not read",
        response: { 200: unreadSchema },
      },
    },
    async (request) => {
      const { id } = await signedIn(request);
      return { unread: await countUnread(db, id) };
    },
  );
}

function markRoutes(app: FastifyInstance, db: Db): void {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.post(
    `${API}/me/inbox/read`,
    {
      config,
      schema: {
        tags,
        summary: "Marks all my messages as read",
        response: { 200: unreadSchema },
      },
    },
    async (request) => {
      const { id } = await signedIn(request);
      await db.transaction().execute(async (tx) => {
        await markAllRead(tx, id);
        await announceInbox(tx, id);
      });
      return { unread: 0 };
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
      const row = await db.transaction().execute(async (tx) => {
        const read = await markRead(tx, { id, userId });
        if (read !== undefined) await announceInbox(tx, userId);
        return read;
      });
      if (row === undefined) throw new AppError("not_found");
      return presentMessage(row);
    },
  );
}
