import type { Ears, Heard } from "./broker.ts";
import type { ChangeFeed } from "./changes.ts";
import type { Connections } from "./connections.ts";
import type { TableStates } from "./table-states.ts";
import { type TakeDeps, takeEvents, turnAway } from "./take-events.ts";
import { readTopic } from "./topics.ts";

/**
 * PUBACK goes out before anything is stored, so nothing else slows down a device while the database stalls. One that
 * waits for its acks has one envelope under way.
 */
const MOST_OF_A_DEVICE = 8;
/** Of all devices together; what is read of it takes several times as much. */
const MOST_BYTES = 32 * 1024 * 1024;

interface Listening extends Ears {
  /** Whether the broker can be spoken to. */
  isStanding(): boolean;
  /** Whether it is of use to say how tables stand. */
  isHeard(): boolean;
  /** Hears nothing more, and resolves when all that was heard is answered. */
  stop(): Promise<void>;
}

interface ListenDeps {
  take: TakeDeps;
  connections: Connections;
  states: TableStates;
  feed: () => ChangeFeed;
  hasAudience: () => boolean;
}

/** What becomes of what a broker brings. */
export function listenWith(deps: ListenDeps): Listening {
  const { take, connections, states, feed, hasAudience } = deps;
  const underWay = createUnderWay();
  let isStanding = false;
  let isStopping = false;
  const takeIn = (deviceId: string, message: Heard): void => {
    const { length } = message.payload;
    if (!underWay.hasRoom(deviceId, length)) turnAway(take, deviceId);
    else underWay.add(deviceId, length, takeEvents(take, deviceId, message));
  };
  return {
    hear: (message) => {
      const topic = readTopic(message.topic);
      if (isStopping || topic === undefined) return;
      const { payload, isRetained } = message;
      if (topic.of === "table") {
        if (payload.length > 0) states.hear(topic.code);
      } else if (topic.channel === "status") connections.hear(topic.deviceId, payload, isRetained);
      else if (topic.channel === "events" && !isRetained) takeIn(topic.deviceId, message);
    },
    stands: () => {
      isStanding = true;
      feed().begin();
    },
    audienceComes: () => feed().begin(),
    falls: () => {
      isStanding = false;
      connections.forget();
      states.forget();
    },
    isStanding: () => isStanding && !isStopping,
    isHeard: () => isStanding && !isStopping && hasAudience(),
    stop: async () => {
      isStopping = true;
      await underWay.idle();
    },
  };
}

interface UnderWay {
  hasRoom(deviceId: string, bytes: number): boolean;
  add(deviceId: string, bytes: number, work: Promise<void>): void;
  idle(): Promise<void>;
}

/** What has been heard and is not answered yet. */
function createUnderWay(): UnderWay {
  const taking = new Set<Promise<void>>();
  const ofDevices = new Map<string, number>();
  let held = 0;
  return {
    hasRoom: (deviceId, bytes) =>
      (ofDevices.get(deviceId) ?? 0) < MOST_OF_A_DEVICE && held + bytes <= MOST_BYTES,
    add: (deviceId, bytes, work) => {
      ofDevices.set(deviceId, (ofDevices.get(deviceId) ?? 0) + 1);
      held += bytes;
      const taken = work.finally(() => {
        taking.delete(taken);
        held -= bytes;
        const left = (ofDevices.get(deviceId) ?? 0) - 1;
        if (left > 0) ofDevices.set(deviceId, left);
        else ofDevices.delete(deviceId);
      });
      taking.add(taken);
    },
    idle: async () => {
      await Promise.all(taking);
    },
  };
}
