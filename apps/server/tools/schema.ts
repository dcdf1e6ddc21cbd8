import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/supervisor.ts";
import { migrate } from "../src/platform/migrations.ts";
import { describeData } from "./dictionary.ts";
import { describeMetrics } from "./metrics-page.ts";
import { dumpSchema } from "./schema-dump.ts";
import { describeSettings } from "./settings-page.ts";

const server = fileURLToPath(new URL("..", import.meta.url));
const DICTIONARY = "../../docs/data/dictionary.md";
const SETTINGS = "../../docs/settings.md";
const METRICS = "../../docs/operations/metrics.md";
const FILES = [
  "schema.sql",
  "src/platform/database.types.ts",
  DICTIONARY,
  SETTINGS,
  METRICS,
] as const;

function generateTypes(url: string, file: string): void {
  const codegen = path.join(server, "../../node_modules/kysely-codegen/dist/cli/bin.js");
  const run = spawnSync(
    process.execPath,
    [
      codegen,
      ...["--dialect", "postgres", "--url", url, "--type-mapping", '{"int8":"number"}'],
      ...["--exclude-pattern", "{migrations}", "--out-file", file],
      ...["--log-level", "error"],
    ],
    { encoding: "utf8" },
  );
  if (run.status !== 0) throw new Error(`The types could not be made: ${run.stderr || run.stdout}`);
}

/** Migrates an empty database and answers what the kept files should say. */
async function generate(): Promise<Record<(typeof FILES)[number], string>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "babyfoot-schema-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => undefined, fsync: false });
  const client = new pg.Client(postgres.connection);
  try {
    await migrate(postgres.connection);
    await client.connect();
    const schema = await dumpSchema(client);
    const types = path.join(dataDir, "database.types.ts");
    generateTypes(postgres.connectionString, types);
    return {
      "schema.sql": schema,
      "src/platform/database.types.ts": await readFile(types, "utf8"),
      [DICTIONARY]: await describeData(client),
      [SETTINGS]: describeSettings(),
      [METRICS]: await describeMetrics(postgres.connection),
    };
  } finally {
    await client.end();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const fresh = await generate();
const stale: string[] = [];
for (const file of FILES) {
  const kept = await readFile(path.join(server, file), "utf8").catch(() => "");
  if (kept === fresh[file]) continue;
  stale.push(file);
  if (process.argv.includes("--write")) await writeFile(path.join(server, file), fresh[file]);
}
if (process.argv.includes("--write")) console.log(`Written: ${stale.join(", ") || "nothing new"}.`);
else if (stale.length > 0) {
  console.error(
    `Not what migrations, settings and metrics lead to: ${stale.join(", ")}. Run npm run schema -- --write.`,
  );
  process.exitCode = 1;
} else console.log("The schema and the pages of settings and metrics are current.");
