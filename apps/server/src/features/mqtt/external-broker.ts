import { deviceTopic, tableStateTopic } from "@babyfoot/contract";
import type { FastifyBaseLogger } from "fastify";
import type { IClientOptions, MqttClient } from "mqtt";
import type { Db } from "../../platform/database.ts";
import { keepLease } from "../../platform/lease.ts";
import type { Broker, Ears } from "./broker.ts";

/** Our name as a client: the newer connection of two wins, should two processes ever think that it is their turn. */
const CLIENT_ID = "babyfoot";
const COME_BACK_MS = 1_000;
const CONNECT_WITHIN_MS = 5_000;
const KEEPALIVE_SECONDS = 15;

/** Only what must not be lost while it is under way asks for more than once. */
const HEARD = {
  [deviceTopic("+", "events")]: { qos: 1 },
  [deviceTopic("+", "status")]: { qos: 1 },
  [tableStateTopic("+")]: { qos: 0 },
} as const;

const OPTIONS: IClientOptions = {
  ...{ clientId: CLIENT_ID, clean: true, protocolVersion: 4, keepalive: KEEPALIVE_SECONDS },
  ...{ reconnectPeriod: COME_BACK_MS, connectTimeout: CONNECT_WITHIN_MS },
  // Its password may not be known there yet.
  ...{ reconnectOnConnackError: true, resubscribe: false, queueQoSZero: false },
};

interface ExternalDeps {
  url: string;
  db: Db;
  ears: Ears;
  log: Pick<FastifyBaseLogger, "info" | "warn">;
}

/**
 * A broker elsewhere, of which one process at a time is the client. The session is clean: what was said while nobody
 * was there comes again from the devices, with the right times.
 */
export async function joinExternalBroker({ url, db, ears, log }: ExternalDeps): Promise<Broker> {
  // Whoever has no such broker need not load it.
  const { connect } = await import("mqtt");
  let client: MqttClient | undefined;
  const leave = (): Promise<void> | undefined => {
    const left = client;
    client = undefined;
    if (left?.connected === true) ears.falls();
    return left?.endAsync(true);
  };
  const lease = await keepLease({
    ...{ db, name: "mqtt", log },
    onGain: () => {
      client = listenTo(connect(url, OPTIONS), { ears, log });
    },
    onLoss: () => void leave()?.catch(() => undefined),
  });
  return {
    say: ({ topic, payload, retain }) => {
      if (client?.connected === true) client.publish(topic, payload, { retain, qos: 0 });
    },
    // Another process is the client where this one is not.
    hasAudience: () => true,
    isWell: () => !lease.held() || client?.connected === true,
    close: async () => {
      await leave()?.catch(() => undefined);
      await lease.release();
    },
  };
}

function listenTo(
  client: MqttClient,
  { ears, log }: Pick<ExternalDeps, "ears" | "log">,
): MqttClient {
  let isDown = false;
  const tell = (reason: string): void => {
    if (!isDown) log.warn({ reason }, "the broker of MQTT_URL cannot be reached");
    isDown = true;
  };
  client.on("connect", () => {
    isDown = false;
    log.info({}, "connected to the broker of MQTT_URL");
    ears.stands();
    client.subscribeAsync(HEARD).catch((error: unknown) => {
      log.warn({ err: error }, "the broker of MQTT_URL lets nobody listen");
      client.reconnect();
    });
  });
  client.on("message", (topic, payload, { retain }) =>
    ears.hear({ topic, payload, isRetained: retain }),
  );
  client.on("error", ({ message }) => tell(message));
  client.on("close", () => {
    if (!isDown) ears.falls();
    tell("the connection has ended");
  });
  return client;
}
