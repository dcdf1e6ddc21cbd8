import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { readSettings } from "../../config.ts";
import { explainFailure } from "../../lifecycle.ts";
import { databaseToken, databaseTokens } from "./database-token.ts";
import { awsCredentials } from "./find-credentials.ts";
import { readSecret } from "./secrets.ts";
import {
  type Keys,
  newKeys,
  startContainerCredentials,
  startMachine,
  startSecretsManager,
  tokenFault,
} from "./testing/local-aws.ts";

const HOUR = 3_600_000;
const ARN = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:rds!db-1-AbCdEf";

async function machineWith(keys: Keys | undefined, endsAt = Date.now() + 6 * HOUR) {
  const machine = await startMachine(keys === undefined ? undefined : { keys, endsAt });
  onTestFinished(() => machine.close());
  const settings = readSettings({ AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url });
  return { machine, settings };
}

describe("credentials without fixed keys", () => {
  it("[O6] are those of the machine's role, asked for as version 2 wants, and kept", async () => {
    const keys = newKeys();
    const { machine, settings } = await machineWith(keys);
    const find = awsCredentials(settings);
    expect(await Promise.all([find(), find()])).toMatchObject([keys, keys]);
    expect(await find()).toMatchObject(keys);
    expect(machine.asked).toEqual([
      "PUT /latest/api/token",
      "GET /latest/meta-data/iam/security-credentials/",
      "GET /latest/meta-data/iam/security-credentials/babyfoot-campus-back",
    ]);
  });

  it("[O6] are read anew five minutes before they end, and meanwhile the old ones do if that fails", async () => {
    const [first, second] = [newKeys(), newKeys()];
    const begun = Date.now();
    const { machine, settings } = await machineWith(first, begun + HOUR);
    let now = begun;
    const find = awsCredentials(settings, () => now);
    expect(await find()).toMatchObject(first);
    machine.role = { keys: second, endsAt: begun + 2 * HOUR };
    now = begun + HOUR - 5 * 60_000 - 1;
    expect(await find()).toMatchObject(first);
    now += 1;
    machine.failing = 3;
    expect(await find()).toMatchObject(first);
    expect(await find()).toMatchObject(second);
    now = begun + 2 * HOUR;
    machine.failing = 3;
    await expect(find()).rejects.toThrow("This machine's metadata service answered 503.");
  });

  it("are asked for again where the service stumbles", async () => {
    const keys = newKeys();
    const { machine, settings } = await machineWith(keys);
    machine.failing = 2;
    expect(await awsCredentials(settings)()).toMatchObject(keys);
  });

  it("are missed in one sentence on a machine without a role, and where there is no such machine", async () => {
    const { settings } = await machineWith(undefined);
    await expect(awsCredentials(settings)()).rejects.toThrow("This machine has no role of AWS");
    const nowhere = readSettings({ AWS_EC2_METADATA_SERVICE_ENDPOINT: "http://127.0.0.1:1" });
    await expect(awsCredentials(nowhere)()).rejects.toThrow("There are no credentials for AWS");
  });

  it("[O6] are those of the container, by its token or the file that holds it", async () => {
    const keys = newKeys();
    const role = { keys, endsAt: Date.now() + HOUR };
    const server = await startContainerCredentials(role, "the-token");
    onTestFinished(() => server.close());
    const folder = mkdtempSync(path.join(tmpdir(), "babyfoot-token-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = path.join(folder, "token");
    writeFileSync(file, "the-token\n");
    const at = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${server.url}/v1/credentials` };
    const find = (more: Record<string, string>) =>
      awsCredentials(readSettings({ ...at, ...more }))();
    expect(await find({ AWS_CONTAINER_AUTHORIZATION_TOKEN: "the-token" })).toMatchObject(keys);
    expect(await find({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file })).toMatchObject(keys);
    await expect(find({})).rejects.toThrow("The container's credentials answered 403.");
    const missing = find({ AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path.join(folder, "none") });
    expect(explainFailure(await missing.catch((error: unknown) => error))).toBe(
      "The file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE cannot be read.",
    );
  });

  it("are not shown where they are cut short", async () => {
    const server = createServer((_request, response) =>
      response.end('{"AccessKeyId":"AKID","SecretAccessKey":hunter2'),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const settings = readSettings({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/`,
    });
    const failure = await awsCredentials(settings)().catch((error: unknown) => error);
    expect(explainFailure(failure)).toBe("The role's credentials are not what they should be.");
  });

  it("are fixed keys before any role", async () => {
    const { machine } = await machineWith(newKeys());
    const settings = readSettings({
      ...{ AWS_ACCESS_KEY_ID: "AKID", AWS_SECRET_ACCESS_KEY: "key" },
      AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url,
    });
    const fixed = { accessKeyId: "AKID", secretAccessKey: "key" };
    expect(await awsCredentials(settings)()).toEqual(fixed);
    expect(machine.asked).toEqual([]);
  });
});

describe("a secret", () => {
  async function manager(text: string | undefined, keysThere?: Keys) {
    const keys = newKeys();
    const { machine } = await machineWith(keys);
    const server = await startSecretsManager("eu-west-3", () => keysThere ?? keys);
    onTestFinished(() => server.close());
    if (text !== undefined) server.secrets.set(ARN, text);
    const settings = readSettings({
      // Another region than the secret's, which its name says.
      AWS_REGION: "eu-central-1",
      AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
    });
    return readSecret({ arn: ARN, settings, credentials: awsCredentials(settings) });
  }

  it("is read in its own region, by a call that is signed", async () => {
    expect(await manager('{"username":"babyfoot","password":"p"}')).toEqual({
      ...{ username: "babyfoot", password: "p" },
    });
  });

  it("is refused to other keys, with AWS's word for it", async () => {
    await expect(manager("{}", newKeys())).rejects.toThrow(
      "Secrets Manager answered 400 InvalidSignatureException",
    );
  });

  it("is missed by name of the failure, without anything of it", async () => {
    await expect(manager(undefined)).rejects.toThrow(
      "Secrets Manager answered 400 ResourceNotFoundException",
    );
    const failure = await manager("hunter2").catch((error: Error) => error.message);
    expect(failure).toBe("The secret is not JSON.");
  });
});

describe("a token of RDS", () => {
  const user = {
    ...{ host: "babyfoot-campus.c1.eu-west-3.rds.amazonaws.com", port: 5432 },
    ...{ user: "babyfoot_app", region: "eu-west-3" },
  };

  it("[O4] is what RDS expects, with keys of a role and with fixed ones", async () => {
    for (const keys of [newKeys(), { accessKeyId: "AKID", secretAccessKey: "key/+" }]) {
      const token = await databaseToken(user, async () => keys);
      const now = Date.now();
      expect(tokenFault(token, { ...user, keys, now })).toBeUndefined();
      expect(tokenFault(token, { ...user, keys, user: "other", now })).toBe("another user");
      expect(tokenFault(token, { ...user, keys, now: now + 901_000 })).toBe("expired");
      const forged = { ...keys, secretAccessKey: "guessed" };
      expect(tokenFault(token, { ...user, keys: forged, now })).toBe("wrong signature");
    }
  });

  it("[O4] is the one that AWS's own library makes (@aws-sdk/rds-signer 3.1175.0)", async () => {
    const made = await databaseToken(
      user,
      async () => ({
        accessKeyId: "AKIAIOSFODNN7EXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        sessionToken: "session/token+with=signs",
      }),
      new Date("2026-11-27T12:00:00Z"),
    );
    const theirs =
      "babyfoot-campus.c1.eu-west-3.rds.amazonaws.com:5432/?Action=connect&DBUser=babyfoot_app&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261127%2Feu-west-3%2Frds-db%2Faws4_request&X-Amz-Date=20261127T120000Z&X-Amz-Expires=900&X-Amz-Security-Token=session%2Ftoken%2Bwith%3Dsigns&X-Amz-Signature=8a9bf9f528d773b0a27a497c7dc3d0a58e5ca14de5c59940bc210c160db332f3&X-Amz-SignedHeaders=host";
    const parts = (token: string) => token.split(/[?&]/).toSorted((a, b) => (a < b ? -1 : 1));
    expect(parts(made)).toEqual(parts(theirs));
  });

  it("[O4] is the same for ten minutes, and never near its fifteen", async () => {
    const keys = newKeys();
    let now = Date.now();
    const tokens = databaseTokens(
      user,
      async () => keys,
      () => now,
    );
    const first = await tokens.get();
    now += 10 * 60_000 - 1;
    expect(await tokens.get()).toBe(first);
    expect(tokenFault(first, { ...user, keys, now })).toBeUndefined();
    now += 1;
    const second = await tokens.get();
    expect(second).not.toBe(first);
    tokens.drop();
    now += 1_000;
    expect(await tokens.get()).not.toBe(second);
  });

  it("does not outlive the credentials that signed it", async () => {
    let now = Date.now();
    let keys = { ...newKeys(), endsAt: now + 60_000 };
    const tokens = databaseTokens(
      user,
      async () => keys,
      () => now,
    );
    await tokens.get();
    now += 60_000;
    keys = { ...newKeys(), endsAt: now + HOUR };
    expect(tokenFault(await tokens.get(), { ...user, keys, now })).toBeUndefined();
  });
});
