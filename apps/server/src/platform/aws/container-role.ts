import { readFile } from "node:fs/promises";
import type { Settings } from "../../config.ts";
import { AwsError } from "./aws-error.ts";
import { type AwsCredentials, credentialsIn } from "./credentials.ts";

type ContainerSettings = Pick<
  Settings,
  | "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
  | "AWS_CONTAINER_CREDENTIALS_FULL_URI"
  | "AWS_CONTAINER_AUTHORIZATION_TOKEN"
  | "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
>;

const ANSWER_WITHIN_MS = 2_000;
const ECS = "http://169.254.170.2";

/** Where a container of ECS or EKS asks for its role's credentials; undefined outside of them. */
export function containerAddress(settings: ContainerSettings): string | undefined {
  const relative = settings.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  return relative === undefined
    ? settings.AWS_CONTAINER_CREDENTIALS_FULL_URI
    : new URL(relative, ECS).href;
}

/** The credentials of the container's role. @throws AwsError */
export async function containerRole(
  address: string,
  settings: ContainerSettings,
): Promise<AwsCredentials> {
  const file = settings.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token =
    file === undefined ? settings.AWS_CONTAINER_AUTHORIZATION_TOKEN : await tokenIn(file);
  const answer = await fetch(address, {
    headers: { ...(token !== undefined && { authorization: token }) },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch((cause: unknown) => {
    throw new AwsError("The container's credentials do not answer.", { cause });
  });
  if (!answer.ok) throw new AwsError(`The container's credentials answered ${answer.status}.`);
  return credentialsIn(answer);
}

const tokenIn = (file: string): Promise<string> =>
  readFile(file, "utf8").then(
    (text) => text.trim(),
    (cause: unknown) => {
      throw new AwsError("The file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE cannot be read.", {
        cause,
      });
    },
  );
