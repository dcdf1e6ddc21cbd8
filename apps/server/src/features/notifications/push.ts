import { createECDH, createHash, ECDH } from "node:crypto";
// biome-ignore lint/correctness/noUnresolvedImports: of a CommonJS module all is its default
import webPush from "web-push";
import type { Settings } from "../../config.ts";
import { post, type Reach } from "../../platform/outgoing/post.ts";
import { type Sent, sentBy } from "./sent.ts";
import { vapidKeysOf } from "./vapid.ts";

export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface PushMessage {
  title: string;
  text: string;
  path: string;
  /** A newer message about the same replaces an older one, also one that is still on its way. */
  subject: string;
  urgent: boolean;
  /** Milliseconds, or null for as long as a push service keeps it. */
  validUntil: number | null;
}

export interface Push {
  publicKey: string;
  send(target: PushTarget, message: PushMessage): Promise<Sent>;
}

const LONGEST_SECONDS = 24 * 3_600;
const TOPIC_CHARACTERS = 32;

/** Whom a push service may write to about this installation. */
function contactOf({ PUBLIC_URL, MAIL_FROM }: Pick<Settings, "PUBLIC_URL" | "MAIL_FROM">): string {
  if (PUBLIC_URL?.startsWith("https:") === true) return PUBLIC_URL;
  const address = /<([^<>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM;
  return `mailto:${address}`;
}

/** Whether a browser's key is a point of the curve, so that something can be encrypted for it. */
export function isPushKey(p256dh: string): boolean {
  try {
    ECDH.convertKey(p256dh, "prime256v1", "base64url");
    const pair = createECDH("prime256v1");
    pair.generateKeys();
    pair.computeSecret(p256dh, "base64url");
    return true;
  } catch {
    return false;
  }
}

const topicOf = (subject: string): string =>
  createHash("sha256").update(subject).digest("base64url").slice(0, TOPIC_CHARACTERS);

/** Web Push (RFC 8030, 8291, 8292), to the push service of each browser. */
export function createPush({
  settings,
  secretKey,
  reach,
}: {
  settings: Pick<Settings, "PUBLIC_URL" | "MAIL_FROM">;
  secretKey: string;
  reach: Reach;
}): Push {
  const keys = vapidKeysOf(secretKey);
  const vapidDetails = { ...keys, subject: contactOf(settings) };
  return {
    publicKey: keys.publicKey,
    async send({ endpoint, p256dh, auth }, { title, text, path, subject, urgent, validUntil }) {
      const ttl = validUntil === null ? LONGEST_SECONDS : (validUntil - Date.now()) / 1_000;
      const topic = topicOf(subject);
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify({ title, text, path, tag: topic }),
        {
          vapidDetails,
          topic,
          urgency: urgent ? "high" : "normal",
          TTL: Math.max(0, Math.min(LONGEST_SECONDS, Math.floor(ttl))),
          contentEncoding: "aes128gcm",
        },
      );
      const written = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      );
      return sentBy(await post({ url: endpoint, headers: written, body: body ?? "" }, reach));
    },
  };
}
