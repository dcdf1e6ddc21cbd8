import { createHmac } from "node:crypto";
import type { WebhookKind } from "@babyfoot/contract";
import { post, type Reach } from "../../platform/outgoing/post.ts";
import { type Sent, sentBy } from "./sent.ts";

/** What happened, in a venue or of the installation, as a channel is told. */
interface ChannelStory {
  id: string;
  /** Of this call, where several of the same story differ; its `id` where left out. */
  callId?: string;
  event: string;
  at: Date;
  venue?: { id: string; name: string };
  /** For people, with the names in it made harmless by `harmless`. */
  text: string;
  data: Record<string, unknown>;
}

interface WebhookTarget {
  kind: WebhookKind;
  url: string;
}

/** What signs the calls of a channel: derived, so that it is kept nowhere and shown once. */
export const secretOf = (secretKey: string, webhookId: string): string =>
  `whsec_${createHmac("sha256", secretKey).update(`webhook ${webhookId}`).digest("base64url")}`;

/** Nobody sees it, and no chat takes what it parts for an address, an emoji or emphasis. */
const PARTING = "\u200b";
const withoutAddresses = (text: string): string => text.replace(/[:.](?=\S)/g, `$&${PARTING}`);
const inMarkdown = (text: string): string =>
  withoutAddresses(text).replace(/[\\`*_~|>#[\]()<@]/g, "\\$&");
// Slack knows no way of writing a mark of emphasis as itself.
const inSlack = (text: string): string =>
  withoutAddresses(text)
    .replace(/[*_~`]/g, `${PARTING}$&${PARTING}`)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

/** Makes what people have written harmless where it will be read: no mention, link or emphasis comes of it. */
export const harmless: Record<WebhookKind, (text: string) => string> = {
  webhook: (text) => text,
  discord: inMarkdown,
  slack: inSlack,
  teams: inMarkdown,
};

const bodies: Record<WebhookKind, (story: ChannelStory) => unknown> = {
  webhook: ({ id, event, at, venue, text, data }) => ({
    id,
    event,
    at: at.toISOString(),
    venue,
    text,
    data,
  }),
  discord: ({ text }) => ({ content: text, allowed_mentions: { parse: [] } }),
  slack: ({ text }) => ({ text, mrkdwn: false, link_names: false, unfurl_links: false }),
  teams: ({ text }) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [{ type: "TextBlock", text, wrap: true }],
        },
      },
    ],
  }),
};

/** What signs the calls of a venue's channel. */
export const signerOf =
  (secretKey: string, webhookId: string) =>
  (text: string): string =>
    createHmac("sha256", secretOf(secretKey, webhookId)).update(text).digest("hex");

interface PostDeps {
  /** HMAC-SHA256 in hexadecimal digits; null: not signed. */
  sign: ((text: string) => string) | null;
  reach: Reach;
}

/** Posts a story to a channel; what is of kind `webhook` is signed: `v1=` HMAC-SHA256 of `<timestamp>.<body>`. */
export async function postStory(
  { kind, url }: WebhookTarget,
  story: ChannelStory,
  { sign, reach }: PostDeps,
): Promise<Sent> {
  const body = JSON.stringify(bodies[kind](story));
  const headers = { "content-type": "application/json", "user-agent": "Babyfoot" };
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signed = {
    "babyfoot-id": story.callId ?? story.id,
    "babyfoot-timestamp": timestamp,
    ...(sign !== null && { "babyfoot-signature": `v1=${sign(`${timestamp}.${body}`)}` }),
  };
  return sentBy(
    await post(
      { url, body, headers: kind === "webhook" ? { ...headers, ...signed } : headers },
      reach,
    ),
  );
}
