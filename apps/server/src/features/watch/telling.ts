import { createHmac } from "node:crypto";
import { type AlertRule, webhookKindSchema } from "@babyfoot/contract";
import { z } from "zod";
import type { Settings } from "../../config.ts";
import type { Db, Transaction } from "../../platform/database.ts";
import { addJob, type Tasks } from "../../platform/mail/job-queue.ts";
import { sendMail } from "../../platform/mail/mail.queue.ts";
import { harmless, notify, postStory } from "../notifications/notifications.service.ts";
import { type Episode, isOver } from "./alerts.queries.ts";
import { RULES, type Thing } from "./rules.ts";
import { storyWords, type Told } from "./story.messages.ts";

/** What is told of an episode. */
export type Story = Told & { episode: Episode };

export interface TellDeps {
  settings: Pick<
    Settings,
    | "ALERT_MAIL"
    | "ALERT_WEBHOOK_URL"
    | "ALERT_WEBHOOK_KIND"
    | "ALERT_LANGUAGE"
    | "PUBLIC_URL"
    | "PORT"
  >;
}

export const HEALTH_PATH = "/admin/health";

/** Where a rule is shown, with what to do first. */
const pathOf = (rule: AlertRule): string => `${HEALTH_PATH}#${rule}`;

const CALL_WEBHOOK = "call_alert_webhook";

/** Writes what is to be told into the outbox: to administrators, to `ALERT_MAIL`, to `ALERT_WEBHOOK_URL`. */
export async function tellStories(
  tx: Transaction,
  stories: readonly Story[],
  { settings }: TellDeps,
): Promise<void> {
  if (stories.length === 0) return;
  const admins = await tx
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .orderBy("id")
    .execute();
  for (const story of stories) {
    await tellAdmins(tx, story, admins);
    await tellElsewhere(tx, story, settings);
  }
}

function tellAdmins(tx: Transaction, story: Story, admins: readonly { id: string }[]) {
  const { episode, event } = story;
  const words = { fr: storyWords("fr", story), en: storyWords("en", story) };
  return notify(
    tx,
    admins.map(({ id }) => ({
      ...{ playerId: id, venueId: null, kind: `alert_${event}` as const, subject: episode.id },
      ...{ key: `alert:${episode.id}:${event}:${episode.told}`, data: { words } },
      path: pathOf(episode.rule),
    })),
  );
}

async function tellElsewhere(
  tx: Transaction,
  story: Story,
  settings: TellDeps["settings"],
): Promise<void> {
  const origin = new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).origin;
  const link = `${origin}${pathOf(story.rule)}`;
  const { title, text } = storyWords(settings.ALERT_LANGUAGE, story);
  for (const to of settings.ALERT_MAIL)
    await sendMail({ to, subject: title, text: `${text}\n\n${link}\n`, about: story.rule }, tx);
  if (settings.ALERT_WEBHOOK_URL !== undefined) await tellWebhook(tx, story, { settings, link });
}

async function tellWebhook(
  tx: Transaction,
  story: Story,
  { settings, link }: TellDeps & { link: string },
): Promise<void> {
  const { episode, rule, event, value } = story;
  const kind = webhookKindSchema.parse(settings.ALERT_WEBHOOK_KIND);
  const { title, text } = storyWords(settings.ALERT_LANGUAGE, withNames(story, harmless[kind]));
  const payload = {
    ...{ id: episode.id, rule, event, at: new Date().toISOString(), told: String(episode.told) },
    ...{ text: `${title} – ${text}`, link, value: value === null ? "" : String(value) },
  };
  await addJob(tx, { task: CALL_WEBHOOK, payload });
}

function withNames(story: Story, write: (name: string) => string): Story {
  if (story.event === "cleared") return story;
  const written = (things: readonly Thing[]) =>
    things.map((thing) => ({ ...thing, name: write(thing.name) }));
  return { ...story, things: written(story.things), joined: written(story.joined) };
}

const payloadSchema = z.object({
  id: z.string(),
  rule: z.string(),
  event: z.string(),
  at: z.string(),
  text: z.string(),
  link: z.string(),
  value: z.string(),
  /** A release before knew none. */
  told: z.string().default("0"),
});

interface TaskDeps {
  settings: Pick<
    Settings,
    "ALERT_WEBHOOK_URL" | "ALERT_WEBHOOK_KIND" | "ALERT_WEBHOOK_SECRET" | "ENVIRONMENT"
  >;
  database: { db: Db };
}

/** What telling has done in the background, again after failures for about a day. */
export const alertTasks = (deps: TaskDeps): Tasks => ({
  [CALL_WEBHOOK]: (payload) => callWebhook(payloadSchema.parse(payload), deps),
});

async function callWebhook(
  { id, rule, event, at, text, link, value, told }: z.infer<typeof payloadSchema>,
  { settings, database }: TaskDeps,
): Promise<void> {
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_KIND, ALERT_WEBHOOK_SECRET: secret } = settings;
  if (url === undefined) return;
  // What comes late must not come after its end.
  if (event === "fired" && (await isOver(database.db, id))) return;
  const kind = webhookKindSchema.parse(ALERT_WEBHOOK_KIND);
  // Chats show the text alone.
  const said = kind === "webhook" ? text : `${text} ${link}`;
  const measured = value === "" ? null : Number(value);
  const { severity = null, unit = null } = rule in RULES ? RULES[rule as AlertRule] : {};
  const data = { rule, severity, value: measured, unit, link, environment: settings.ENVIRONMENT };
  const callId = `${id}:${event}:${told}`;
  const story = { id, callId, event: `alert_${event}`, at: new Date(at), text: said, data };
  const sign = secret === undefined ? null : signWith(secret);
  const sent = await postStory({ kind, url }, story, { sign, reach: "anywhere" });
  if (sent.type === "sent") return;
  const why = sent.type === "gone" ? "gone" : sent.reason;
  throw new Error(`the webhook of alerts was not reached: ${why}`);
}

const signWith = (secret: string) => (text: string) =>
  createHmac("sha256", secret).update(text).digest("hex");
