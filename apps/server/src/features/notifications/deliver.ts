import { noticeKindSchema } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import type { Reach } from "../../platform/outgoing/post.ts";
import {
  type Channel,
  findActiveWebhook,
  findAddress,
  findSubscription,
  postpone,
  settle,
  type Taken,
  takeDelivery,
} from "./deliveries.queries.ts";
import { KINDS } from "./kinds.ts";
import { noticeDataSchema } from "./notice.ts";
import type { NoticeMailer } from "./notice-mail.ts";
import type { Push } from "./push.ts";
import type { Sent } from "./sent.ts";
import { webhookFailed, webhookWorked } from "./webhook-health.ts";
import { harmless, postStory, signerOf } from "./webhook-post.ts";
import { venueTextOf, wordsOf } from "./words.ts";

export interface DeliverDeps {
  db: Db;
  push: Push;
  mailer: NoticeMailer | undefined;
  secretKey: string;
  reach: Reach;
  onSent: (channel: Channel, result: Sent["type"]) => void;
}

/** With the waits between them, some hours. */
const MOST_ATTEMPTS = 8;

/** Sends the next delivery of a channel that is due; answers whether there was one. */
export async function deliverNext(deps: DeliverDeps, channel: Channel): Promise<boolean> {
  const taken = await takeDelivery(deps.db, channel);
  if (taken === undefined) return false;
  const isTrue = taken.valid_until === null || taken.valid_until.getTime() > Date.now();
  if (isTrue) {
    const sent = await send(deps, taken);
    deps.onSent(channel, sent.type);
    await conclude(deps.db, taken, sent);
  } else await settle(deps.db, taken.id, "untrue");
  return true;
}

function send(deps: DeliverDeps, taken: Taken): Promise<Sent> {
  switch (taken.channel) {
    case "push":
      return sendPush(deps, taken);
    case "mail":
      return sendMail(deps, taken);
    case "webhook":
      return sendWebhook(deps, taken);
    default:
      return taken.channel satisfies never;
  }
}

async function conclude(db: Db, taken: Taken, sent: Sent): Promise<void> {
  switch (sent.type) {
    case "sent":
      return settle(db, taken.id, "sent");
    case "gone":
      return settle(db, taken.id, "gone");
    case "refused":
      return settle(db, taken.id, "failed");
    case "later":
      return taken.attempts >= MOST_ATTEMPTS
        ? settle(db, taken.id, "failed")
        : postpone(db, taken, sent.afterSeconds);
    default:
      return sent satisfies never;
  }
}

async function sendPush({ db, push }: DeliverDeps, taken: Taken): Promise<Sent> {
  const device = await findSubscription(db, taken.target);
  if (device === undefined) return { type: "gone" };
  const sent = await push.send(device, {
    ...wordsOf(taken, device.locale),
    path: taken.path,
    subject: taken.subject,
    urgent: KINDS[noticeKindSchema.parse(taken.kind)].urgent,
    validUntil: taken.valid_until?.getTime() ?? null,
  });
  if (sent.type === "gone") await forgetEndpoint(db, device);
  return sent;
}

/** A browser that has subscribed anew meanwhile keeps its new endpoint. */
export async function forgetEndpoint(db: Db, { id, endpoint }: { id: string; endpoint: string }) {
  await db
    .deleteFrom("push_subscriptions")
    .where("id", "=", id)
    .where("endpoint", "=", endpoint)
    .execute();
}

async function sendMail({ db, mailer }: DeliverDeps, taken: Taken): Promise<Sent> {
  const person = await findAddress(db, taken.target);
  if (person === undefined || mailer === undefined) return { type: "gone" };
  return mailer.send({
    id: taken.id,
    playerId: person.id,
    to: person.email,
    locale: person.locale,
    path: taken.path,
    isChosen: KINDS[noticeKindSchema.parse(taken.kind)].alwaysByMail !== true,
    ...wordsOf(taken, person.locale),
  });
}

async function sendWebhook(deps: DeliverDeps, taken: Taken): Promise<Sent> {
  const { db, secretKey, reach } = deps;
  const webhook = await findActiveWebhook(db, taken.target);
  if (webhook === undefined) return { type: "gone" };
  const { table, startsAt, endsAt, weeks } = noticeDataSchema.parse(taken.data);
  const story = {
    id: taken.notice_id,
    event: taken.kind,
    at: taken.created_at,
    venue: { id: webhook.venue_id, name: taken.venue_name ?? "" },
    text: venueTextOf(taken, webhook.locale, harmless[webhook.kind]),
    data: { subject: taken.subject, table, startsAt, endsAt, weeks, by: taken.by_name },
  };
  const sent = await postStory(webhook, story, { sign: signerOf(secretKey, webhook.id), reach });
  if (sent.type === "sent") await webhookWorked(db, webhook);
  else await webhookFailed(db, webhook);
  // Where a page is gone it may come back: whoever looks after the channel sees that it fails.
  return sent.type === "gone" ? { type: "refused", reason: "gone" } : sent;
}
