import { API, myNotificationsSchema, noticePreferencesPatchSchema } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { choosePreferences, findPreferences } from "./preferences.queries.ts";

const tags = ["Me"];

/** What somebody wants to be told, by which way and when not. */
export function preferenceRoutes(
  instance: FastifyInstance,
  { db, mailConfigured }: { db: Db; mailConfigured: boolean },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${API}/me/notifications`,
    {
      config: { access: "player" },
      schema: {
        tags,
        summary: "What I am told of, by which way and when not",
        response: { 200: myNotificationsSchema },
      },
    },
    async (request, reply) => {
      const { id } = await signedIn(request);
      const { preferences, version } = await findPreferences(db, id);
      sendVersion(reply, version);
      return { ...preferences, mailConfigured, version };
    },
  );
  app.patch(
    `${API}/me/notifications`,
    {
      config: { access: "player", errors: ["stale"] },
      schema: {
        tags,
        summary: "Changes what is given of it",
        body: noticePreferencesPatchSchema,
        response: { 200: myNotificationsSchema },
      },
    },
    async (request, reply) => {
      const { id: playerId } = await signedIn(request);
      const expected = expectedVersion(request);
      const { preferences, version } = await db
        .transaction()
        .execute((tx) => choosePreferences(tx, { playerId, expected }, request.body));
      sendVersion(reply, version);
      return { ...preferences, mailConfigured, version };
    },
  );
}
