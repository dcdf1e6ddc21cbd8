import type { NotSentReason } from "@babyfoot/contract";
import type { Answered } from "../../platform/outgoing/post.ts";

/** What became of one try to send. */
export type Sent =
  | { type: "sent" }
  /** The address is no more; nothing will ever arrive there. */
  | { type: "gone" }
  /** Worth another try, at the earliest after so many seconds. */
  | { type: "later"; reason: NotSentReason; afterSeconds: number }
  /** Not worth another try. */
  | { type: "refused"; reason: NotSentReason };

const TOO_MANY = 429;

/** What an answer of somebody else's server means. */
export function sentBy(answered: Answered): Sent {
  if (answered.type === "unanswered")
    return answered.reason === "address_not_allowed"
      ? { type: "refused", reason: answered.reason }
      : { type: "later", reason: answered.reason, afterSeconds: 0 };
  const { status, retryAfterSeconds } = answered;
  if (status >= 200 && status < 300) return { type: "sent" };
  if (status === 404 || status === 410) return { type: "gone" };
  if (status >= 500 || status === TOO_MANY || status === 408)
    return { type: "later", reason: "failing", afterSeconds: retryAfterSeconds ?? 0 };
  const reason = status >= 300 && status < 400 ? "redirected" : "refused";
  return { type: "refused", reason };
}
