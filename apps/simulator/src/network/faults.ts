import { between, chance, type Random, wholeBetween } from "../game/random.ts";

/** What goes wrong on purpose. All but the clock are probabilities. */
export interface Faults {
  /** A message, or the answer to it, is lost. */
  loss: number;
  /** A message arrives twice. */
  repeat: number;
  /** A message is overtaken by later ones. */
  reorder: number;
  /** After a goal the device or board restarts. */
  restart: number;
  /** A native device's sensor sees several edges of one ball. */
  bounce: number;
  /** A board counts a ball that is held before its sensor again and again. */
  held: number;
  /** How far a native device's clock is off, in milliseconds; with 0 it has none and sends its uptime. */
  clockMs: number;
}

export const NO_FAULTS: Faults = {
  loss: 0,
  repeat: 0,
  reorder: 0,
  restart: 0,
  bounce: 0,
  held: 0,
  clockMs: 0,
};

/** What the network does with one message. Times are in milliseconds. */
export type Fate =
  | { type: "delivered" }
  | { type: "request_lost" }
  | { type: "answer_lost" }
  | { type: "repeated"; afterMs: number }
  | { type: "late"; afterMs: number };

/** Draws what becomes of a message. */
export function drawFate(random: Random, { loss, repeat, reorder }: Faults): Fate {
  if (chance(random, loss)) return { type: chance(random, 0.5) ? "request_lost" : "answer_lost" };
  if (chance(random, repeat)) return { type: "repeated", afterMs: between(random, 50, 2_000) };
  if (chance(random, reorder)) return { type: "late", afterMs: between(random, 2_000, 15_000) };
  return { type: "delivered" };
}

const BOUNCE_MS = 70;

/** When a sensor sees a ball, after it has come, in milliseconds: once, or three to five times within 70 ms. */
export function sensorEdges(random: Random, probability: number): number[] {
  if (!chance(random, probability)) return [0];
  const more = wholeBetween(random, 2, 4);
  const edges = Array.from({ length: more }, () => wholeBetween(random, 1, BOUNCE_MS));
  return [0, ...edges.sort((a, b) => a - b)];
}
