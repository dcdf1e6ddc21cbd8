import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { deviceTopic, MAX_ENVELOPE_BYTES } from "@babyfoot/contract";
import { Aedes, type AedesOptions, type Client } from "aedes";
import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import type { Broker, Ears, Said } from "./broker.ts";
import { cutOffEnded } from "./cut-off.ts";
import { withLimit } from "./frames.ts";
import type { Refusals } from "./refusals.ts";
import { authenticator, type SignedIn } from "./sign-in.ts";
import { mayHear, maySay } from "./topics.ts";

const LIMITS = {
  /** A name, a token and a last will. */
  connect: 4 * 1024,
  /** Somewhat more than an envelope, so that one that is too large is answered. */
  packet: 2 * MAX_ENVELOPE_BYTES,
};
/** Whoever says nothing for one and a half times as long is cut off; nobody may do without. */
const MOST_KEEPALIVE_SECONDS = 60;
const KEEPALIVE_EXCEEDED = 6;
/** Finds connections dead of which nobody has heard the end, before they have signed in too. */
const PROBE_AFTER_MS = 30_000;
const CONNECT_WITHIN_MS = 10_000;
/** A device that does not read for so long is cut off: others wait for it. */
const READ_WITHIN_MS = 10_000;
const MOST_CONNECTIONS = 5_000;
/** So long at most one whose token has ended is still connected. */
const LOOK_EVERY_MS = 1_000;

export interface EmbeddedDeps {
  db: Db;
  port: number;
  host: string;
  ears: Ears;
  refusals: Refusals;
  log: Pick<FastifyBaseLogger, "info" | "warn">;
}

/**
 * A broker in this process. Devices sign in with their tokens, and are cut off when these end. It keeps nothing:
 * devices send again what is not acknowledged. Rejects where the port is taken.
 */
export async function startEmbeddedBroker(deps: EmbeddedDeps): Promise<Broker> {
  const { db, port, host, ears, log } = deps;
  const signedIn: SignedIn = { tokens: new WeakMap(), connected: new Map() };
  const aedes = await Aedes.createBroker({
    // Without a limit of its own: one slow reader must not hold up the others.
    ...{ concurrency: 0, connectTimeout: CONNECT_WITHIN_MS, drainTimeout: READ_WITHIN_MS },
    keepaliveLimit: MOST_KEEPALIVE_SECONDS,
    ...{ authenticate: authenticator({ ...deps, signedIn }), ...rights(deps.refusals) },
  });
  passOn(aedes, signedIn, deps);
  const { server, sockets } = await listen(aedes, signedIn, deps).catch(async (error: unknown) => {
    await new Promise<void>((resolve) => aedes.close(resolve));
    throw error;
  });
  server.on("error", (error) => log.warn({ err: error }, "could not take a connection by MQTT"));
  log.info({ host, port }, "MQTT is served");
  const looking = setInterval(() => {
    cutOffEnded(db, signedIn, log).catch((error: unknown) =>
      log.warn({ err: error }, "could not see whose tokens have ended"),
    );
  }, LOOK_EVERY_MS);
  ears.stands();
  return {
    say: (message) => aedes.publish(packetOf(message), () => undefined),
    isWell: () => server.listening,
    hasAudience: () => signedIn.connected.size > 0,
    close: async () => {
      clearInterval(looking);
      const closed = once(server, "close");
      server.close();
      await new Promise<void>((resolve) => aedes.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

const SOCKETS = { noDelay: true, keepAlive: true, keepAliveInitialDelay: PROBE_AFTER_MS };

async function listen(
  aedes: Aedes,
  signedIn: SignedIn,
  { port, host, refusals }: EmbeddedDeps,
): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer(SOCKETS, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    let client: Client | undefined;
    const isDevice = () => client !== undefined && signedIn.tokens.has(client);
    const { stream, letIn } = withLimit(socket, LIMITS, () =>
      refusals.note("a packet is too long", { deviceId: isDevice() ? client?.id : undefined }),
    );
    client = aedes.handle(stream);
    client.once("connected", letIn);
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(port, host);
  await once(server, "listening");
  return { server, sockets };
}

/** A refused message ends its connection, as 3.1.1 has no other answer; a refused filter is answered so. */
function rights(refusals: Refusals): Pick<AedesOptions, "authorizePublish" | "authorizeSubscribe"> {
  return {
    authorizePublish: (client, packet, done) => {
      const deviceId = client?.id ?? "";
      if (!maySay(deviceId, packet.topic)) {
        refusals.note("not its topic", { deviceId, topic: packet.topic });
        return done(new Error("not its topic"));
      }
      // Events are over once they are taken.
      if (packet.topic === deviceTopic(deviceId, "events")) packet.retain = false;
      done(null);
    },
    authorizeSubscribe: ({ id }, subscription, done) => {
      if (mayHear(id, subscription.topic)) return done(null, subscription);
      refusals.note("not its topic", { deviceId: id, topic: subscription.topic });
      done(null, null);
    },
  };
}

/** Passes on what devices say, and says for each that it is there or gone. */
function passOn(aedes: Aedes, { tokens, connected }: SignedIn, deps: EmbeddedDeps): void {
  const { ears, refusals, log } = deps;
  const tell = (deviceId: string, online: boolean): void => {
    const topic = deviceTopic(deviceId, "status");
    const payload = JSON.stringify({ online });
    aedes.publish(packetOf({ topic, payload, retain: true }), () => undefined);
    ears.hear({ topic, payload: Buffer.from(payload), isRetained: false });
  };
  aedes.on("publish", ({ topic, payload }, client) => {
    const tokenHash = client === null ? undefined : tokens.get(client);
    // A last will is said by one who is gone, which is told below.
    if (client === null || connected.get(client.id) !== client || tokenHash === undefined) return;
    ears.hear({ topic, payload: Buffer.from(payload), isRetained: false, tokenHash });
  });
  aedes.on("client", (client) => {
    if (client.closed) return;
    connected.set(client.id, client);
    if (connected.size === 1) ears.audienceComes();
  });
  aedes.on("clientReady", ({ id }) => tell(id, true));
  aedes.on("clientDisconnect", (client) => {
    // The older of two connections has nothing to say of the newer one.
    if (connected.get(client.id) !== client) return;
    connected.delete(client.id);
    tell(client.id, false);
  });
  aedes.on("connectionError", (_client, error) => {
    if ("errorCode" in error && error.errorCode === KEEPALIVE_EXCEEDED)
      refusals.note("no keep-alive, or one above 60 s", {});
  });
  aedes.on("clientError", (client, { message: reason }) => {
    // Of a stranger it is told by what it was refused for.
    if (!tokens.has(client)) return;
    log.info({ deviceId: client.id, reason }, "a device's connection by MQTT has ended");
  });
}

const packetOf = ({ topic, payload, retain }: Said) =>
  ({ cmd: "publish", topic, payload, retain, qos: 0, dup: false }) as const;
