import type { Ears, Heard } from "./broker.ts";
import type { ChangeFeed } from "./changes.ts";
import type { Connections } from "./connections.ts";
import type { TableStates } from "./table-states.ts";
import { type TakeDeps, takeEvents } from "./take-events.ts";
import { readTopic } from "./topics.ts";

interface Listening extends Ears {
  /** Whether the broker can be spoken to. */
  isStanding(): boolean;
  /** Hears nothing more, and resolves when all that was heard is answered. */
  stop(): Promise<void>;
}

interface ListenDeps {
  take: TakeDeps;
  connections: Connections;
  states: TableStates;
  feed: () => ChangeFeed;
}

/** What becomes of what a broker brings. */
export function listenWith({ take, connections, states, feed }: ListenDeps): Listening {
  const taking = new Set<Promise<void>>();
  let isStanding = false;
  let isStopping = false;
  const takeIn = (deviceId: string, message: Heard): void => {
    const taken = takeEvents(take, deviceId, message).finally(() => taking.delete(taken));
    taking.add(taken);
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
    falls: () => {
      isStanding = false;
      connections.forget();
    },
    isStanding: () => isStanding && !isStopping,
    stop: async () => {
      isStopping = true;
      await Promise.all(taking);
    },
  };
}
