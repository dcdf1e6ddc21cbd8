import { z } from "zod";

const onOff = (fallback: "on" | "off") =>
  z
    .enum(["on", "off"])
    .default(fallback)
    .transform((value) => value === "on");
const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ""),
  );
const urlWith = (...protocols: string[]) =>
  z
    .url()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}:`)),
      "wrong scheme",
    );

/** `file:/folder` or `s3://bucket/prefix`. */
const isExportUrl = (text: string): boolean =>
  /^file:(\/\/)?\/[^/]/.test(text) || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/|$)/.test(text);

const settingsSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().default("0.0.0.0"),
    PUBLIC_URL: urlWith("http", "https").optional(),
    DATA_DIR: z.string().default("./.data"),
    DATABASE_URL: urlWith("postgres", "postgresql").optional(),
    DATABASE_SSL: z.enum(["verify-full", "off"]).optional(),
    DATABASE_CA: z.string().optional(),
    SMTP_URL: urlWith("smtp", "smtps").optional(),
    MAIL_FROM: z.string().default("Babyfoot <babyfoot@localhost>"),
    ALLOWED_EMAIL_DOMAINS: list,
    REQUIRE_EMAIL_VERIFICATION: z.enum(["on", "off"]).optional(),
    OIDC_ISSUER: urlWith("http", "https").optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).default("OpenID Connect"),
    ADMIN_EMAIL: z.email().optional(),
    ADMIN_PASSWORD: z.string().min(10).max(128).optional(),
    SECRET_KEY: z.string().min(32).optional(),
    METRICS_TOKEN: z.string().min(22).optional(),
    EXPORT_URL: z
      .string()
      .refine(isExportUrl, "is neither file:/folder nor s3://bucket")
      .optional(),
    EXPORT_S3_ENDPOINT: urlWith("http", "https").optional(),
    AWS_REGION: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default("us-east-1"),
    AWS_ACCESS_KEY_ID: z.string().optional(),
    AWS_SECRET_ACCESS_KEY: z.string().optional(),
    AWS_SESSION_TOKEN: z.string().optional(),
    ANALYST_PORT: z.coerce.number().int().min(1024).max(65_535).optional(),
    TRUST_PROXY: list,
    DEMO: onOff("off"),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .superRefine((settings, context) => {
    const together = (names: (keyof typeof settings)[]) => {
      const missing = names.filter((name) => settings[name] === undefined);
      if (missing.length === 0 || missing.length === names.length) return;
      for (const name of missing)
        context.addIssue({ code: "custom", path: [name], message: "is needed with the others" });
    };
    together(["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]);
    together(["ADMIN_EMAIL", "ADMIN_PASSWORD"]);
    together(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
    if (settings.EXPORT_URL?.startsWith("s3:") && settings.AWS_ACCESS_KEY_ID === undefined)
      context.addIssue({
        code: "custom",
        path: ["AWS_ACCESS_KEY_ID"],
        message: "is needed for EXPORT_URL",
      });
    if (settings.ANALYST_PORT !== undefined && settings.DATABASE_URL !== undefined)
      context.addIssue({
        code: "custom",
        path: ["ANALYST_PORT"],
        message: "is for the embedded database, not for DATABASE_URL",
      });
  });

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Wrong settings, all named at once; no value is ever shown. */
export class SettingsError extends Error {
  readonly names: string[];
  constructor(problems: { name: string; reason: string }[]) {
    const shown = problems.map(({ name, reason }) => `${name} (${reason})`).join(", ");
    super(`Wrong settings: ${shown}.`);
    this.names = problems.map(({ name }) => name);
  }
}

/**
 * Reads the settings of the process. An empty value counts as absent.
 * @throws SettingsError naming every wrong setting.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new SettingsError(
    parsed.error.issues.map((issue) => ({
      name: String(issue.path[0]),
      // Zod repeats the value in some messages, so only our own words are shown.
      reason: issue.code === "custom" ? issue.message : "is not valid",
    })),
  );
}
