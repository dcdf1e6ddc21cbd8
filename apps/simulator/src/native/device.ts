import { GOALS_TO_WIN, type Side } from "../game/match-plan.ts";
import type { Moment } from "../game/moments.ts";
import { type Random, wholeBetween } from "../game/random.ts";
import { type Faults, sensorEdges } from "../network/faults.ts";
import { createMemory, type Memory, type MemoryNeeds } from "./memory.ts";

/** The software of a table that speaks our own protocol. Times are in milliseconds of the table's life. */
export interface NativeDevice extends Pick<Memory, "waiting" | "envelope" | "acknowledge"> {
  react(moment: Moment, atMs: number): void;
  /** Those who play hold their cards to the reader, unless they have done so not long ago. */
  tapIn(atMs: number): void;
  /** How it is; nothing while other news wait, which are news enough. */
  reportHealth(atMs: number): void;
}

interface NativeNeeds extends Pick<MemoryNeeds, "newBootId" | "epochMs"> {
  random: Random;
  faults: Pick<Faults, "bounce" | "clockMs">;
  /** The numbers of the cards of those who play here. */
  cards?: readonly string[];
}

const FIRMWARE = "simulator";
const HOUR_MS = 3_600_000;
/** By then whoever finds a table free has given it back. */
const TURN_MS = 26 * 60_000;

export function createNativeDevice({
  random,
  faults,
  cards = [],
  ...needs
}: NativeNeeds): NativeDevice {
  const memory = createMemory({ ...needs, clockMs: faults.clockMs });
  const fullPercent = wholeBetween(random, 60, 100);
  let score = { red: 0, blue: 0 };
  let tapsFromMs = 0;

  const tapIn = (atMs: number) => {
    if (atMs < tapsFromMs) return;
    tapsFromMs = atMs + TURN_MS;
    for (const uid of cards) memory.keep({ type: "card", uid }, atMs);
  };
  const countGoal = (side: Side, atMs: number) => {
    const edges = sensorEdges(random, faults.bounce).map((edgeMs) => atMs + edgeMs);
    for (const edgeMs of edges) memory.keep({ type: "goal", side }, edgeMs);
    score[side] += 1;
    if (score[side] !== GOALS_TO_WIN) return;
    memory.keep({ type: "match_ended" }, Math.max(...edges));
    tapIn(Math.max(...edges));
  };

  return {
    react: (moment, atMs) => {
      switch (moment.type) {
        case "kick_off":
          score = { red: 0, blue: 0 };
          return memory.keep({ type: "match_started" }, atMs);
        case "restart":
          return memory.restart(atMs);
        case "goal":
          return countGoal(moment.side, atMs);
        default:
          return moment satisfies never;
      }
    },
    tapIn,
    reportHealth: (atMs) => {
      if (memory.waiting() > 0) return;
      const batteryPercent = Math.max(5, fullPercent - Math.floor(atMs / HOUR_MS));
      const rssiDbm = wholeBetween(random, -72, -55);
      memory.keep({ type: "health", batteryPercent, rssiDbm, firmware: FIRMWARE }, atMs);
    },
    waiting: memory.waiting,
    envelope: memory.envelope,
    acknowledge: memory.acknowledge,
  };
}
