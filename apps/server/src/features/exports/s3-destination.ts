import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { awsCredentials } from "../../platform/aws/find-credentials.ts";
import type { Destination, DestinationSettings } from "./destination.ts";

const ANSWER_WITHIN_MS = 60_000;

/** The address below which the objects of `s3://bucket/prefix` are; at an endpoint of one's own the bucket is in the path. */
function baseOf(target: string, { EXPORT_S3_ENDPOINT, AWS_REGION }: DestinationSettings): string {
  const [, bucket = "", prefix = ""] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(target) ?? [];
  const host =
    EXPORT_S3_ENDPOINT === undefined
      ? `https://${bucket}.s3.${AWS_REGION}.amazonaws.com`
      : `${EXPORT_S3_ENDPOINT.replace(/\/+$/, "")}/${bucket}`;
  return prefix === "" ? host : `${host}/${prefix}`;
}

/** A bucket of S3, or of what speaks like it: an object is there whole once its one PUT is answered. */
export function s3Destination(target: string, settings: DestinationSettings): Destination {
  const base = baseOf(target, settings);
  const credentials = awsCredentials(settings);
  const call = async (method: "PUT" | "DELETE", name: string, body?: Buffer) => {
    const client = new AwsClient({
      ...(await credentials()),
      ...{ service: "s3", region: settings.AWS_REGION, retries: 3 },
    });
    const answer = await client.fetch(`${base}/${name.replaceAll("=", "%3D")}`, {
      method,
      headers: {
        "x-amz-content-sha256": createHash("sha256")
          .update(body ?? "")
          .digest("hex"),
        ...(body !== undefined && { "content-type": "application/vnd.apache.parquet" }),
      },
      ...(body !== undefined && { body: new Uint8Array(body) }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await answer.text();
    if (answer.ok || (method === "DELETE" && answer.status === 404)) return;
    const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? "";
    throw new Error(`The storage answered ${answer.status} ${code}`.trim());
  };
  return {
    put: (name, bytes) => call("PUT", name, bytes),
    remove: (name) => call("DELETE", name),
  };
}
