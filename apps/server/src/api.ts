import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import type { Deps } from "./deps.ts";
import { accounts } from "./features/accounts/accounts.routes.ts";
import { verificationIsRequired } from "./features/accounts/deps.ts";
import { analysts } from "./features/analysts/analysts.routes.ts";
import { auditLog } from "./features/audit/audit.routes.ts";
import { calendars } from "./features/calendars/calendars.routes.ts";
import { cards } from "./features/cards/cards.routes.ts";
import { deviceApi } from "./features/device-api/device-api.routes.ts";
import type { Intake } from "./features/device-api/device-api.service.ts";
import { testGoal } from "./features/device-api/test-goal.routes.ts";
import { devices } from "./features/devices/devices.routes.ts";
import { exports } from "./features/exports/exports.routes.ts";
import { faults } from "./features/faults/faults.routes.ts";
import { imports } from "./features/imports/imports.routes.ts";
import type { ImportRunner } from "./features/imports/imports.service.ts";
import { inbox } from "./features/inbox/inbox.routes.ts";
import { insights } from "./features/insights/insights.routes.ts";
import { live } from "./features/live/live.routes.ts";
import { matches } from "./features/matches/matches.routes.ts";
import { notifications } from "./features/notifications/notifications.routes.ts";
import { play } from "./features/play/play.routes.ts";
import { presence } from "./features/presence/presence.routes.ts";
import { queue } from "./features/queue/queue.routes.ts";
import { waitingLine } from "./features/queue/queue.service.ts";
import { reservations } from "./features/reservations/reservations.routes.ts";
import { tables } from "./features/tables/tables.routes.ts";
import { venueChanges } from "./features/venue-changes/venue-changes.routes.ts";
import { venues } from "./features/venues/venues.routes.ts";
import { watch } from "./features/watch/watch.routes.ts";
import { addressOf } from "./platform/connection.ts";
import { describeApi } from "./platform/http/openapi.ts";
import type { LiveHub } from "./platform/live/hub.ts";
import type { Metrics } from "./platform/metrics/metrics.ts";
import type { Read } from "./platform/replica/replica.ts";
import type { Tracer } from "./platform/tracing/tracer.ts";

interface ApiDeps extends Deps {
  hub: LiveHub;
  tracer: Tracer | undefined;
  runner: ImportRunner;
  intake: Intake;
  /** Reads what may be a moment old. */
  read: Read;
  metrics: Metrics;
}

/** Everything that answers calls: this list is its table of contents. */
export async function addApi(app: FastifyInstance, deps: ApiDeps): Promise<void> {
  const { settings, database, secretKey, hub } = deps;
  const { db, connection } = database;
  const publicUrl = settings.PUBLIC_URL;
  await describeApi(app, deps.version);
  await app.register(formbody);
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
  await app.register(deviceApi, deps);
  await app.register(testGoal, { db, secretKey });
  await app.register(notifications, { db, settings, secretKey, reach: deps.reach });
  await app.register(analysts, { db, secretKey });
  await app.register(exports, {
    ...{ db, secretKey, target: settings.EXPORT_URL },
    database: addressOf(settings, connection),
  });
  await app.register(watch, { ...deps, db });
  await app.register(imports, { db, runner: deps.runner });
  await app.register(insights, { read: deps.read });
  await app.register(live, { db, hub, tracer: deps.tracer, measures: deps.metrics.live });
}
