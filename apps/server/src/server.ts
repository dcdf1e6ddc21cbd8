import type { FastifyInstance } from "fastify";
import { addApi } from "./api.ts";
import { createServer, type Observed } from "./app.ts";
import type { Deps, FrontDeps } from "./deps.ts";
import { buildFindPerson } from "./features/accounts/accounts.routes.ts";
import { createIntake } from "./features/device-api/device-api.service.ts";
import { startImportRunner } from "./features/imports/imports.service.ts";
import { startMqtt } from "./features/mqtt/mqtt.service.ts";
import { system } from "./features/system/system.routes.ts";
import { readiness } from "./features/system/system.service.ts";
import { ensureFirstVenue } from "./features/venues/venues.service.ts";
import { showFacts, startSampling } from "./features/watch/watch.service.ts";
import { jsonParser } from "./platform/http/json.ts";
import { serveWebApp } from "./platform/http/web-app.ts";
import { startLiveHub } from "./platform/live/hub.ts";
import { startReplica } from "./platform/replica/replica.ts";
import { keepRoom } from "./platform/storage/keep-room.ts";
import { startWorker } from "./worker.ts";

/** Builds a server with a database, ready to listen: what it does are its `ROLES`. */
export const buildServer = (deps: Deps): Promise<FastifyInstance> =>
  createServer(
    { ...releaseOf(deps), log: deps.log, findPerson: buildFindPerson(deps) },
    (app, observed) => addRoles(app, observed, deps),
  );

const releaseOf = ({ settings, version, commit }: FrontDeps) => ({ settings, version, commit });

async function addRoles(app: FastifyInstance, observed: Observed, deps: Deps): Promise<void> {
  const { metrics, tracer } = observed;
  const { settings, database } = deps;
  const { db, connection } = database;
  await keepRoom(app, { settings, log: deps.log });
  await ensureFirstVenue(db);
  const hub = await startLiveHub({ db, connection, log: app.log, tracer });
  app.addHook("onClose", () => hub.close());
  const replica = await startReplica({ settings, db, metrics: metrics.registry, log: app.log });
  app.addHook("onClose", () => replica.close());
  const works = settings.ROLES.has("worker");
  const runner = startImportRunner({ database, settings, log: app.log, works });
  app.addHook("onClose", () => runner.stop());
  const intake = createIntake({
    ...{ ...deps, db, log: app.log, measures: metrics.ingest },
  });
  const mqtt = settings.ROLES.has("broker")
    ? await startMqtt({
        ...deps,
        db,
        hub,
        intake,
        metrics: metrics.registry,
        log: app.log,
        ...{ parseJson: jsonParser(app) },
      })
    : undefined;
  app.addHook("preClose", async () => {
    await mqtt?.stop();
    await intake.idle();
  });
  if (settings.ROLES.has("api"))
    await addApi(app, { ...deps, hub, tracer, runner, intake, metrics, read: replica.read });
  const needs = { db, hub, broker: mqtt?.isWell };
  await app.register(system, {
    ...{ ...deps, metrics: metrics.registry, needs },
    metricsToken: settings.METRICS_TOKEN,
  });
  await serveWebApp(app, settings.ROLES.has("web"));
  showFacts({ registry: metrics.registry, database, settings });
  const sampling = startSampling({
    ...{ db, metrics, replica, log: app.log, checks: readiness(needs) },
    release: { ...releaseOf(deps), roles: [...settings.ROLES] },
    hasReplica: settings.DATABASE_READ_URL !== undefined,
  });
  app.addHook("onClose", sampling);
  if (!works) return;
  const stopWorker = await startWorker({ ...deps, hub, replica, metrics });
  app.addHook("onClose", stopWorker);
}

/** Builds a server of pages and files, which stands before others: it needs no database, and no secret. */
export const buildFront = (deps: FrontDeps): Promise<FastifyInstance> =>
  createServer(
    { ...releaseOf(deps), log: deps.log, findPerson: async () => null },
    async (app, { metrics }) => {
      await app.register(system, {
        ...{ ...deps, metrics: metrics.registry, needs: undefined },
        metricsToken: deps.settings.METRICS_TOKEN,
      });
      await serveWebApp(app, deps.settings.ROLES.has("web"));
    },
  );
