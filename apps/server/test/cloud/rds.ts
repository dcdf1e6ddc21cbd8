import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  newKeys,
  startMachine,
  startSecretsManager,
  tokenFault,
} from "../../src/platform/aws/testing/local-aws.ts";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/supervisor.ts";
import { type Certified, certify, makeAuthority } from "./certificates.ts";
import { openGate } from "./gate.ts";

const REGION = "eu-west-3";
const OWNER = "babyfoot";
export const OWNER_SECRET = `arn:aws:secretsmanager:${REGION}:123456789012:secret:rds!db-1-AbCdEf`;

/** What a machine of ours has around it on AWS: its role, Secrets Manager, and RDS, which takes tokens and passwords. */
export async function startRds(host: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "babyfoot-rds-"));
  chmodSync(folder, 0o755);
  const authorities = await Promise.all(["One", "Two", "RDS eu-west-3"].map(makeAuthority));
  const [, , ours] = authorities;
  const ca = path.join(folder, "bundle.pem");
  writeFileSync(ca, authorities.map(({ cert }) => cert).join("\n"));
  const postgres = await startEmbeddedPostgres({
    ...{ dataDir: path.join(folder, "database"), log: () => undefined, fsync: false },
  });
  const keys = newKeys();
  const machine = await startMachine({ keys, endsAt: Date.now() + 6 * 3_600_000 });
  const manager = await startSecretsManager(REGION, () => keys);
  let password = "the first password";
  const tell = () =>
    manager.secrets.set(OWNER_SECRET, JSON.stringify({ username: OWNER, password }));
  tell();
  const port = 5432;
  const faultOf = (user: string, given: string) => {
    if (user === OWNER) return given === password ? undefined : "wrong password";
    return tokenFault(given, { host, port, user, region: REGION, keys, now: Date.now() });
  };
  const { host: socket } = postgres.connection;
  const gate = await openGate({
    ...{ host, port, faultOf, tls: await certify(ours as Certified, host) },
    behind: `${socket}/.s.PGSQL.${port}`,
  });
  return {
    ...{ folder, postgres, machine, manager, gate },
    /** What cloud-init writes for a server of ours. */
    environment: {
      DATABASE_URL: `postgres://babyfoot_app@${host}:${port}/babyfoot`,
      DATABASE_AUTH: "iam",
      DATABASE_SECRET_ARN: OWNER_SECRET,
      DATABASE_CA: ca,
      AWS_REGION: REGION,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.url,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.url,
    },
    /** As RDS changes the owner's password by itself. */
    changePassword: () => {
      password = "the second password";
      tell();
    },
    stop: async () => {
      await gate.close();
      await Promise.all([postgres.stop(), machine.close(), manager.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Rds = Awaited<ReturnType<typeof startRds>>;
