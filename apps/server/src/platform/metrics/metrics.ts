import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type HttpMeasures, measureHttp } from "./http-metrics.ts";
import {
  createIngestMeasures,
  createLiveMeasures,
  type IngestMeasures,
  type LiveMeasures,
} from "./play-metrics.ts";
import { createWorkMeasures, type WorkMeasures } from "./work-metrics.ts";

/** What a process counts and times, and where it shows it. */
export interface Metrics {
  registry: Registry;
  http: HttpMeasures;
  ingest: IngestMeasures;
  live: LiveMeasures;
  work: WorkMeasures;
}

/** Metrics of this process, and of every route of its own. */
export function createMetrics(
  app: FastifyInstance,
  release: { version: string; commit: string },
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    ...{ name: "babyfoot_build_info", help: "What runs here", registers: [registry] },
    labelNames: ["version", "commit", "node"],
  }).set({ ...release, node: process.versions.node }, 1);
  return {
    registry,
    http: measureHttp(app, registry),
    ingest: createIngestMeasures(registry),
    live: createLiveMeasures(registry),
    work: createWorkMeasures(registry),
  };
}
