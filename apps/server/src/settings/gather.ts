import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readSettings, type Settings } from "../config.ts";
import { AwsError } from "../platform/aws/aws-error.ts";
import { awsCredentials } from "../platform/aws/find-credentials.ts";
import { readSecret } from "../platform/aws/secrets.ts";
import { SECTIONS } from "./schema.ts";

type Environment = Record<string, string | undefined>;

const KNOWN = new Set(Object.values(SECTIONS).flatMap((section) => Object.keys(section)));

/**
 * Reads the settings of the process; where the environment says nothing, those that systemd hands over as credentials,
 * then those of `SETTINGS_SECRET_ARN`.
 * @param warn of names in the secret that are no settings: of another release, or written wrongly
 * @throws SettingsError naming every wrong setting, AwsError
 */
export async function gatherSettings(
  environment: Environment,
  warn: (sentence: string) => void = console.error,
): Promise<Settings> {
  const given = { ...handedOver(environment.CREDENTIALS_DIRECTORY), ...present(environment) };
  const arn = given.SETTINGS_SECRET_ARN;
  if (arn === undefined) return readSettings(given);
  // What is needed to read the secret cannot be in it.
  const settings = readSettings(onlyAws(given));
  const secret = await readSecret({ arn, settings, credentials: awsCredentials(settings) });
  const kept = textsOf(secret);
  const unknown = Object.keys(kept).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0)
    warn(`SETTINGS_SECRET_ARN has names that are no settings: ${unknown.join(", ")}.`);
  return readSettings({ ...kept, ...given });
}

/** A file a setting, by its name; others are not ours. */
function handedOver(folder: string | undefined): Environment {
  if (folder === undefined) return {};
  const names = readdirSync(folder).filter((name) => KNOWN.has(name));
  return present(
    Object.fromEntries(
      names.map((name) => [name, readFileSync(path.join(folder, name), "utf8").trimEnd()]),
    ),
  );
}

const present = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));

const onlyAws = (given: Environment): Environment =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name in SECTIONS.aws));

/** Numbers and truths may be written as such. */
function textsOf(secret: unknown): Record<string, string> {
  const isObject = typeof secret === "object" && secret !== null && !Array.isArray(secret);
  const entries = isObject ? Object.entries(secret) : [];
  const isFlat = entries.every(([, value]) =>
    ["string", "number", "boolean"].includes(typeof value),
  );
  if (!isObject || !isFlat)
    throw new AwsError("The secret of SETTINGS_SECRET_ARN is not an object of names and texts.");
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
