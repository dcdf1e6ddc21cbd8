import { deviceStatusSchema } from "@babyfoot/contract";
import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import { markGone, markThere } from "../devices/devices.service.ts";

/** Less than a third of the silence after which a device is offline. */
const TELL_AGAIN_EVERY_MS = 12_000;

/** Whoever comes back within it was never gone: a newer connection ends the older first. */
const GONE_AFTER_MS = 1_000;

export interface Connections {
  /** What a device has said of itself, or its broker of it. */
  hear(deviceId: string, payload: Buffer, isRetained: boolean): void;
  /** Those that are connected now. */
  present(): ReadonlySet<string>;
  /** Nothing is known any more: who stays silent is offline after a while. */
  forget(): void;
  close(): Promise<void>;
}

const isOnline = (payload: Buffer): boolean | undefined => {
  try {
    return deviceStatusSchema.safeParse(JSON.parse(payload.toString())).data?.online;
  } catch {
    return undefined;
  }
};

/** Who is connected by MQTT, written where everybody sees it. */
export function followConnections(db: Db, log: Pick<FastifyBaseLogger, "warn">): Connections {
  const present = new Set<string>();
  const changed = new Set<string>();
  let writing: Promise<void> | undefined;

  const writeOnce = async (): Promise<void> => {
    const ids = [...changed];
    changed.clear();
    const there = ids.filter((id) => present.has(id));
    const gone = ids.filter((id) => !present.has(id));
    if (there.length > 0) await markThere(db, there);
    if (gone.length > 0) await markGone(db, gone);
  };
  const write = (): void => {
    writing ??= (async () => {
      try {
        while (changed.size > 0) await writeOnce();
      } catch (error) {
        log.warn({ err: error }, "could not write which devices are connected");
      }
      writing = undefined;
    })();
  };
  const leaving = new Map<string, NodeJS.Timeout>();
  const note = (deviceId: string, online: boolean): void => {
    clearTimeout(leaving.get(deviceId));
    leaving.delete(deviceId);
    if (online) present.add(deviceId);
    else present.delete(deviceId);
    changed.add(deviceId);
    write();
  };
  const timer = setInterval(() => {
    for (const id of present) changed.add(id);
    write();
  }, TELL_AGAIN_EVERY_MS);
  return {
    hear: (deviceId, payload, isRetained) => {
      const online = isOnline(payload);
      // That it was gone before is known already, and it may speak another way now.
      if (online === undefined || (isRetained && !online)) return;
      if (online) return note(deviceId, true);
      clearTimeout(leaving.get(deviceId));
      leaving.set(
        deviceId,
        setTimeout(() => note(deviceId, false), GONE_AFTER_MS),
      );
    },
    present: () => present,
    forget: () => present.clear(),
    close: async () => {
      clearInterval(timer);
      for (const one of leaving.values()) clearTimeout(one);
      await writing;
    },
  };
}
