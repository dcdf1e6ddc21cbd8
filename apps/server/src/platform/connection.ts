import { readFileSync } from "node:fs";
import { checkServerIdentity } from "node:tls";
import type pg from "pg";

export interface ConnectionSettings {
  DATABASE_URL?: string | undefined;
  DATABASE_SSL?: "verify-full" | "off" | undefined;
  DATABASE_CA?: string | undefined;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", ""]);

/** The connection that the settings ask for: TLS `verify-full` for anything not on loopback, unless switched off. */
export function connectionOf(
  settings: ConnectionSettings & { DATABASE_URL: string },
): pg.ClientConfig {
  const url = new URL(settings.DATABASE_URL);
  const onSocket = url.searchParams.has("host");
  const mode =
    settings.DATABASE_SSL ?? (onSocket || LOOPBACK.has(url.hostname) ? "off" : "verify-full");
  url.searchParams.delete("sslmode");
  if (mode === "off") return { connectionString: url.href };
  return {
    connectionString: url.href,
    ssl: {
      rejectUnauthorized: true,
      // The driver tells Node no name where the address is a number; any certificate of "localhost" would then do.
      checkServerIdentity: (_name, certificate) => checkServerIdentity(nameOf(url), certificate),
      ...(settings.DATABASE_CA !== undefined && { ca: readFileSync(settings.DATABASE_CA, "utf8") }),
    },
  };
}

/** Where a child process finds the database: settings where there are some, as a connection with TLS cannot be handed over. */
export type DatabaseAddress =
  | (ConnectionSettings & { DATABASE_URL: string })
  | { connection: pg.ClientConfig };

export const addressOf = (
  { DATABASE_URL, DATABASE_SSL, DATABASE_CA }: ConnectionSettings,
  connection: pg.ClientConfig,
): DatabaseAddress =>
  DATABASE_URL === undefined ? { connection } : { DATABASE_URL, DATABASE_SSL, DATABASE_CA };

/** The connection to an address that was handed over. */
export const connectionTo = (address: DatabaseAddress): pg.ClientConfig =>
  "connection" in address ? address.connection : connectionOf(address);

const nameOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
