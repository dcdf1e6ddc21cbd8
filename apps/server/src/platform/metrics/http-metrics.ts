import type { FastifyInstance } from "fastify";
import { Histogram, type Registry } from "prom-client";

type Observe = (seconds: number) => void;

export interface HttpMeasures {
  requests(): number;
  /** Answers from 500 on. */
  failures(): number;
}

/** Times every route, by method, route pattern and status. */
export function measureHttp(app: FastifyInstance, registry: Registry): HttpMeasures {
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
  let [requests, failures] = [0, 0];
  app.addHook("onResponse", (request, reply, done) => {
    const route = request.routeOptions.url ?? "unknown";
    seriesOf(request.method, route, String(reply.statusCode))(reply.elapsedTime / 1000);
    requests += 1;
    if (reply.statusCode >= 500) failures += 1;
    done();
  });
  return { requests: () => requests, failures: () => failures };
}
