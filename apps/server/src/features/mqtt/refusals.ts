import type { FastifyBaseLogger } from "fastify";
import type { MqttMetrics } from "./mqtt.metrics.ts";

/** Whoever tries a thousand times fills no log: so often at most a reason is told, with how often it was meanwhile. */
const TELL_EVERY_MS = 1_000;

export interface Refusals {
  /** Counts a refusal and tells of it. */
  note(reason: string, of: { deviceId?: string | undefined; topic?: string }): void;
  /** Tells what is left to tell. */
  close(): void;
}

export function createRefusals(
  log: Pick<FastifyBaseLogger, "warn">,
  metrics: Pick<MqttMetrics, "count">,
): Refusals {
  const untold = new Map<string, { times: number; of: object; timer: NodeJS.Timeout }>();
  const tell = (reason: string): void => {
    const rest = untold.get(reason);
    untold.delete(reason);
    if (rest === undefined || rest.times === 0) return;
    log.warn({ ...rest.of, times: rest.times }, `refused by MQTT: ${reason}`);
  };
  return {
    note: (reason, of) => {
      metrics.count("in", "refused");
      const known = untold.get(reason);
      if (known !== undefined) {
        known.times += 1;
        known.of = of;
        return;
      }
      log.warn({ ...of }, `refused by MQTT: ${reason}`);
      const timer = setTimeout(() => tell(reason), TELL_EVERY_MS).unref();
      untold.set(reason, { times: 0, of, timer });
    },
    close: () => {
      for (const [reason, { timer }] of untold) {
        clearTimeout(timer);
        tell(reason);
      }
    },
  };
}
