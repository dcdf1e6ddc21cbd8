import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

const CREDENTIAL =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/((\d{8})\/([^/]+)\/s3\/aws4_request),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/;

/** Whether whoever asks has the secret of that key, by version 4 of the signatures of AWS. */
export function isSigned(
  { method = "", url = "", headers }: IncomingMessage,
  { id, secret }: { id: string; secret: string },
): boolean {
  const [, who, scope = "", date = "", region = "", names = "", signature] =
    CREDENTIAL.exec(headers.authorization ?? "") ?? [];
  if (who !== id) return false;
  const [path = "", query = ""] = url.split("?");
  const signed = names.split(";").map((name) => `${name}:${headers[name]}`);
  const asked = [method, path, query, ...signed, "", names, headers["x-amz-content-sha256"]];
  const hash = createHash("sha256").update(asked.join("\n")).digest("hex");
  const told = ["AWS4-HMAC-SHA256", headers["x-amz-date"], scope, hash].join("\n");
  const key = [date, region, "s3", "aws4_request"].reduce(
    (last: string | Buffer, part) => createHmac("sha256", last).update(part).digest(),
    `AWS4${secret}`,
  );
  return createHmac("sha256", key).update(told).digest("hex") === signature;
}
