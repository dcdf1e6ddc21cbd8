import type { TestAnswer, Webhook } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { Reach } from "../../platform/outgoing/post.ts";
import { OTHER_WORDS } from "./notifications.messages.ts";
import { answerOf } from "./try-out.ts";
import { postStory, signerOf } from "./webhook-post.ts";

interface Tried extends Pick<Webhook, "id" | "kind" | "locale"> {
  url: string;
  venue_id: string;
}

/** Posts a test to a channel now. */
export async function tryWebhook(
  webhook: Tried,
  { db, secretKey, reach }: { db: Db; secretKey: string; reach: Reach },
): Promise<TestAnswer> {
  const venue = await db
    .selectFrom("venues")
    .select(["id", "name"])
    .where("id", "=", webhook.venue_id)
    .executeTakeFirstOrThrow();
  const { text } = OTHER_WORDS[webhook.locale].test;
  const story = {
    id: newId(),
    event: "test",
    at: new Date(),
    venue,
    text,
    data: {},
  };
  return answerOf(
    await postStory(webhook, story, { sign: signerOf(secretKey, webhook.id), reach }),
  );
}
