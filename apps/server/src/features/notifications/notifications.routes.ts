import type { FastifyInstance } from "fastify";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import type { Reach } from "../../platform/outgoing/post.ts";
import { createNoticeMailer } from "./notice-mail.ts";
import { preferenceRoutes } from "./preferences.routes.ts";
import { createPush } from "./push.ts";
import { pushRoutes } from "./push-subscriptions.routes.ts";
import { testRoutes } from "./test.routes.ts";
import { webhookRoutes } from "./webhooks.routes.ts";

interface NotificationDeps {
  db: Db;
  settings: Settings;
  secretKey: string;
  reach: Reach;
}

/** What people are told of and by which ways; the channels of venues. */
export async function notifications(
  instance: FastifyInstance,
  { db, settings, secretKey, reach }: NotificationDeps,
): Promise<void> {
  const mailer = createNoticeMailer(db, settings);
  const push = createPush({ settings, secretKey, reach });
  instance.addHook("onClose", async () => mailer?.close());
  preferenceRoutes(instance, { db, mailConfigured: mailer !== undefined });
  pushRoutes(instance, { db, secretKey, reach, publicKey: push.publicKey });
  testRoutes(instance, { db, mailer, push });
  webhookRoutes(instance, { db, secretKey, reach });
}
