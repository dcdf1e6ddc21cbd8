import { z } from "zod";
import { AwsError } from "./aws-error.ts";

/** With these a call is signed. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** In milliseconds since 1970; left out where they never end. */
  endsAt?: number;
}

const roleSchema = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  Token: z.string(),
  Expiration: z.string(),
});

/** Reads what containers and machines are given. @throws AwsError */
export function roleCredentials(given: unknown): AwsCredentials {
  const parsed = roleSchema.safeParse(given);
  const endsAt = parsed.success ? Date.parse(parsed.data.Expiration) : Number.NaN;
  if (!parsed.success || Number.isNaN(endsAt))
    throw new AwsError("The role's credentials are not what they should be.");
  const { AccessKeyId, SecretAccessKey, Token } = parsed.data;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: Token,
    endsAt,
  };
}
