import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Settings } from "./config.ts";
import { type FindPerson, guardRoutes } from "./platform/http/access.ts";
import { refuseForeignOrigins } from "./platform/http/origin.ts";
import { answerBadRequests, answerProblems, answerUnroutable } from "./platform/http/problems.ts";
import { secureHeaders } from "./platform/http/security-headers.ts";
import { endInPeace } from "./platform/http/stopping.ts";
import { createMetrics, type Metrics } from "./platform/metrics/metrics.ts";

/** Ids that no other process has given, at the cost of counting. */
function requestIds(): () => string {
  const start = randomUUID();
  let count = 0;
  return () => {
    count += 1;
    return `${start}-${count}`;
  };
}

/** Longer than a load balancer keeps an idle connection (120 s of ours), or a call may come as it is closed. */
const KEEP_ALIVE_MS = 130_000;

function createApp(settings: Settings): FastifyInstance {
  const app = Fastify({
    logger: {
      level: settings.LOG_LEVEL,
      redact: ["req.headers.authorization", "req.headers.cookie"],
    },
    genReqId: requestIds(),
    bodyLimit: 256 * 1024,
    trustProxy: settings.TRUST_PROXY.length > 0 ? settings.TRUST_PROXY : false,
    requestTimeout: 30_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // A logger a request costs more than most requests; what is logged of one names it.
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

/** What holds for every answer, whatever a process is for. */
function obeyConventions(app: FastifyInstance, settings: Settings, findPerson: FindPerson): void {
  const { PUBLIC_URL } = settings;
  endInPeace(app);
  secureHeaders(app, PUBLIC_URL?.startsWith("https:") ?? false);
  answerProblems(app);
  refuseForeignOrigins(app, PUBLIC_URL);
  guardRoutes(app, findPerson);
}

interface Built {
  settings: Settings;
  version: string;
  commit: string;
}

/** A server that holds to the conventions, with what is added to it: all of it, or nothing goes on. */
export async function createServer(
  { settings, findPerson, ...release }: Built & { findPerson: FindPerson },
  add: (app: FastifyInstance, metrics: Metrics) => Promise<void>,
): Promise<FastifyInstance> {
  const app = createApp(settings);
  try {
    const metrics = createMetrics(app, release);
    obeyConventions(app, settings, findPerson);
    await add(app, metrics);
    return app;
  } catch (error) {
    // What had begun already must not go on without the rest.
    await app.close();
    throw error;
  }
}
