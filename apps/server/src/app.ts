import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Settings } from "./config.ts";
import { type FindPerson, guardRoutes } from "./platform/http/access.ts";
import { refuseForeignOrigins } from "./platform/http/origin.ts";
import { answerBadRequests, answerProblems, answerUnroutable } from "./platform/http/problems.ts";
import { createRequestId, knowRequests } from "./platform/http/request-ids.ts";
import { secureHeaders } from "./platform/http/security-headers.ts";
import { endInPeace } from "./platform/http/stopping.ts";
import type { Log } from "./platform/log/log.ts";
import { createMetrics, type Metrics } from "./platform/metrics/metrics.ts";
import { startTracing } from "./platform/tracing/start.ts";
import { traceRequests } from "./platform/tracing/trace-requests.ts";
import type { Tracer } from "./platform/tracing/tracer.ts";

/** Longer than a load balancer keeps an idle connection (120 s of ours), or a call may come as it is closed. */
const KEEP_ALIVE_MS = 130_000;

function createApp(settings: Settings, log: Log): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    genReqId: createRequestId(),
    bodyLimit: 256 * 1024,
    trustProxy: settings.TRUST_PROXY.length > 0 ? settings.TRUST_PROXY : false,
    requestTimeout: 30_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // A logger a request costs more than most requests; what is logged of one names it all the same.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: "idle",
    // What comes on a connection that is still open is answered, as the last of it.
    return503OnClosing: false,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerBadRequests,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}

interface Conventions {
  settings: Settings;
  findPerson: FindPerson;
  tracer: Tracer | undefined;
}

/** What holds for every answer, whatever a process is for. */
function obeyConventions(app: FastifyInstance, conventions: Conventions): void {
  const { settings, findPerson, tracer } = conventions;
  const { PUBLIC_URL } = settings;
  endInPeace(app);
  knowRequests(app);
  traceRequests(app, tracer);
  secureHeaders(app, PUBLIC_URL?.startsWith("https:") ?? false);
  answerProblems(app);
  refuseForeignOrigins(app, PUBLIC_URL);
  guardRoutes(app, findPerson);
}

interface Built {
  settings: Settings;
  log: Log;
  version: string;
  commit: string;
}

/** By what is seen how a process does. */
export interface Observed {
  metrics: Metrics;
  tracer: Tracer | undefined;
}

/** A server that holds to the conventions, with what is added to it: all of it, or nothing goes on. */
export async function createServer(
  { settings, log, findPerson, ...release }: Built & { findPerson: FindPerson },
  add: (app: FastifyInstance, observed: Observed) => Promise<void>,
): Promise<FastifyInstance> {
  const app = createApp(settings, log);
  try {
    const metrics = createMetrics(app, release);
    const tracer = await startTracing(settings, log);
    app.addHook("onClose", () => tracer?.close());
    obeyConventions(app, { settings, findPerson, tracer });
    await add(app, { metrics, tracer });
    return app;
  } catch (error) {
    // What had begun already must not go on without the rest.
    await app.close();
    throw error;
  }
}
