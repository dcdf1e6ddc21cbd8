import { once } from "node:events";
import { connect as connectTls, type PeerCertificate, TLSSocket } from "node:tls";
import type { Settings } from "../../config.ts";
import { type Connection, connect } from "../../platform/connection.ts";
import type { Database } from "../../platform/database.ts";
import {
  type Certificate,
  type CertificateOf,
  forgetCertificate,
  keepCertificate,
} from "./certificates.queries.ts";

type Found = Omit<Certificate, "of" | "checkedAt">;

const WITHIN_MS = 5_000;
const HTTPS_PORT = 443;

const first = (name: string | string[] | undefined): string | null =>
  (Array.isArray(name) ? name[0] : name) ?? null;

function describe({ subject, issuer, valid_from, valid_to }: PeerCertificate): Found {
  const endsAt = new Date(valid_to);
  if (Number.isNaN(endsAt.getTime())) return failed("no certificate was shown");
  return {
    ...{ subject: first(subject?.CN), issuer: first(issuer?.O) ?? first(issuer?.CN) },
    ...{ beginsAt: new Date(valid_from), endsAt, error: null },
  };
}

const failed = (error: string): Found => ({
  ...{ subject: null, issuer: null, beginsAt: null, endsAt: null },
  error,
});

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code === "" ? "no answer in time" : code;
};

/** The certificate that is served at an address; nothing is trusted or sent, what it says of itself alone is read. */
export async function certificateAt(url: string): Promise<Found> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const socket = connectTls({
    ...{ host, port: port === "" ? HTTPS_PORT : Number(port), rejectUnauthorized: false },
    ...(/[a-z]/i.test(host) && !host.includes(":") && { servername: host }),
  });
  try {
    await once(socket, "secureConnect", { signal: AbortSignal.timeout(WITHIN_MS) });
    return describe(socket.getPeerCertificate());
  } catch (error) {
    return failed(reasonOf(error));
  } finally {
    socket.destroy();
  }
}

/** The certificate with which the database answers; undefined where it is spoken to in the clear. */
async function certificateOfDatabase(connection: Connection): Promise<Found | undefined> {
  if (connection.ssl === undefined || connection.ssl === false) return undefined;
  try {
    const client = await connect({ ...connection, connectionTimeoutMillis: WITHIN_MS });
    // The library has no types for it.
    const { stream } = (client as unknown as { connection: { stream: unknown } }).connection;
    const found = stream instanceof TLSSocket ? describe(stream.getPeerCertificate()) : undefined;
    await client.end();
    return found;
  } catch (error) {
    return failed(reasonOf(error));
  }
}

interface CheckDeps {
  settings: Pick<Settings, "PUBLIC_URL">;
  database: Pick<Database, "db" | "connection">;
}

/** Looks at the certificates that people and servers are shown. */
export async function checkCertificates({ settings, database }: CheckDeps): Promise<void> {
  const { db, connection } = database;
  const { PUBLIC_URL: url } = settings;
  const isSecure = url?.startsWith("https:") ?? false;
  const keep = async (of: CertificateOf, found: Found | undefined) =>
    found === undefined ? forgetCertificate(db, of) : keepCertificate(db, { of, ...found });
  await keep("public_url", isSecure && url !== undefined ? await certificateAt(url) : undefined);
  await keep("database", await certificateOfDatabase(connection));
}
