import { setTimeout as wait } from "node:timers/promises";
import type { TestAnswer } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { forgetEndpoint } from "./deliver.ts";
import { findAddress, findSubscription } from "./deliveries.queries.ts";
import type { NoticeMailer } from "./notice-mail.ts";
import { OTHER_WORDS } from "./notifications.messages.ts";
import type { Push } from "./push.ts";
import { findSubscriptions } from "./push-subscriptions.queries.ts";
import type { Sent } from "./sent.ts";

const PATIENCE_MS = 5_000;
const PATH = "/notifications";

/** What one try means to whoever pressed the button. */
export function answerOf(sent: Sent): TestAnswer {
  if (sent.type === "sent") return { result: "delivered", reason: null };
  return { result: "unreachable", reason: sent.type === "gone" ? "gone" : sent.reason };
}

export async function testMail(
  { db, mailer }: { db: Db; mailer: NoticeMailer | undefined },
  playerId: string,
): Promise<TestAnswer> {
  if (mailer === undefined) return { result: "none", reason: "mail_not_configured" };
  const person = await findAddress(db, playerId);
  if (person === undefined) return { result: "none", reason: "mail_not_configured" };
  const { email: to, locale } = person;
  const mail = {
    ...{ id: newId(), playerId, to, locale, path: PATH, isChosen: true },
    ...OTHER_WORDS[locale].test,
  };
  const enough = new AbortController();
  const late = wait(PATIENCE_MS, { type: "later", reason: "timeout", afterSeconds: 0 } as const, {
    signal: enough.signal,
  });
  late.catch(() => undefined);
  const sent = await Promise.race([mailer.send(mail), late]);
  enough.abort();
  return answerOf(sent);
}

/** To all of somebody's devices at once: it is enough that one push service takes it. */
export async function testPush(
  { db, push }: { db: Db; push: Push },
  playerId: string,
): Promise<TestAnswer> {
  const devices = await findSubscriptions(db, playerId);
  if (devices.length === 0) return { result: "none", reason: "no_device" };
  const all = await Promise.all(devices.map(({ id }) => testDevice({ db, push }, id)));
  const best = all.find((sent) => sent.type === "sent") ?? all.find((sent) => sent.type !== "gone");
  return answerOf(best ?? { type: "gone" });
}

async function testDevice({ db, push }: { db: Db; push: Push }, id: string): Promise<Sent> {
  const device = await findSubscription(db, id);
  if (device === undefined) return { type: "gone" };
  const sent = await push.send(device, {
    ...OTHER_WORDS[device.locale].test,
    path: PATH,
    subject: "test",
    urgent: true,
    validUntil: Date.now() + 60_000,
  });
  if (sent.type === "gone") await forgetEndpoint(db, device);
  return sent;
}
