import { SettingsError } from "./config.ts";
import { JournalError } from "./features/accounts/accounts.service.ts";
import { AwsError } from "./platform/aws/aws-error.ts";
import { ConnectionError } from "./platform/connection.ts";
import { StartError } from "./platform/embedded-postgres/start-error.ts";
import { SchemaError } from "./platform/migrations.ts";

/** What a launcher that started this process is told; without one nobody listens. */
export type LauncherMessage =
  | { type: "progress"; message: string }
  | { type: "failed"; message: string }
  | {
      type: "ready";
      url: string;
      local: string;
      admin?: { email: string; password: string };
      boards?: { name: string; kind: string; url?: string; token?: string }[];
    };

export function tellLauncher(message: LauncherMessage): void {
  if (process.connected) process.send?.(message);
}

/** What is thrown with a sentence for the person who operates. */
const SPOKEN = [SettingsError, StartError, AwsError, ConnectionError, SchemaError, JournalError];

/** RDS says it under `rds.force_ssl`, others where they have `hostssl`. */
function admissionSentence(message: string): string | undefined {
  if (!message.includes("no pg_hba.conf entry")) return undefined;
  return message.includes("no encryption")
    ? "The database lets nobody in without TLS: leave DATABASE_SSL at verify-full, and name its authorities by DATABASE_CA."
    : `The database does not let this user in from here: ${message}.`;
}

function postgresSentence(error: Error & { code: string }): string | undefined {
  const refused = admissionSentence(error.message);
  if (refused !== undefined) return refused;
  if (/^(28|3D)/.test(error.code)) return `The database refuses us: ${error.message}.`;
  if (error.code === "53100") return "The disk is full.";
  if (error.code === "ENOSPC") return "The disk is full.";
  if (["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ENOENT"].includes(error.code))
    return "The database of DATABASE_URL does not answer.";
  if (error.message.includes("does not support SSL"))
    return "The database of DATABASE_URL does not offer TLS; DATABASE_SSL=off does without, on a network you trust.";
  if (/CERT|SELF_SIGNED|TLS|UNABLE_TO_VERIFY/.test(error.code))
    return `The database's certificate is not trusted (${error.code}); DATABASE_CA names the authority's file.`;
  return undefined;
}

/** Why the start failed, in one sentence for the person who reads it. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return "The start failed.";
  if (SPOKEN.some((kind) => error instanceof kind)) return error.message;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "EADDRINUSE")
    return `Port ${"port" in error ? String(error.port) : ""} is taken; set PORT to another one.`;
  if (code === "EACCES" && "port" in error)
    return `This user may not listen on port ${String(error.port)}; set PORT to another one.`;
  return postgresSentence(Object.assign(error, { code })) ?? `The start failed: ${error.message}`;
}

/** Calls `end` once when the process is told to stop, or when the launcher that started it is gone. */
export function onEnd(end: () => void): void {
  let ended = false;
  const once = () => {
    if (ended) return;
    ended = true;
    end();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, once);
  process.on("disconnect", once);
}
