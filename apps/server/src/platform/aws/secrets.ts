import { AwsClient } from "aws4fetch";
import { AwsError } from "./aws-error.ts";
import { textIn } from "./fields.ts";
import type { AwsSettings, FindCredentials } from "./find-credentials.ts";

const ANSWER_WITHIN_MS = 5_000;

interface Wanted {
  arn: string;
  settings: AwsSettings;
  credentials: FindCredentials;
}

/** Reads a secret that is JSON. @throws AwsError, which never holds anything of it */
export async function readSecret({ arn, settings, credentials }: Wanted): Promise<unknown> {
  const [, , , region = ""] = arn.split(":");
  const endpoint =
    settings.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? `https://secretsmanager.${region}.amazonaws.com`;
  const client = new AwsClient({
    ...(await credentials()),
    ...{ service: "secretsmanager", region, retries: 2 },
  });
  const answer = await client
    .fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "secretsmanager.GetSecretValue",
      },
      body: JSON.stringify({ SecretId: arn }),
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    .catch((cause: unknown) => {
      throw new AwsError("Secrets Manager does not answer.", { cause });
    });
  const text = await answer.text();
  if (!answer.ok)
    throw new AwsError(`Secrets Manager answered ${answer.status} ${reasonIn(text)}`.trimEnd());
  return contentOf(text);
}

/** E.g. `AccessDeniedException`. */
const reasonIn = (text: string): string => textIn(jsonOf(text), "__type")?.split("#").at(-1) ?? "";

function contentOf(text: string): unknown {
  const content = jsonOf(textIn(jsonOf(text), "SecretString") ?? "");
  if (content === undefined) throw new AwsError("The secret is not JSON.");
  return content;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
