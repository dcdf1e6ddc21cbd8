import { AwsError } from "./aws-error.ts";
import { textIn } from "./fields.ts";

/** With these a call is signed. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** In milliseconds since 1970; left out where they never end. */
  endsAt?: number;
}

/** Reads what containers and machines are given. @throws AwsError, which shows nothing of it, as that of JSON would */
export async function credentialsIn(answer: Response): Promise<AwsCredentials> {
  const given: unknown = await answer.json().catch(() => undefined);
  const [accessKeyId, secretAccessKey, sessionToken, end] = [
    ...["AccessKeyId", "SecretAccessKey", "Token", "Expiration"],
  ].map((name) => textIn(given, name));
  const endsAt = Date.parse(end ?? "");
  const isWhole =
    accessKeyId !== undefined && secretAccessKey !== undefined && sessionToken !== undefined;
  if (!isWhole || Number.isNaN(endsAt))
    throw new AwsError("The role's credentials are not what they should be.");
  return { accessKeyId, secretAccessKey, sessionToken, endsAt };
}
