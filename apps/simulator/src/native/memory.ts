import type { DeviceEnvelope } from "@babyfoot/contract";
import {
  acknowledged,
  emptyOutbox,
  type NewEvent,
  nextEnvelope,
  restarted,
  waiting,
  withEvent,
} from "./outbox.ts";

type WithoutClock<Event> = Event extends unknown ? Omit<Event, "uptimeMs" | "occurredAt"> : never;
/** An event before it has its number and its time. */
export type News = WithoutClock<NewEvent>;

/** A device's outbox with its clock. Times are in milliseconds of the table's life. */
export interface Memory {
  keep(news: News, atMs: number): void;
  restart(atMs: number): void;
  waiting(): number;
  /** What to send next; null when everything is acknowledged. */
  envelope(atMs: number): DeviceEnvelope | null;
  acknowledge(bootId: string, acknowledgedSeq: number): void;
}

export interface MemoryNeeds {
  newBootId: () => string;
  /** How far its clock of the time of day is off; with 0 it has none and tells its uptime. */
  clockMs: number;
  /** The true time of day when the table's life began, in milliseconds since 1970. */
  epochMs: number;
}

const EVENTS_A_CALL = 100;

export function createMemory({ newBootId, clockMs, epochMs }: MemoryNeeds): Memory {
  let bootId = newBootId();
  let bootedMs = 0;
  let newestMs = 0;
  let outbox = emptyOutbox(bootId);
  const timeOfDay = (atMs: number) => new Date(epochMs + atMs + clockMs).toISOString();
  const uptime = (atMs: number) => Math.round(atMs - bootedMs);
  return {
    keep: (news, atMs) => {
      const clock = clockMs === 0 ? { uptimeMs: uptime(atMs) } : { occurredAt: timeOfDay(atMs) };
      newestMs = atMs;
      outbox = withEvent(outbox, { ...news, ...clock });
    },
    restart: (atMs) => {
      bootId = newBootId();
      bootedMs = atMs;
      outbox = restarted(outbox, bootId);
    },
    waiting: () => waiting(outbox),
    envelope: (atMs) => {
      const envelope = nextEnvelope(outbox, EVENTS_A_CALL);
      if (envelope === null) return null;
      const sentMs = Math.max(atMs, newestMs);
      if (clockMs !== 0) return { ...envelope, sentAt: timeOfDay(sentMs) };
      // Of a run before a restart the present uptime says nothing.
      if (envelope.bootId !== bootId) return envelope;
      return { ...envelope, sentUptimeMs: uptime(sentMs) };
    },
    acknowledge: (boot, seq) => {
      outbox = acknowledged(outbox, boot, seq);
    },
  };
}
