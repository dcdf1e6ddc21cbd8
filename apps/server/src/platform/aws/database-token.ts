import { AwsV4Signer } from "aws4fetch";
import type { FindCredentials } from "./find-credentials.ts";
import { type Renewed, renewed } from "./renewed.ts";

/** RDS takes a token for fifteen minutes; the last five are for clocks that differ. */
const TOKEN_SECONDS = 900;
const RENEW_AFTER_MS = 10 * 60_000;

export interface DatabaseUser {
  host: string;
  port: number;
  user: string;
  region: string;
}

/**
 * The token with which a user of RDS signs in instead of a password: the signed address of a call `connect`, without
 * its scheme (Amazon RDS User Guide, "IAM database authentication").
 */
export async function databaseToken(
  { host, port, user, region }: DatabaseUser,
  credentials: FindCredentials,
  at = new Date(),
): Promise<string> {
  const url = new URL(`https://${host}:${port}/?Action=connect`);
  url.searchParams.set("DBUser", user);
  url.searchParams.set("X-Amz-Expires", String(TOKEN_SECONDS));
  const signer = new AwsV4Signer({
    ...(await credentials()),
    ...{ url: url.href, method: "GET", service: "rds-db", region, signQuery: true },
    datetime: at.toISOString().replace(/[:-]|\.\d{3}/g, ""),
  });
  const signed = await signer.sign();
  return signed.url.href.replace("https://", "");
}

/** Tokens for connections as they are made: the same for ten minutes, unless the credentials end before. */
export function databaseTokens(
  user: DatabaseUser,
  credentials: FindCredentials,
  now: () => number = Date.now,
): Renewed<string> {
  return renewed(async () => {
    const { endsAt = Number.POSITIVE_INFINITY } = await credentials();
    const made = now();
    const token = await databaseToken(user, credentials, new Date(made));
    const end = Math.min(made + TOKEN_SECONDS * 1_000, endsAt);
    return { value: token, endsAt: end, renewAt: Math.min(made + RENEW_AFTER_MS, end) };
  }, now);
}
