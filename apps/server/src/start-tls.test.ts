import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { generate } from "selfsigned";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "./config.ts";
import { explainFailure } from "./lifecycle.ts";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./platform/embedded-postgres/supervisor.ts";
import { startBabyfoot } from "./start.ts";

const NOBODY = 65534;
/** Addresses of this machine that no other test uses; the certificate is of the first. */
const SECURED = "127.0.0.77";
const ALSO_SECURED = "127.0.0.78";
const PLAIN = "127.0.0.79";

let folder: string;
let authority: string;
let otherAuthority: string;
let postgres: EmbeddedPostgres;
let plain: EmbeddedPostgres;

const named = (value: string) => [{ name: "commonName", value }];

async function makeAuthority(name: string) {
  return generate(named(name), {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, digitalSignature: true },
    ],
  });
}

/** Somebody else's PostgreSQL, as a school has it: over TCP, with accounts, and TLS where given. */
async function elsewhere(name: string, settings: Record<string, string>) {
  const hba = path.join(folder, `${name}.hba`);
  writeFileSync(hba, "local all all trust\nhost all all 127.0.0.0/8 trust\n", { mode: 0o644 });
  return startEmbeddedPostgres({
    dataDir: path.join(folder, name),
    log: () => undefined,
    fsync: false,
    settings: { hba_file: hba, ...settings },
  });
}

/** Readable by PostgreSQL alone, or it refuses to start. */
function secretFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(file, NOBODY, NOBODY);
  return file;
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
  const server = await generate(named("A database"), {
    algorithm: "sha256",
    ca: { key: ours.private, cert: ours.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: SECURED }] }],
  });
  [postgres, plain] = await Promise.all([
    elsewhere("tls", {
      listen_addresses: `${SECURED},${ALSO_SECURED}`,
      ssl: "on",
      ssl_cert_file: secretFile("server.crt", server.cert),
      ssl_key_file: secretFile("server.key", server.private),
    }),
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
  it("works when the authority and the name are right, and every connection is encrypted", async () => {
    const running = await start({ DATABASE_URL: at(SECURED), DATABASE_CA: authority });
    try {
      const ready = await fetch(`${running.local}/readyz`);
      expect(ready.status).toBe(200);
      const client = new pg.Client(at(SECURED));
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

  it("is refused in one sentence when nobody vouches for the certificate", async () => {
    const told = await refusal({ DATABASE_URL: at(SECURED) });
    expect(told).toMatch(/certificate is not trusted .*DATABASE_CA/);
  });

  it("is refused when another authority does", async () => {
    const told = await refusal({
      DATABASE_URL: at(SECURED),
      DATABASE_CA: otherAuthority,
    });
    expect(told).toMatch(/certificate is not trusted .*DATABASE_CA/);
  });

  it("is refused when the certificate is of another name", async () => {
    const told = await refusal({ DATABASE_URL: at(ALSO_SECURED), DATABASE_CA: authority });
    expect(told).toMatch(/certificate is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/);
  });

  it("is refused when the server does not encrypt", async () => {
    const told = await refusal({
      DATABASE_URL: at(PLAIN),
      DATABASE_CA: authority,
    });
    expect(told).toBe(
      "The database of DATABASE_URL does not offer TLS; DATABASE_SSL=off does without, on a network you trust.",
    );
  });
});
