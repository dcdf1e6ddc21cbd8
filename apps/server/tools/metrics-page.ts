import Fastify from "fastify";
import type { Registry } from "prom-client";
import { readSettings } from "../src/config.ts";
import { createMqttMetrics } from "../src/features/mqtt/mqtt.metrics.ts";
import { showFacts } from "../src/features/watch/watch.service.ts";
import type { Connection } from "../src/platform/connection.ts";
import { openDatabase } from "../src/platform/database.ts";
import { createMetrics } from "../src/platform/metrics/metrics.ts";
import { startReplica } from "../src/platform/replica/replica.ts";

const HEAD = `# Metrics

Made from the metrics themselves by \`npm run schema -- --write\`. \`GET /metrics\` shows them in the words of Prometheus: from loopback without a token, from elsewhere with \`METRICS_TOKEN\`. Each process shows its own; what concerns the whole installation is the same in all of them (\`max\` makes one of them). Where the database does not answer within two seconds, what it would say is absent. A label's values are in the help.

What comes with Node.js and the process (\`process_*\`, \`nodejs_*\`) is as everywhere. Rules for Prometheus and a dashboard for Grafana: [infra/watch](../../infra/watch/README.md).`;

/** All metrics of a process that has a database. */
async function registryOf(connection: Connection): Promise<Registry> {
  const settings = readSettings({});
  const { registry } = createMetrics(Fastify(), { version: "", commit: "" });
  const database = openDatabase(connection, { onError: () => undefined });
  const log = { info: () => undefined, warn: () => undefined };
  await startReplica({ settings, db: database.db, metrics: registry, log });
  createMqttMetrics(registry, () => 0);
  showFacts({ registry, database, settings });
  await database.close();
  return registry;
}

const isOurs = (name: string): boolean => !/^(process|nodejs)_/.test(name);
const inCell = (text: string): string => text.replaceAll("|", "\\|");

/** The page of all metrics. */
export async function describeMetrics(connection: Connection): Promise<string> {
  const registry = await registryOf(connection);
  const metrics = (await registry.getMetricsAsJSON()).filter(({ name }) => isOurs(name));
  metrics.sort((one, other) => one.name.localeCompare(other.name));
  const lines = metrics.map(
    ({ name, type, help }) => `| \`${name}\` | ${String(type)} | ${inCell(help)} |`,
  );
  return `${HEAD}\n\n| metric | kind | |\n|---|---|---|\n${lines.join("\n")}\n`;
}
