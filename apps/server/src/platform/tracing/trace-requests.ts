import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Tracer } from "./tracer.ts";

/** What is open for hours, or only asks how the process is, would hide what matters. */
const NOT_TRACED = new Set(["/api/v1/live", "/api/v1/live/shown", "/api/v1/openapi.json"]);

/** Begins a trace with each call, or goes on with the caller's. Of its address the route alone is told: the rest may be secret. */
export function traceRequests(app: FastifyInstance, tracer: Tracer | undefined): void {
  if (tracer === undefined) return;
  app.addHook("onRequest", (request, _reply, done) => {
    const { method, routeOptions } = request;
    const { url = "" } = routeOptions;
    if (url.startsWith("/api/") && !NOT_TRACED.has(url)) {
      const span = tracer.begin(`${method} ${url}`, {
        parent: String(request.headers.traceparent ?? ""),
        traceId: asTraceId(request),
        kind: "server",
        attributes: { "http.request.method": method, "http.route": url, "request.id": request.id },
      });
      if (span !== undefined) request.work.span = span;
    }
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const { statusCode } = reply;
    request.work.span?.set({ "http.response.status_code": statusCode });
    request.work.span?.end(statusCode >= 500 ? String(statusCode) : undefined);
    done();
  });
}

/** The id by which a browser names its call names its trace, too. */
function asTraceId({ id }: FastifyRequest): string | undefined {
  const digits = id.replaceAll("-", "");
  return /^(?!0{32})[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}
