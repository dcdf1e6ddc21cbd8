import type { Settings } from "../../config.ts";
import type { Log } from "../log/log.ts";
import type { Tracer } from "./tracer.ts";

type TracingSettings = Pick<
  Settings,
  | "OTEL_EXPORTER_OTLP_ENDPOINT"
  | "OTEL_EXPORTER_OTLP_HEADERS"
  | "OTEL_SERVICE_NAME"
  | "OTEL_TRACES_SAMPLER_ARG"
  | "ENVIRONMENT"
>;

/** Traces what is done where a collector is named; else nothing of it is even loaded. */
export async function startTracing(
  settings: TracingSettings,
  log: Log,
): Promise<Tracer | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings;
  if (endpoint === undefined) return undefined;
  const { createTracer } = await import("./exported-tracer.ts");
  return createTracer({
    ...{ endpoint, log },
    headers: settings.OTEL_EXPORTER_OTLP_HEADERS,
    share: settings.OTEL_TRACES_SAMPLER_ARG,
    resource: {
      "service.name": settings.OTEL_SERVICE_NAME,
      "deployment.environment.name": settings.ENVIRONMENT,
    },
  });
}
