import type { DeviceEnvelope } from "@babyfoot/contract";
import { GOALS_TO_WIN, type Side } from "../game/match-plan.ts";
import type { Moment } from "../game/moments.ts";
import { type Random, wholeBetween } from "../game/random.ts";
import { type Faults, sensorEdges } from "../network/faults.ts";
import {
  acknowledged,
  emptyOutbox,
  type NewEvent,
  nextEnvelope,
  restarted,
  waiting,
  withEvent,
} from "./outbox.ts";

/** The software of a table that speaks our own protocol. Times are in milliseconds of the table's life. */
export interface NativeDevice {
  react(moment: Moment, atMs: number): void;
  /** How it is; nothing while other news wait, which are news enough. */
  reportHealth(atMs: number): void;
  waiting(): number;
  /** What it sends next; null when everything is acknowledged. */
  envelope(atMs: number): DeviceEnvelope | null;
  acknowledge(bootId: string, acknowledgedSeq: number): void;
}

interface NativeNeeds {
  random: Random;
  newBootId: () => string;
  faults: Pick<Faults, "bounce" | "clockMs">;
  /** The wall clock when the table's life began, in milliseconds since 1970. */
  epochMs: number;
}

export const FIRMWARE = "simulator";
const EVENTS_A_CALL = 100;
const HOUR_MS = 3_600_000;

export function createNativeDevice({
  random,
  newBootId,
  faults,
  epochMs,
}: NativeNeeds): NativeDevice {
  let bootId = newBootId();
  let bootedMs = 0;
  let outbox = emptyOutbox(bootId);
  let score = { red: 0, blue: 0 };
  let newestMs = 0;
  const fullPercent = wholeBetween(random, 60, 100);
  const wallClock = (atMs: number) => new Date(epochMs + atMs + faults.clockMs).toISOString();
  const clock = (atMs: number) =>
    faults.clockMs === 0
      ? { uptimeMs: Math.round(atMs - bootedMs) }
      : { occurredAt: wallClock(atMs) };
  const add = (event: NewEvent, atMs: number) => {
    newestMs = atMs;
    outbox = withEvent(outbox, event);
  };
  const countGoal = (side: Side, atMs: number) => {
    for (const edgeMs of sensorEdges(random, faults.bounce))
      add({ ...clock(atMs + edgeMs), type: "goal", side }, atMs + edgeMs);
    score[side] += 1;
    if (score[side] === GOALS_TO_WIN) add({ ...clock(newestMs), type: "match_ended" }, newestMs);
  };

  return {
    react: (moment, atMs) => {
      switch (moment.type) {
        case "kick_off":
          score = { red: 0, blue: 0 };
          return add({ ...clock(atMs), type: "match_started" }, atMs);
        case "restart":
          bootId = newBootId();
          bootedMs = atMs;
          outbox = restarted(outbox, bootId);
          return;
        case "goal":
          return countGoal(moment.side, atMs);
        default:
          return moment satisfies never;
      }
    },
    reportHealth: (atMs) => {
      if (waiting(outbox) > 0) return;
      const batteryPercent = Math.max(5, fullPercent - Math.floor(atMs / HOUR_MS));
      const rssiDbm = wholeBetween(random, -72, -55);
      const health = { batteryPercent, rssiDbm, firmware: FIRMWARE };
      add({ ...clock(atMs), type: "health", ...health }, atMs);
    },
    waiting: () => waiting(outbox),
    envelope: (atMs) => {
      const envelope = nextEnvelope(outbox, EVENTS_A_CALL);
      if (envelope === null) return null;
      const sentMs = Math.max(atMs, newestMs);
      if (faults.clockMs !== 0) return { ...envelope, sentAt: wallClock(sentMs) };
      // Of a run before a restart the present uptime says nothing.
      if (envelope.bootId !== bootId) return envelope;
      return { ...envelope, sentUptimeMs: Math.round(sentMs - bootedMs) };
    },
    acknowledge: (boot, seq) => {
      outbox = acknowledged(outbox, boot, seq);
    },
  };
}
