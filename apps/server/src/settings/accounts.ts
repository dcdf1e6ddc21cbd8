import { z } from "zod";
import { list, urlWith } from "./values.ts";

export const accounts = {
  ALLOWED_EMAIL_DOMAINS: list.describe("Domains whose addresses may sign up; any where empty."),
  REQUIRE_EMAIL_VERIFICATION: z
    .enum(["on", "off"])
    .optional()
    .describe("Whether an unverified player may only look and play; `on` where `SMTP_URL` is set."),
  OIDC_ISSUER: urlWith("http", "https")
    .optional()
    .describe("The school's account (OpenID Connect)."),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe("Our name there."),
  OIDC_CLIENT_SECRET: z.string().min(1).optional().describe("Our secret there."),
  OIDC_NAME: z.string().min(1).default("OpenID Connect").describe("What its button says."),
  ADMIN_EMAIL: z.email().optional().describe("The first administrator, made at the first start."),
  ADMIN_PASSWORD: z
    .string()
    .min(10)
    .max(128)
    .optional()
    .describe("Their password, from 10 letters."),
  SECRET_KEY: z
    .string()
    .min(32)
    .optional()
    .describe(
      "Keys what must be unguessable, from 32 letters; the same for all processes. Kept under `DATA_DIR` where left out.",
    ),
  SMTP_URL: urlWith("smtp", "smtps")
    .optional()
    .describe("Where mail goes; without it, to the inbox and `DATA_DIR/mail`."),
  MAIL_FROM: z.string().default("Babyfoot <babyfoot@localhost>").describe("Whose mail it is."),
};
