import type { Settings } from "../../config.ts";
import { containerAddress, containerRole } from "./container-role.ts";
import type { AwsCredentials } from "./credentials.ts";
import { machineRole } from "./machine-role.ts";
import { type Lasting, renewed } from "./renewed.ts";

/** What a process is told of AWS. */
export const AWS_SETTINGS = [
  "AWS_REGION",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AWS_EC2_METADATA_SERVICE_ENDPOINT",
  "AWS_ENDPOINT_URL_SECRETS_MANAGER",
] as const satisfies readonly (keyof Settings)[];

export type AwsSettings = Pick<Settings, (typeof AWS_SETTINGS)[number]>;

export type FindCredentials = () => Promise<AwsCredentials>;

/** A role's credentials are replaced before they end: AWS gives new ones at least five minutes before. */
const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Where a process has its credentials from, in AWS's order: fixed keys, its container's role, its machine's role.
 * They are kept, and read anew before they end.
 */
export function awsCredentials(settings: AwsSettings, now?: () => number): FindCredentials {
  const fixed = fixedKeys(settings);
  if (fixed !== undefined) return async () => fixed;
  const container = containerAddress(settings);
  const readRole = async (): Promise<Lasting<AwsCredentials>> =>
    lasting(
      container === undefined
        ? await machineRole(settings.AWS_EC2_METADATA_SERVICE_ENDPOINT)
        : await containerRole(container, settings),
    );
  return renewed(readRole, now).get;
}

function fixedKeys(settings: AwsSettings): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const { AWS_SESSION_TOKEN: sessionToken } = settings;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}

function lasting(credentials: AwsCredentials): Lasting<AwsCredentials> {
  const endsAt = credentials.endsAt ?? Number.POSITIVE_INFINITY;
  return { value: credentials, endsAt, renewAt: endsAt - RENEW_BEFORE_MS };
}
