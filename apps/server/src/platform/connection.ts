import { readFileSync } from "node:fs";
import { checkServerIdentity } from "node:tls";
import pg from "pg";
import type { Settings } from "../config.ts";
import { AWS_SETTINGS } from "./aws/find-credentials.ts";
import { type SignIn, signInByToken, signInWithSecret } from "./sign-in.ts";

const DATABASE_SETTINGS = [
  "DATABASE_URL",
  "DATABASE_SSL",
  "DATABASE_CA",
  "DATABASE_AUTH",
  "DATABASE_SECRET_ARN",
  ...AWS_SETTINGS,
] as const satisfies readonly (keyof Settings)[];

export type ConnectionSettings = Pick<Settings, (typeof DATABASE_SETTINGS)[number]>;
type WithAddress = ConnectionSettings & { DATABASE_URL: string };

/** How to connect. `refused` is told when the sign-in was refused; what the next one uses may then be another. */
export type Connection = pg.ClientConfig & { refused?: () => void };

/** Something that a setting names cannot be used; `message` is one sentence for the person who operates. */
export class ConnectionError extends Error {
  override name = "ConnectionError";
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

/**
 * The connection that the settings ask for: TLS `verify-full` for anything not on loopback, unless switched off; by
 * the password of the address, by a secret of AWS or by a token of RDS.
 */
export async function connectionOf(settings: WithAddress): Promise<Connection> {
  const url = new URL(settings.DATABASE_URL);
  const { host, port } = placeOf(url);
  const ssl = encryptionOf(host, settings);
  return {
    // Never the address as it is: what it says of TLS would go before what is said here.
    ...{ host, port, database: decodeURIComponent(url.pathname.slice(1)) },
    ...((await signInOf(url, settings)) ?? {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    }),
    ...(ssl !== undefined && { ssl }),
  };
}

/** Whether the database shares this machine, and its disk: the embedded one, and any on a socket or loopback. */
export function isOnThisMachine(address: string | undefined): boolean {
  if (address === undefined) return true;
  const { host } = placeOf(new URL(address));
  return host.startsWith("/") || LOOPBACK.has(host);
}

/** Where an address leads; a query may name another place, such as the folder of a socket. */
function placeOf(url: URL): { host: string; port: number } {
  const named = url.hostname.replace(/^\[|\]$/g, "");
  const host = url.searchParams.get("host") || decodeURIComponent(named) || "localhost";
  const port = url.searchParams.get("port") || url.port;
  return { host, port: port === "" ? 5432 : Number(port) };
}

/** The same for whoever owns the database: its secret goes before the server's token. */
export const ownerConnection = (settings: WithAddress): Promise<Connection> =>
  connectionOf(
    settings.DATABASE_SECRET_ARN === undefined
      ? settings
      : { ...settings, DATABASE_AUTH: "password" },
  );

async function signInOf(url: URL, settings: WithAddress): Promise<SignIn | undefined> {
  if (settings.DATABASE_AUTH === "iam") {
    const user = decodeURIComponent(url.username);
    if (user === "") throw new ConnectionError("DATABASE_URL names no user to sign in by a token.");
    return signInByToken({ ...placeOf(url), user }, settings);
  }
  const { DATABASE_SECRET_ARN: arn } = settings;
  return arn === undefined ? undefined : signInWithSecret(arn, settings);
}

function encryptionOf(host: string, settings: WithAddress): pg.ClientConfig["ssl"] {
  const isHere = host.startsWith("/") || LOOPBACK.has(host);
  // A token is sent as it is, whoever listens.
  const byItself = isHere && settings.DATABASE_AUTH !== "iam" ? "off" : "verify-full";
  if ((settings.DATABASE_SSL ?? byItself) === "off") return undefined;
  return {
    rejectUnauthorized: true,
    // The driver tells Node no name where the address is a number; any certificate of "localhost" would then do.
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    ...(settings.DATABASE_CA !== undefined && { ca: authorities(settings.DATABASE_CA) }),
  };
}

function authorities(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new ConnectionError(`The file of DATABASE_CA cannot be read (${code}).`);
  }
  // Node would trust nobody, and say something else.
  if (!text.includes("-----BEGIN CERTIFICATE-----"))
    throw new ConnectionError("The file of DATABASE_CA holds no certificate (PEM).");
  return text;
}

/** Where a child process finds the database: settings where there are some, as a connection with TLS cannot be handed over. */
export type DatabaseAddress = WithAddress | { connection: pg.ClientConfig };

export function addressOf(
  settings: ConnectionSettings,
  connection: pg.ClientConfig,
): DatabaseAddress {
  const { DATABASE_URL } = settings;
  if (DATABASE_URL === undefined) return { connection };
  const entries = DATABASE_SETTINGS.map((name) => [name, settings[name]]);
  return { ...(Object.fromEntries(entries) as ConnectionSettings), DATABASE_URL };
}

/** The connection to an address that was handed over. */
export const connectionTo = async (address: DatabaseAddress): Promise<Connection> =>
  "connection" in address ? address.connection : connectionOf(address);

const REFUSED_SIGN_IN = new Set(["28P01", "28000"]);

/** Does what signs in once more where that was refused: the password may have been changed meanwhile. */
export async function signingIn<Result>(
  { refused }: Connection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (refused === undefined || !REFUSED_SIGN_IN.has(code)) throw error;
    refused();
    return work();
  }
}

/** A connection of one's own, made. */
export const connect = (connection: Connection): Promise<pg.Client> =>
  signingIn(connection, async () => {
    const client = new pg.Client(connection);
    // It may be cut off with the very message that makes it: whoever uses it learns of that by its end, or a statement's.
    client.on("error", () => undefined);
    await client.connect();
    return client;
  });
