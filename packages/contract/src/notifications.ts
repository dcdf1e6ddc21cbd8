import { z } from "zod";
import { idSchema, instantSchema, lineSchema, localeSchema } from "./primitives.ts";

/** What people are told of. */
export const noticeKindSchema = z.enum([
  "booking_confirmed",
  "booking_changed",
  "booking_cancelled",
  "invited",
  "invitation_answered",
  "booking_reminder",
  "check_in_now",
  "booking_released",
  "queue_next",
  "queue_offered",
  "queue_missed",
  "channel_switched_off",
  "alert_fired",
  "alert_cleared",
]);
export type NoticeKind = z.infer<typeof noticeKindSchema>;

/** Kinds that are switched on and off together. */
export const noticeGroupSchema = z.enum([
  "reminders",
  "queue",
  "changes",
  "invitations",
  "confirmations",
]);
export type NoticeGroup = z.infer<typeof noticeGroupSchema>;

/** Ways to reach a person beside the inbox, which always has everything. */
export const noticeChannelSchema = z.enum(["push", "mail"]);
export type NoticeChannel = z.infer<typeof noticeChannelSchema>;

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** From one time of day of the venue to another, perhaps over midnight: nothing is sent. */
export const quietHoursSchema = z
  .object({ from: timeSchema, to: timeSchema })
  .refine(({ from, to }) => from !== to, "must not be the whole day");
export type QuietHours = z.infer<typeof quietHoursSchema>;

const byChannel = <T extends z.ZodType>(value: T) => z.object({ push: value, mail: value });
const switchesSchema = byChannel(z.boolean());
const limitSchema = z.int().min(0).max(50);

export const noticePreferencesSchema = z.object({
  groups: z.object({
    reminders: switchesSchema,
    queue: switchesSchema,
    changes: switchesSchema,
    invitations: switchesSchema,
    confirmations: switchesSchema,
  }),
  quietHours: byChannel(quietHoursSchema.nullable()),
  /** How many a day at most; what exceeds it is in the inbox only. */
  dailyLimit: byChannel(limitSchema),
});
export type NoticePreferences = z.infer<typeof noticePreferencesSchema>;

export const myNotificationsSchema = noticePreferencesSchema.extend({
  /** Whether this installation sends mail. */
  mailConfigured: z.boolean(),
  version: z.int(),
});
export type MyNotifications = z.infer<typeof myNotificationsSchema>;

const somePartial = switchesSchema.partial();
export const noticePreferencesPatchSchema = z
  .object({
    groups: z
      .object({
        reminders: somePartial,
        queue: somePartial,
        changes: somePartial,
        invitations: somePartial,
        confirmations: somePartial,
      })
      .partial(),
    quietHours: byChannel(quietHoursSchema.nullable()).partial(),
    dailyLimit: byChannel(limitSchema).partial(),
  })
  .partial();
export type NoticePreferencesPatch = z.infer<typeof noticePreferencesPatchSchema>;

/** The public key of this installation, for `PushManager.subscribe`. */
export const pushKeySchema = z.object({ publicKey: z.string() });

const base64Url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/)
    .refine(
      (text) => Math.floor((text.replace(/=+$/, "").length * 3) / 4) === bytes,
      "wrong length",
    );

const endpointSchema = z.url({ protocol: /^https?$/ }).max(2_000);

/** A `PushSubscription` as browsers write it in JSON. */
export const pushSubscriptionCreateSchema = z.object({
  endpoint: endpointSchema,
  keys: z.object({ p256dh: base64Url(65), auth: base64Url(16) }),
  /** The endpoint that this browser had before. */
  replaces: endpointSchema.optional(),
});

export const pushSubscriptionSchema = z.object({
  id: idSchema,
  /** By which a browser finds itself: the SHA-256 of its endpoint, in hexadecimal digits. */
  endpointHash: z.string(),
  userAgent: z.string().nullable(),
  createdAt: instantSchema,
});
export type PushSubscriptionItem = z.infer<typeof pushSubscriptionSchema>;

/** Why nothing arrived. */
export const notSentReasonSchema = z.enum([
  "no_device",
  "mail_not_configured",
  "switched_off",
  "timeout",
  "no_connection",
  "address_not_allowed",
  "redirected",
  "gone",
  "refused",
  "failing",
]);
export type NotSentReason = z.infer<typeof notSentReasonSchema>;

/** `none`: there was nobody to send to. */
export const testAnswerSchema = z.object({
  result: z.enum(["delivered", "unreachable", "none"]),
  reason: notSentReasonSchema.nullable(),
});
export type TestAnswer = z.infer<typeof testAnswerSchema>;

export const notificationTestSchema = z.object({ channel: noticeChannelSchema });

/** What a venue's channels can be told of. */
export const venueEventSchema = z.enum([
  "booking_confirmed",
  "booking_changed",
  "booking_cancelled",
  "booking_released",
  "fault_reported",
]);
export type VenueEvent = z.infer<typeof venueEventSchema>;

export const webhookKindSchema = z.enum(["webhook", "discord", "slack", "teams"]);
export type WebhookKind = z.infer<typeof webhookKindSchema>;

const webhookUrlSchema = z.url({ protocol: /^https?$/ }).max(1_000);
const eventsSchema = z
  .array(venueEventSchema)
  .min(1)
  .max(venueEventSchema.options.length)
  .refine((events) => new Set(events).size === events.length, "twice the same");

export const webhookCreateSchema = z.object({
  kind: webhookKindSchema,
  name: lineSchema(60),
  url: webhookUrlSchema,
  locale: localeSchema.default("fr"),
  events: eventsSchema,
});

export const webhookPatchSchema = z
  .object({
    name: lineSchema(60),
    url: webhookUrlSchema,
    locale: localeSchema,
    events: eventsSchema,
    active: z.boolean(),
  })
  .partial();

export const webhookSchema = z.object({
  id: idSchema,
  venueId: idSchema,
  kind: webhookKindSchema,
  name: z.string(),
  /** The address without what makes it secret. */
  urlHint: z.string(),
  locale: localeSchema,
  events: z.array(venueEventSchema),
  active: z.boolean(),
  /** Failures in a row. */
  failures: z.int(),
  /** When too many of them have switched it off. */
  switchedOffAt: instantSchema.nullable(),
  version: z.int(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** `secret` signs what is sent to a `webhook`, and is shown this once. */
export const webhookCreatedSchema = webhookSchema.extend({ secret: z.string().nullable() });

export const webhookParamsSchema = z.object({ id: idSchema, webhookId: idSchema });

export const unreadSchema = z.object({ unread: z.int() });

/** A message kept in the in-app inbox. */
export const inboxMessageSchema = z.object({
  id: idSchema,
  /** `message`: as somebody wrote it. */
  kind: z.enum(["message", ...noticeKindSchema.options]),
  subject: z.string(),
  text: z.string(),
  /** A whole address, or a path of the application. */
  link: z.string().nullable(),
  createdAt: instantSchema,
  readAt: instantSchema.nullable(),
});
export type InboxMessage = z.infer<typeof inboxMessageSchema>;
