import { AwsError } from "./aws/aws-error.ts";
import { databaseTokens } from "./aws/database-token.ts";
import { textIn } from "./aws/fields.ts";
import { type AwsSettings, awsCredentials } from "./aws/find-credentials.ts";
import { renewed } from "./aws/renewed.ts";
import { readSecret } from "./aws/secrets.ts";

/** Whom a connection signs in as; the driver asks for the password at each. */
export interface SignIn {
  user: string;
  password: () => Promise<string>;
  refused: () => void;
}

/** By a token of RDS, good for every connection of the next minutes. */
export function signInByToken(
  { host, port, user }: { host: string; port: number; user: string },
  settings: AwsSettings,
): SignIn {
  const [, region = settings.AWS_REGION] = /\.([a-z0-9-]+)\.rds\.amazonaws\.com/.exec(host) ?? [];
  const tokens = databaseTokens({ host, port, user, region }, awsCredentials(settings));
  return { user, password: tokens.get, refused: tokens.drop };
}

/** Connections are refused in crowds when the password was changed: the secret is not read for each of them. */
const READ_AGAIN_EVERY_MS = 1_000;

/** With what a secret says, read again once that was refused: RDS changes the password by itself. @throws AwsError */
export async function signInWithSecret(arn: string, settings: AwsSettings): Promise<SignIn> {
  const credentials = awsCredentials(settings);
  let droppedAt = 0;
  const secret = renewed(async () => {
    const content = await readSecret({ arn, settings, credentials });
    const [username, password] = [textIn(content, "username"), textIn(content, "password")];
    if (username === undefined || password === undefined)
      throw new AwsError("The secret of DATABASE_SECRET_ARN has no username and password.");
    const never = Number.POSITIVE_INFINITY;
    return { value: { username, password }, renewAt: never, endsAt: never };
  });
  const { username } = await secret.get();
  return {
    user: username,
    password: async () => (await secret.get()).password,
    refused: () => {
      if (Date.now() - droppedAt < READ_AGAIN_EVERY_MS) return;
      droppedAt = Date.now();
      secret.drop();
    },
  };
}
