import {
  idParamsSchema,
  venuePatchSchema,
  venuePreviewSchema,
  venueSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { changeVenue } from "./change-venue.ts";
import { previewChange } from "./preview.ts";

/** Changing a venue, with what that does to what is reserved there. */
export async function venueChanges(instance: FastifyInstance, { db }: { db: Db }): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.patch(
    "/api/v1/venues/:id",
    {
      config: { access: "admin", errors: ["stale"] },
      schema: {
        tags: ["venues"],
        summary:
          "Changes a venue's name, time zone, hours, closures or policy; on request it cancels what is reserved for when it will be closed",
        params: idParamsSchema,
        body: venuePatchSchema,
        response: { 200: venueSchema },
      },
    },
    async (request, reply) => {
      const by = { actorId: (await signedIn(request)).id, expected: expectedVersion(request) };
      const venue = await db
        .transaction()
        .execute((tx) => changeVenue(tx, request.params.id, request.body, by));
      sendVersion(reply, venue.version);
      return venue;
    },
  );
  app.post(
    "/api/v1/venues/:id/preview",
    {
      config: { access: "admin" },
      schema: {
        tags: ["venues"],
        summary: "What a change would do to what is reserved; it changes nothing",
        params: idParamsSchema,
        body: venuePatchSchema,
        response: { 200: venuePreviewSchema },
      },
    },
    async (request) => previewChange(db, request.params.id, request.body),
  );
}
