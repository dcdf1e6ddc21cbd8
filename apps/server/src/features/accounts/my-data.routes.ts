import { API } from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion } from "../../platform/http/etag.ts";
import type { Auth } from "./auth.ts";
import { callAuth, headersFor } from "./auth-call.ts";
import type { AccountsDeps } from "./deps.ts";
import { erasePerson } from "./me.erase.ts";
import { exportPerson } from "./me.export.ts";

const tags = ["Me"];
const config = { access: "player" } as const;
const rows = z.array(z.record(z.string(), z.unknown()));

const exportSchema = z.object({
  account: z.record(z.string(), z.unknown()),
  waysToSignIn: rows,
  sessions: rows,
  inbox: rows,
  mailsOnTheirWay: rows,
  matches: rows,
  scoredByHand: rows,
  faultsReported: rows,
  reservations: rows,
  pardons: rows,
  cards: rows,
  cardCodes: rows,
  seats: rows,
  audited: rows,
  notices: rows,
  deliveries: rows,
  pushDevices: rows,
  noticePreferences: rows,
  noticeCounts: rows,
});

/** One's own data: taking it along, and having it erased. */
export async function myDataRoutes(
  app: FastifyInstance,
  { deps, auth }: { deps: AccountsDeps; auth: Auth },
): Promise<void> {
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/me/export`,
    {
      config,
      schema: { tags, summary: "Everything held about me", response: { 200: exportSchema } },
    },
    async (request, reply) => {
      const { id } = await signedIn(request);
      const held = await exportPerson(deps.database.db, id);
      reply
        .header("content-disposition", 'attachment; filename="babyfoot.json"')
        .header("cache-control", "no-store");
      return exportSchema.parse(JSON.parse(JSON.stringify(held)));
    },
  );
  routes.delete(
    `${API}/me`,
    {
      config: { ...config, errors: ["last_admin", "stale"] },
      schema: {
        tags,
        summary: "Erases me; my matches stay, under an anonymous player",
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id } = await signedIn(request);
      await erasePerson(deps, { id, expected: expectedVersion(request) });
      const headers = headersFor(request);
      await callAuth(() => auth.api.signOut({ headers, returnHeaders: true }), reply);
      return reply.code(204).send(null);
    },
  );
}
