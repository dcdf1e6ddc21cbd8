import { z } from "zod";
import { addresses, urlWith } from "./values.ts";

export const alerts = {
  ALERT_MAIL: addresses.describe(
    "Addresses, between commas, that are told of alarms beside the administrators.",
  ),
  ALERT_WEBHOOK_URL: urlWith("https", "http")
    .optional()
    .describe(
      "Where alarms are posted; it may be inside one's own network. No redirect is followed.",
    ),
  ALERT_WEBHOOK_KIND: z
    .enum(["webhook", "discord", "slack", "teams"])
    .default("webhook")
    .describe("In whose words: `webhook` is JSON of our own."),
  ALERT_WEBHOOK_SECRET: z
    .string()
    .min(22)
    .optional()
    .describe(
      "Signs what is posted to a `webhook`, from 22 letters; as for the channels of venues.",
    ),
  ALERT_LANGUAGE: z
    .enum(["fr", "en"])
    .default("fr")
    .describe("The language of these mails and posts; administrators have their own."),
};
