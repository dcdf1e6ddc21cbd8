import { API, type Me, mePatchSchema, meSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import { expectedVersion, sendVersion } from "../../platform/http/etag.ts";
import { linkOriginOf } from "../../platform/http/link-origin.ts";
import { calendarUrlOf } from "../calendars/calendars.service.ts";
import type { AccountsDeps } from "./deps.ts";
import { changePlayer, findMe, type MeRow } from "./me.queries.ts";

const tags = ["Me"];
const config = { access: "player" } as const;

const presentMe = (row: MeRow, calendarUrl: string): Me => ({
  id: row.id,
  name: row.name,
  displayName: row.display_name,
  email: row.email,
  emailVerified: row.email_verified,
  role: row.role,
  locale: row.locale,
  avatar: row.avatar,
  credits: 0,
  cardLinked: row.card_linked,
  calendarUrl,
  onLeaderboards: row.on_leaderboards,
  version: row.version,
});

const isOneEmoji = (text: string): boolean =>
  [...new Intl.Segmenter().segment(text)].length === 1 &&
  /\p{Extended_Pictographic}|\p{RI}\p{RI}/u.test(text);

/** An avatar is one emoji, so that nobody writes words or links beside a name. */
function refuseWords(avatar: string | null | undefined): void {
  if (avatar === undefined || avatar === null || isOneEmoji(avatar)) return;
  throw new AppError("invalid_input", undefined, {
    errors: [{ path: "/avatar", message: "must be one emoji" }],
  });
}

interface Call {
  request: FastifyRequest;
  reply: FastifyReply;
}

async function answer(
  { database, secretKey, settings }: AccountsDeps,
  { request, reply }: Call,
  row: MeRow | undefined,
): Promise<Me> {
  if (row === undefined) throw new AppError("unauthenticated");
  sendVersion(reply, row.version);
  reply.header("cache-control", "no-store");
  const origin = linkOriginOf(request, settings.PUBLIC_URL);
  const subject = { kind: "player", id: row.id } as const;
  return presentMe(row, await calendarUrlOf(database.db, subject, { secretKey, origin }));
}

/** One's own account: reading and changing it. */
export async function meRoutes(
  app: FastifyInstance,
  { deps }: { deps: AccountsDeps },
): Promise<void> {
  const { db } = deps.database;
  const routes = app.withTypeProvider<ZodTypeProvider>();
  routes.get(
    `${API}/me`,
    { config, schema: { tags, summary: "My account", response: { 200: meSchema } } },
    async (request, reply) => {
      const { id } = await signedIn(request);
      return answer(deps, { request, reply }, await findMe(db, id));
    },
  );
  routes.patch(
    `${API}/me`,
    {
      config: { ...config, errors: ["stale"] },
      schema: {
        tags,
        summary: "Changes my display name, language, avatar and privacy",
        body: mePatchSchema,
        response: { 200: meSchema },
      },
    },
    async (request, reply) => {
      const { id } = await signedIn(request);
      const expected = expectedVersion(request);
      refuseWords(request.body.avatar);
      const row = await db.transaction().execute(async (tx) => {
        if (!(await changePlayer(tx, { id, expected }, request.body))) throw new AppError("stale");
        return findMe(tx, id);
      });
      return answer(deps, { request, reply }, row);
    },
  );
}
