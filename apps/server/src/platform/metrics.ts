import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

type Observe = (seconds: number) => void;

/** Metrics of this process and of every route, by method, route pattern and status. */
export function createMetrics(app: FastifyInstance): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 5],
    registers: [registry],
  });
  // Finding a series by its labels costs more than counting in it; there are as many as routes and statuses.
  const series = new Map<string, Observe>();
  const seriesOf = (method: string, route: string, status: string): Observe => {
    const key = `${method} ${status} ${route}`;
    const known = series.get(key);
    if (known !== undefined) return known;
    const labelled = duration.labels({ method, route, status });
    const observe: Observe = (seconds) => labelled.observe(seconds);
    series.set(key, observe);
    return observe;
  };
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "unknown";
    seriesOf(request.method, route, String(reply.statusCode))(reply.elapsedTime / 1000);
    done();
  });
  return registry;
}
