import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { SettingsError } from "../config.ts";
import { newKeys, startMachine, startSecretsManager } from "../platform/aws/testing/local-aws.ts";
import { gatherSettings } from "./gather.ts";

const ARN = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:babyfoot-campus-settings-AbCdEf";

let environment: Record<string, string>;
let warned: string[];
beforeEach(() => {
  warned = [];
});

/** A machine with a role, and a secret that it may read. */
async function secretSays(content: unknown): Promise<void> {
  const keys = newKeys();
  const machine = await startMachine({ keys, endsAt: Date.now() + 3_600_000 });
  const manager = await startSecretsManager("eu-west-3", () => keys);
  onTestFinished(() => Promise.all([machine.close(), manager.close()]).then(() => undefined));
  manager.secrets.set(ARN, JSON.stringify(content));
  environment = {
    SETTINGS_SECRET_ARN: ARN,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.url,
  };
}
const gather = (more: Record<string, string> = {}) =>
  gatherSettings({ ...environment, ...more }, (sentence) => void warned.push(sentence));

const KEY = "a-secret-key-of-at-least-32-characters";

describe("settings kept as a secret", () => {
  it("[O2] are those of the process, and what the environment says goes before", async () => {
    await secretSays({ SECRET_KEY: KEY, SMTP_URL: "smtp://mail.example", PORT: 8080 });
    const settings = await gather({ SMTP_URL: "smtps://other.example", LOG_LEVEL: "" });
    expect(settings).toMatchObject({
      ...{ SECRET_KEY: KEY, SMTP_URL: "smtps://other.example", PORT: 8080, LOG_LEVEL: "info" },
    });
    expect(warned).toEqual([]);
  });

  it("[O2] are checked like all others: wrong ones are named at once, and no value is shown", async () => {
    await secretSays({ SECRET_KEY: "hunter2", ADMIN_EMAIL: "a@b.example", PORT: "x" });
    const failure = await gather().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SettingsError);
    const { names, message } = failure as SettingsError;
    expect(new Set(names)).toEqual(new Set(["SECRET_KEY", "PORT"]));
    expect(message).not.toContain("hunter2");
  });

  it("[O2] of another release do not stop the start, but are said by name", async () => {
    await secretSays({ SECRET_KEY: KEY, SECRET_KEYS: "hunter2", OF_TOMORROW: "hunter2" });
    expect((await gather()).SECRET_KEY).toBe(KEY);
    expect(warned).toEqual([
      "SETTINGS_SECRET_ARN has names that are no settings: SECRET_KEYS, OF_TOMORROW.",
    ]);
  });

  it.each([[["hunter2"]], ["hunter2"], [{ SECRET_KEY: { a: "hunter2" } }], [null]])(
    "that are no object of names and texts are refused: %j",
    async (content) => {
      await secretSays(content);
      const failure = await gather().catch((error: Error) => error.message);
      expect(failure).toBe(
        "The secret of SETTINGS_SECRET_ARN is not an object of names and texts.",
      );
    },
  );

  it("[O2] that may not be read stop the start, with AWS's word for it", async () => {
    await secretSays({});
    const other = ARN.replace("campus", "region");
    await expect(gather({ SETTINGS_SECRET_ARN: other })).rejects.toThrow(
      "Secrets Manager answered 400 ResourceNotFoundException",
    );
  });
});

describe("settings that systemd hands over as credentials", () => {
  function handOver(files: Record<string, string>): Record<string, string> {
    const folder = mkdtempSync(path.join(tmpdir(), "babyfoot-credentials-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return { CREDENTIALS_DIRECTORY: folder };
  }

  it("[S2] are a file each, by the setting's name; the environment goes before", async () => {
    const given = handOver({ SECRET_KEY: `${KEY}\n`, SMTP_URL: "smtp://mail.example", other: "x" });
    const settings = await gatherSettings({ ...given, SMTP_URL: "smtps://other.example" });
    expect(settings).toMatchObject({ SECRET_KEY: KEY, SMTP_URL: "smtps://other.example" });
  });

  it("[S2] are checked like all others, and no value is shown", async () => {
    const failure = await gatherSettings(handOver({ SECRET_KEY: "hunter2" })).catch(String);
    expect(failure).toContain("SECRET_KEY");
    expect(failure).not.toContain("hunter2");
  });
});
