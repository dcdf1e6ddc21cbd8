import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { bundle } from "../../../scripts/builder/bundle.mjs";
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

/** Starting a child from its sources takes longer than most of what it is started for. Answers how to forget it. */
async function bundleChildren(): Promise<() => void> {
  const server = path.join(import.meta.dirname, "..");
  const cache = path.join(server, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "children-"));
  await bundle(server, ["import-child", "export-child"], folder);
  process.env.BUNDLED_CHILDREN = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** One PostgreSQL for all test files: `TEST_DATABASE_URL`, or an embedded one without fsync. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const forgetChildren = await bundleChildren();
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined) {
    await prepareTemplate(given);
    project.provide("databaseUrl", given);
    return async () => forgetChildren();
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
    forgetChildren();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
