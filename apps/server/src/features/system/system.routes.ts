import { timingSafeEqual } from "node:crypto";
import { healthSchema, readySchema, versionSchema } from "@babyfoot/contract";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Registry } from "prom-client";
import { z } from "zod";
import { AppError } from "../../platform/errors.ts";
import { hashOf } from "../../platform/ids.ts";
import { canServe, type NeededToServe, readiness } from "./readiness.ts";

interface SystemDeps {
  /** What this process needs to serve; nothing where it serves files alone. */
  needs: NeededToServe | undefined;
  metrics: Registry;
  metricsToken: string | undefined;
  version: string;
  commit: string;
}

const tags = ["system"];

/** What operators and load balancers ask. */
export async function system(instance: FastifyInstance, deps: SystemDeps): Promise<void> {
  healthRoutes(instance, deps);
  aboutRoutes(instance, deps);
}

function healthRoutes(instance: FastifyInstance, { needs }: SystemDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const check = readiness(needs);
  app.get(
    "/healthz",
    {
      config: { access: "all" },
      schema: { tags, summary: "Whether the process lives", response: { 200: healthSchema } },
    },
    async () => ({ status: "ok" as const }),
  );
  app.get(
    "/readyz",
    {
      config: { access: "all" },
      schema: {
        tags,
        summary: "Whether to send it calls: it can serve, and has not been told to stop",
        response: { 200: readySchema, 503: readySchema },
      },
    },
    async (_request, reply) => {
      const checks = await check();
      const served = canServe(checks) ? ("ready" as const) : ("not_ready" as const);
      const status = app.stopping.hasBegun() ? ("stopping" as const) : served;
      if (status !== "ready") reply.code(503).header("retry-after", "1");
      return { status, checks };
    },
  );
}

function aboutRoutes(instance: FastifyInstance, deps: SystemDeps): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { version, commit, metrics, metricsToken } = deps;
  const startedAt = new Date().toISOString();
  app.get(
    "/api/v1/version",
    {
      config: { access: "all" },
      schema: { tags, summary: "What runs here", response: { 200: versionSchema } },
    },
    async () => ({ version, commit, startedAt }),
  );
  app.get(
    "/metrics",
    {
      config: { access: "metrics" },
      schema: {
        tags,
        summary: "Prometheus metrics; from loopback, or with the metrics token",
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      mayReadMetrics(request, metricsToken);
      return reply.type(metrics.contentType).send(await metrics.metrics());
    },
  );
}

const FORWARDED = ["forwarded", "via", "x-forwarded-for", "x-real-ip"];
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** @throws AppError `unauthenticated` without the right token; behind a proxy loopback proves nothing. */
function mayReadMetrics(request: FastifyRequest, token: string | undefined): void {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token !== undefined && given !== undefined && timingSafeEqual(hashOf(given), hashOf(token)))
    return;
  const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  if (given === undefined && !forwarded && LOOPBACK.test(request.socket.remoteAddress ?? ""))
    return;
  throw new AppError("unauthenticated");
}
