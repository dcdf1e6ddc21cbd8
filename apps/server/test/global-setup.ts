import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/supervisor.ts";
import { migrate } from "../src/platform/migrations.ts";

async function prepareTemplate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("drop database if exists babyfoot_template");
  await client.query("create database babyfoot_template");
  await client.end();
  const url = new URL(databaseUrl);
  url.pathname = "/babyfoot_template";
  await migrate({ connectionString: url.href });
}

/** One PostgreSQL for all test files: `TEST_DATABASE_URL`, or an embedded one without fsync. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined) {
    await prepareTemplate(given);
    project.provide("databaseUrl", given);
    return async () => undefined;
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-test-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    fsync: false,
    settings: { max_connections: "300" },
  });
  await prepareTemplate(postgres.connectionString);
  project.provide("databaseUrl", postgres.connectionString);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
