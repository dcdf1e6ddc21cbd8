import { randomUUID } from "node:crypto";
import formbody from "@fastify/formbody";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Settings } from "./config.ts";
import type { Deps } from "./deps.ts";
import { accounts, buildFindPerson } from "./features/accounts/accounts.routes.ts";
import { verificationIsRequired } from "./features/accounts/deps.ts";
import { analysts } from "./features/analysts/analysts.routes.ts";
import { auditLog } from "./features/audit/audit.routes.ts";
import { calendars } from "./features/calendars/calendars.routes.ts";
import { cards } from "./features/cards/cards.routes.ts";
import { bookForDemoPlayers } from "./features/demo/demo.bookings.ts";
import { seatDemoPlayers } from "./features/demo/demo.crowd.ts";
import { waitAsDemoPlayers } from "./features/demo/demo.waiting.ts";
import { deviceApi } from "./features/device-api/device-api.routes.ts";
import { testGoal } from "./features/device-api/test-goal.routes.ts";
import { devices } from "./features/devices/devices.routes.ts";
import { exports } from "./features/exports/exports.routes.ts";
import { faults } from "./features/faults/faults.routes.ts";
import { imports } from "./features/imports/imports.routes.ts";
import { startImportRunner } from "./features/imports/imports.service.ts";
import { inbox } from "./features/inbox/inbox.routes.ts";
import { insights } from "./features/insights/insights.routes.ts";
import { live } from "./features/live/live.routes.ts";
import { matches } from "./features/matches/matches.routes.ts";
import { notifications } from "./features/notifications/notifications.routes.ts";
import { play } from "./features/play/play.routes.ts";
import { presence } from "./features/presence/presence.routes.ts";
import { queue } from "./features/queue/queue.routes.ts";
import { serveQueues, waitingLine } from "./features/queue/queue.service.ts";
import { reservations } from "./features/reservations/reservations.routes.ts";
import { system } from "./features/system/system.routes.ts";
import { tables } from "./features/tables/tables.routes.ts";
import { venueChanges } from "./features/venue-changes/venue-changes.routes.ts";
import { venues } from "./features/venues/venues.routes.ts";
import { ensureFirstVenue } from "./features/venues/venues.service.ts";
import { addressOf } from "./platform/connection.ts";
import { guardRoutes } from "./platform/http/access.ts";
import { describeApi } from "./platform/http/openapi.ts";
import { refuseForeignOrigins } from "./platform/http/origin.ts";
import { answerBadRequests, answerProblems, answerUnroutable } from "./platform/http/problems.ts";
import { secureHeaders } from "./platform/http/security-headers.ts";
import { serveWebApp } from "./platform/http/web-app.ts";
import { startLiveHub } from "./platform/live/hub.ts";
import { createMetrics } from "./platform/metrics.ts";
import { startWorker } from "./worker.ts";

/** Builds the whole server, ready to listen: this list is its table of contents. */
export async function buildServer(deps: Deps): Promise<FastifyInstance> {
  const app = createApp(deps.settings);
  try {
    await addEverything(app, deps);
    return app;
  } catch (error) {
    // What had begun already must not go on without the rest.
    await app.close();
    throw error;
  }
}

async function addEverything(app: FastifyInstance, deps: Deps): Promise<void> {
  const { settings, database, secretKey } = deps;
  const { db, connection } = database;
  const publicUrl = settings.PUBLIC_URL;
  const metrics = createMetrics(app);
  secureHeaders(app, publicUrl?.startsWith("https:") ?? false);
  answerProblems(app);
  refuseForeignOrigins(app, publicUrl);
  guardRoutes(app, buildFindPerson(deps));
  await describeApi(app, deps.version);
  await app.register(formbody);
  await ensureFirstVenue(db);
  const hub = await startLiveHub({ db, connection, log: app.log });
  app.addHook("onClose", () => hub.close());
  await app.register(accounts, deps);
  await app.register(inbox, deps);
  await app.register(venues, { db });
  await app.register(venueChanges, { db });
  await app.register(auditLog, { db });
  await app.register(tables, { db, secretKey });
  await app.register(faults, { db, secretKey });
  await app.register(devices, { db, secretKey, publicUrl });
  await app.register(matches, { db });
  await app.register(play, { db, secretKey });
  const verifiedOnly = verificationIsRequired(deps);
  await app.register(reservations, { db, secretKey, verifiedOnly, line: waitingLine });
  await app.register(queue, { db, secretKey, verifiedOnly });
  await app.register(calendars, { db, secretKey, publicUrl });
  await app.register(presence, { db, secretKey, publicUrl });
  await app.register(cards, { db, secretKey });
  await app.register(deviceApi, { db, secretKey });
  await app.register(testGoal, { db, secretKey });
  await app.register(notifications, { db, settings, secretKey, reach: deps.reach });
  await app.register(analysts, { db, secretKey });
  await app.register(exports, {
    db,
    secretKey,
    database: addressOf(settings, connection),
    target: settings.EXPORT_URL,
  });
  const runner = startImportRunner({ database, settings, log: app.log });
  app.addHook("onClose", () => runner.stop());
  await app.register(imports, { db, runner });
  await app.register(insights, { db });
  await app.register(live, { db, hub });
  await app.register(system, { ...deps, db, hub, metrics, metricsToken: settings.METRICS_TOKEN });
  await serveWebApp(app);
  if (settings.DEMO) {
    app.addHook("onClose", seatDemoPlayers({ db, hub, log: app.log }));
    app.addHook("onClose", bookForDemoPlayers({ db, log: app.log }));
    app.addHook("onClose", waitAsDemoPlayers({ db, log: app.log }));
  }
  app.addHook("onClose", serveQueues({ db, hub, log: app.log }));
  const stopWorker = await startWorker(deps, app.log);
  app.addHook("onClose", stopWorker);
}

/** Ids that no other process has given, at the cost of counting. */
function requestIds(): () => string {
  const start = randomUUID();
  let count = 0;
  return () => {
    count += 1;
    return `${start}-${count}`;
  };
}

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
    // A logger a request costs more than most requests; what is logged of one names it.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerBadRequests,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}
