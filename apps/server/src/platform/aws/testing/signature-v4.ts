import { createHash, createHmac } from "node:crypto";

/**
 * Signature Version 4 once more, written from AWS's description ("Create a signed AWS API request"), so that what we send
 * is checked by something else than what has signed it.
 */
export interface SignedRequest {
  method: string;
  path: string;
  query: [string, string][];
  /** In lower case, those that are signed. */
  headers: Record<string, string>;
  bodyHash: string;
}

export interface Scope {
  datetime: string;
  region: string;
  service: string;
  secretAccessKey: string;
}

export const sha256 = (data: string | Buffer): string =>
  createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string): Buffer =>
  createHmac("sha256", key).update(data).digest();

/** By the bytes, as AWS sorts. */
const inOrder = (one: string, other: string): number => (one < other ? -1 : 1);

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export function signatureOf(request: SignedRequest, scope: Scope): string {
  const names = Object.keys(request.headers).sort(inOrder);
  const query = request.query
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort(inOrder)
    .join("&");
  const canonical = [
    ...[request.method, request.path, query],
    ...names.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    ...["", names.join(";"), request.bodyHash],
  ].join("\n");
  const date = scope.datetime.slice(0, 8);
  const place = `${date}/${scope.region}/${scope.service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", scope.datetime, place, sha256(canonical)].join("\n");
  const keys = [date, scope.region, scope.service, "aws4_request"];
  const key = keys.reduce<string | Buffer>(hmac, `AWS4${scope.secretAccessKey}`);
  return hmac(key, text).toString("hex");
}
