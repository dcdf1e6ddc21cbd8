import { z } from "zod";
import { headers, onOff, urlWith } from "./values.ts";

/** `file:/folder` or `s3://bucket/prefix`. */
const isExportUrl = (text: string): boolean =>
  /^file:(\/\/)?\/[^/]/.test(text) || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/|$)/.test(text);

export const operations = {
  EXPORT_URL: z
    .string()
    .refine(isExportUrl, "is neither file:/folder nor s3://bucket")
    .optional()
    .describe("Where changed days go every night: `file:/folder` or `s3://bucket/prefix`."),
  EXPORT_S3_ENDPOINT: urlWith("http", "https")
    .optional()
    .describe("Storage that speaks like S3, elsewhere."),
  BACKUP_PASSPHRASE: z
    .string()
    .min(12)
    .optional()
    .describe(
      "Encrypts what `npm run backup` writes, and reads it again; from 12 letters. Only then the secret key goes along.",
    ),
  ERASURE_JOURNAL: z
    .string()
    .optional()
    .describe(
      "A folder where it is kept who was erased, by id alone, so that a restore does not bring them back; `DATA_DIR/erasures` where left out. Keep it with the backups.",
    ),
  METRICS_TOKEN: z
    .string()
    .min(22)
    .optional()
    .describe("Lets whoever has it read `/metrics`, from 22 letters; loopback needs none."),
  METRICS_EMF: onOff("off").describe(
    "A line of metrics a minute on the standard output, as CloudWatch reads them (embedded metric format).",
  ),
  OTEL_EXPORTER_OTLP_ENDPOINT: urlWith("http", "https")
    .optional()
    .describe(
      "A collector of OpenTelemetry, to which traces go as OTLP over HTTP (JSON), below `/v1/traces`; no traces where left out.",
    ),
  OTEL_EXPORTER_OTLP_HEADERS: headers.describe(
    "Headers for it, e.g. `authorization=Bearer%20…`, between commas.",
  ),
  OTEL_SERVICE_NAME: z.string().min(1).default("babyfoot").describe("What we are called there."),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      "Which share of the traces that begin here is kept; of others their beginning says it.",
    ),
  ENVIRONMENT: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .default("local")
    .describe(
      "The name of this installation among others, by which its metrics and traces are told apart.",
    ),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe(
      "What is logged, as JSON on the standard output; at `debug` every answer and every statement, without values.",
    ),
  SLOW_STATEMENT_MS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60_000)
    .default(2_000)
    .describe("From how long on a statement is logged with its plan."),
};
