import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certify, makeAuthority, secretFile } from "../test/cloud/certificates.ts";
import { readSettings } from "./config.ts";
import { explainFailure } from "./lifecycle.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./platform/embedded-postgres/supervisor.ts";
import { startBabyfoot } from "./start.ts";

/** Addresses of this machine that no other test uses; the certificate is of the first. */
const SECURED = "127.0.0.77";
const ALSO_SECURED = "127.0.0.78";
const PLAIN = "127.0.0.79";

let folder: string;
let authority: string;
let otherAuthority: string;
/** Certificates of many authorities in one file, as RDS gives them. */
let bundle: string;
let postgres: EmbeddedPostgres;
let plain: EmbeddedPostgres;

/** Somebody else's PostgreSQL, as a school has it: over TCP, with accounts, and TLS where given. */
async function elsewhere(
  name: string,
  settings: Record<string, string>,
  kind: "host" | "hostssl" = "host",
) {
  const hba = path.join(folder, `${name}.hba`);
  writeFileSync(hba, `local all all trust\n${kind} all all 127.0.0.0/8 trust\n`, { mode: 0o644 });
  return startEmbeddedPostgres({
    dataDir: path.join(folder, name),
    log: () => undefined,
    fsync: false,
    settings: { hba_file: hba, ...settings },
  });
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "babyfoot-tls-"));
  // PostgreSQL, which may be another user, reads its files there.
  chmodSync(folder, 0o755);
  const [ours, theirs] = await Promise.all([makeAuthority("A school"), makeAuthority("Another")]);
  authority = path.join(folder, "authority.pem");
  otherAuthority = path.join(folder, "other.pem");
  writeFileSync(authority, ours.cert);
  writeFileSync(otherAuthority, theirs.cert);
  const more = await Promise.all(["One", "Two", "Three"].map(makeAuthority));
  bundle = path.join(folder, "bundle.pem");
  writeFileSync(bundle, [...more, ours].map(({ cert }) => cert).join("\n"));
  const server = await certify(ours, SECURED);
  const encrypted = {
    listen_addresses: `${SECURED},${ALSO_SECURED}`,
    ssl: "on",
    ssl_cert_file: secretFile(folder, "server.crt", server.cert),
    ssl_key_file: secretFile(folder, "server.key", server.private),
  };
  [postgres, plain] = await Promise.all([
    elsewhere("tls", encrypted, "hostssl"),
    elsewhere("plain", { listen_addresses: PLAIN }),
  ]);
});
afterAll(async () => {
  await Promise.all([postgres?.stop(), plain?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const start = (environment: Record<string, string>) =>
  startBabyfoot(
    readSettings({
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: path.join(folder, "data"),
      LOG_LEVEL: "error",
      ADMIN_EMAIL: "admin@school.example",
      ADMIN_PASSWORD: "correct horse battery",
      ...environment,
    }),
    () => undefined,
  );

const at = (host: string) => `postgres://babyfoot@${host}:5432/babyfoot`;

const refusal = (environment: Record<string, string>) =>
  start(environment).then(
    async (running) => {
      await running.stop();
      return "it started";
    },
    (error: unknown) => explainFailure(error),
  );

describe("starting on a PostgreSQL elsewhere, over TLS", () => {
  it("[O3] works when the authority and the name are right, and every connection is encrypted", async () => {
    const running = await start({ DATABASE_URL: at(SECURED), DATABASE_CA: authority });
    try {
      const ready = await fetch(`${running.local}/readyz`);
      expect(ready.status).toBe(200);
      const client = new pg.Client({ ...postgres.connection, user: "postgres" });
      await client.connect();
      const { rows } = await client.query(
        "select distinct s.ssl from pg_stat_ssl s join pg_stat_activity a using (pid) where a.application_name like 'babyfoot%'",
      );
      await client.end();
      expect(rows).toEqual([{ ssl: true }]);
    } finally {
      await running.stop();
    }
  });

  it("[O3] works with a file of many authorities, as RDS gives one", async () => {
    const running = await start({ DATABASE_URL: at(SECURED), DATABASE_CA: bundle });
    expect((await fetch(`${running.local}/readyz`)).status).toBe(200);
    await running.stop();
  });

  it("[O3] is refused by a database that wants TLS when it is switched off here, with what to do", async () => {
    const told = await refusal({ DATABASE_URL: at(SECURED), DATABASE_SSL: "off" });
    expect(told).toBe(
      "The database lets nobody in without TLS: leave DATABASE_SSL at verify-full, and name its authorities by DATABASE_CA.",
    );
  });

  it("[O3] is refused when the file of authorities is not there", async () => {
    const told = await refusal({ DATABASE_URL: at(SECURED), DATABASE_CA: "/nowhere/bundle.pem" });
    expect(told).toBe("The file of DATABASE_CA cannot be read (ENOENT).");
  });

  it("[O3] is refused in one sentence when nobody vouches for the certificate", async () => {
    const told = await refusal({ DATABASE_URL: at(SECURED) });
    expect(told).toMatch(/certificate is not trusted .*DATABASE_CA/);
  });

  it("[O3] is refused when another authority does", async () => {
    const told = await refusal({
      DATABASE_URL: at(SECURED),
      DATABASE_CA: otherAuthority,
    });
    expect(told).toMatch(/certificate is not trusted .*DATABASE_CA/);
  });

  it("[O3] is refused when the certificate is of another name", async () => {
    const told = await refusal({ DATABASE_URL: at(ALSO_SECURED), DATABASE_CA: authority });
    expect(told).toMatch(/certificate is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
  });

  it("[O3] is refused when the server does not encrypt", async () => {
    const told = await refusal({
      DATABASE_URL: at(PLAIN),
      DATABASE_CA: authority,
    });
    expect(told).toBe(
      "The database of DATABASE_URL does not offer TLS; DATABASE_SSL=off does without, on a network you trust.",
    );
  });
});
