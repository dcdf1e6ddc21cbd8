import type { FastifyBaseLogger } from "fastify";
import type { Registry } from "prom-client";
import type { Settings } from "../../config.ts";
import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import type { Intake } from "../device-api/device-api.service.ts";
import type { Broker } from "./broker.ts";
import { followChanges } from "./changes.ts";
import { followConnections } from "./connections.ts";
import { listenWith } from "./listen.ts";
import { createLockCommands } from "./lock-commands.ts";
import { createMqttMetrics } from "./mqtt.metrics.ts";
import { keepPasswordFile } from "./password-file.ts";
import { createRefusals } from "./refusals.ts";
import { startBroker } from "./start-broker.ts";
import { createTableStates } from "./table-states.ts";
import { createTokens } from "./tokens.ts";

interface MqttDeps {
  settings: Settings;
  db: Db;
  secretKey: string;
  hub: LiveHub;
  intake: Intake;
  /** Reads JSON as calls by HTTP are read. Throws what they answer. */
  parseJson: (text: string) => unknown;
  metrics: Registry;
  log: FastifyBaseLogger;
}

export interface Mqtt {
  /** Whether devices can speak; undefined where this process offers no MQTT. */
  isWell: (() => boolean) | undefined;
  stop(): Promise<void>;
}

/** Tables speak MQTT, with the broker of `MQTT_URL` or with one in this process. @throws SettingsError */
export async function startMqtt(deps: MqttDeps): Promise<Mqtt> {
  const { settings, db, hub, log } = deps;
  let broker: Broker | undefined;
  const connections = followConnections(db, log);
  const metrics = createMqttMetrics(deps.metrics, () => connections.present().size);
  const refusals = createRefusals(log, metrics);
  const say: Broker["say"] = (message) => {
    metrics.count("out", ears.isStanding() ? "sent" : "lost");
    broker?.say(message);
  };
  const states = createTableStates(db, say);
  const tellLocks = createLockCommands(db, connections.present, say);
  const take = { ...deps, tokens: createTokens(db), say, refusals, metrics };
  const hasAudience = () => broker?.hasAudience() === true;
  const ears = listenWith({ take, connections, states, feed: () => feed, hasAudience });
  const feed = followChanges({
    ...{ hub, log, listens: ears.isHeard, onAll: states.sayAll },
    onTables: async (ids) => {
      await states.sayChanged(ids);
      await tellLocks(ids);
    },
  });
  const stopFile = await keptPasswordFile(deps);
  broker = await startBroker({ settings, db, ears, refusals, log });
  // What stood before it was ours to speak to.
  if (ears.isHeard()) feed.begin();
  return {
    isWell: broker?.isWell,
    stop: async () => {
      await Promise.all([stopFile(), feed.stop(), ears.stop()]);
      await broker?.close();
      await connections.close();
      refusals.close();
    },
  };
}

async function keptPasswordFile(deps: MqttDeps): Promise<() => Promise<void>> {
  const { MQTT_PASSWORD_FILE: file, MQTT_URL: url } = deps.settings;
  return file === undefined ? async () => undefined : keepPasswordFile({ ...deps, file, url });
}
