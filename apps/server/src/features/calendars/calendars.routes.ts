import { createHash } from "node:crypto";
import {
  API,
  calendarAddressSchema,
  calendarTokenQuerySchema,
  idParamsSchema,
} from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { mayKnow } from "../reservations/reservations.service.ts";
import { replaceAddress, type Subject, subjectOf } from "./addresses.ts";
import { calendarText } from "./calendar-text.ts";
import { type CalendarRow, rowOf, rowsOf, titleOf } from "./calendars.queries.ts";
import { calendarUrlOf } from "./calendars.service.ts";

interface CalendarDeps {
  db: Db;
  secretKey: string;
  publicUrl: string | undefined;
}

const tags = ["calendars"];
const TYPE = "text/calendar; charset=utf-8";
const response = { 200: { content: { "text/calendar": { schema: z.string() } } } };

/** Reservations in people's own calendars. */
export async function calendars(instance: FastifyInstance, deps: CalendarDeps): Promise<void> {
  feedRoutes(instance, deps);
  addressRoutes(instance, deps);
  entryRoute(instance, deps);
}

interface Shown {
  subject: Subject;
  rows: CalendarRow[];
}

async function send(
  { db, publicUrl }: CalendarDeps,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { subject, rows }: Shown,
): Promise<FastifyReply> {
  const title = await titleOf(db, subject);
  if (title === undefined) throw new AppError("not_found");
  const origin = linkOriginOf(request, publicUrl);
  const text = calendarText(rows, { ...title, kind: subject.kind, origin });
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  reply.header("etag", etag).header("cache-control", "private, no-cache");
  if (request.headers["if-none-match"] === etag) return reply.code(304).send();
  return reply.type(TYPE).send(text);
}

function feedRoutes(instance: FastifyInstance, deps: CalendarDeps): void {
  const { db, secretKey: key } = deps;
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const schema = { tags, querystring: calendarTokenQuerySchema, response };
  const headers = [{ name: "If-None-Match", description: "304 while nothing has changed" }];
  const feed = async (kind: Subject["kind"], request: FastifyRequest, reply: FastifyReply) => {
    const { token } = request.query as z.output<typeof calendarTokenQuerySchema>;
    const subject = await subjectOf(db, kind, { token, key });
    if (subject === undefined) throw new AppError("not_found");
    return send(deps, { request, reply }, { subject, rows: await rowsOf(db, subject) });
  };
  app.get(
    `${API}/me/calendar.ics`,
    {
      config: { access: "all", errors: ["not_found"], headers },
      schema: {
        ...schema,
        summary: "A player's reservations, by their secret address (iCalendar)",
      },
    },
    (request, reply) => feed("player", request, reply),
  );
  app.get(
    `${API}/tables/calendar.ics`,
    {
      config: { access: "all", errors: ["not_found"], headers },
      schema: { ...schema, summary: "A table's reservations, by its secret address (iCalendar)" },
    },
    (request, reply) => feed("table", request, reply),
  );
}

function addressRoutes(
  instance: FastifyInstance,
  { db, secretKey, publicUrl }: CalendarDeps,
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const urlFor = (request: FastifyRequest, subject: Subject) =>
    calendarUrlOf(db, subject, { secretKey, origin: linkOriginOf(request, publicUrl) });
  app.post(
    `${API}/me/calendar`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "A new secret address of my calendar; the one before ends",
        response: { 200: calendarAddressSchema },
      },
    },
    async (request) => {
      const { id } = await signedIn(request);
      await replaceAddress(db, id);
      return { url: await urlFor(request, { kind: "player", id }) };
    },
  );
  app.route({
    method: ["GET", "POST"],
    url: `${API}/tables/:id/calendar`,
    config: { access: "staff" },
    schema: {
      tags,
      summary: "The secret address of a table's calendar; POST replaces it",
      params: idParamsSchema,
      response: { 200: calendarAddressSchema },
    },
    handler: async (request) => {
      const subject: Subject = { kind: "table", id: request.params.id };
      if ((await titleOf(db, subject)) === undefined) throw new AppError("not_found");
      if (request.method === "POST") await replaceAddress(db, subject.id);
      return { url: await urlFor(request, subject) };
    },
  });
}

function entryRoute(instance: FastifyInstance, deps: CalendarDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${API}/reservations/:id/calendar.ics`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "One reservation, to add to a calendar",
        params: idParamsSchema,
        response,
      },
    },
    async (request, reply) => {
      const person = await signedIn(request);
      const { id } = request.params;
      if (!(await mayKnow(deps.db, id, person))) throw new AppError("not_found");
      const row = await rowOf(deps.db, id);
      if (row === undefined) throw new AppError("not_found");
      reply.header("content-disposition", 'attachment; filename="babyfoot.ics"');
      const subject: Subject = { kind: "player", id: person.id };
      return send(deps, { request, reply }, { subject, rows: [row] });
    },
  );
}
