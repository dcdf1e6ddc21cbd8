import {
  API,
  type NoticeChannel,
  notificationTestSchema,
  type TestAnswer,
  testAnswerSchema,
} from "@babyfoot/contract";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { signedIn } from "../../platform/http/access.ts";
import type { NoticeMailer } from "./notice-mail.ts";
import { countOne } from "./plan.ts";
import { findPreferences } from "./preferences.queries.ts";
import type { Push } from "./push.ts";
import { testMail, testPush } from "./try-out.ts";

interface TestDeps {
  db: Db;
  mailer: NoticeMailer | undefined;
  push: Push;
}

/** A test goes to an address that somebody has only said is theirs. */
const MOST_A_DAY = 20;

/** Sends a test now, and says what came of it. */
export function testRoutes(instance: FastifyInstance, deps: TestDeps): void {
  const { db } = deps;
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${API}/me/notifications/test`,
    {
      config: { access: "player", errors: ["rate_limited"] },
      schema: {
        tags: ["Me"],
        summary: "Sends me a test by one way, waits for the answer, and tells it",
        body: notificationTestSchema,
        response: { 200: testAnswerSchema },
      },
    },
    async (request): Promise<TestAnswer> => {
      const { id } = await signedIn(request);
      const { channel } = request.body;
      const day = new Date().toISOString().slice(0, 10);
      const counted = await db
        .transaction()
        .execute((tx) => countOne(tx, { playerId: id, channel: "test", day, most: MOST_A_DAY }));
      if (!counted) throw new AppError("rate_limited", undefined, { retryAfter: 3_600 });
      if (await isSwitchedOff(db, id, channel)) return { result: "none", reason: "switched_off" };
      return channel === "mail" ? testMail(deps, id) : testPush(deps, id);
    },
  );
}

async function isSwitchedOff(db: Db, playerId: string, channel: NoticeChannel): Promise<boolean> {
  const { groups, dailyLimit } = (await findPreferences(db, playerId)).preferences;
  return dailyLimit[channel] === 0 || Object.values(groups).every((group) => !group[channel]);
}
