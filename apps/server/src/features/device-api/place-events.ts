import type { DeviceEvent } from "@babyfoot/contract";
import type { EntryBody } from "@babyfoot/domain";
import { newId } from "../../platform/ids.ts";
import type { Head, LogEntry } from "../play/play.service.ts";
import { betweenRuns } from "./boot-order.ts";
import type { Boot } from "./boots.queries.ts";
import { type ClockReading, instantTold } from "./device-clock.ts";
import type { DeviceRow } from "./ingest.queries.ts";
import { highestSeen, withSeen } from "./seen-ranges.ts";

/** The event as the game sees it; null for what is not about the game. */
export function bodyOf(event: DeviceEvent): EntryBody | null {
  switch (event.type) {
    case "goal":
    case "goal_cancelled":
      return { type: event.type, side: event.side };
    case "score":
      return { type: "score", red: event.red, blue: event.blue };
    case "match_started":
    case "match_ended":
      return { type: event.type };
    case "card":
    case "health":
      return null;
    default:
      return event satisfies never;
  }
}

/** The newest entry that others than this device have made: its late events never go before it. */
export function notBefore(head: Head, deviceId: string): number {
  let newest = 0;
  for (const [voice, at] of head.heard) if (voice !== deviceId && at > newest) newest = at;
  return newest;
}

interface Placing {
  device: DeviceRow;
  head: Head;
  boot: Boot;
  /** Runs of the device that this transaction has changed. */
  siblings: Iterable<Boot>;
  clock: ClockReading;
  receivedAt: number;
  /** Instants given in this boot, by seq, in order; filled only when something is late. */
  neighbours: { seq: number; at: number }[];
}

/** Gives new events of a boot, in order of seq, their place in the table's log, and remembers them as seen. */
export function placeEvents(placing: Placing, events: readonly DeviceEvent[]): LogEntry[] {
  const { boot, head, device } = placing;
  const floor = notBefore(head, device.id);
  const told = instantsTold(placing, events);
  const entries: LogEntry[] = [];
  events.forEach((event, index) => {
    const newest = event.seq > highestSeen(boot.seen);
    boot.seen = withSeen(boot.seen, event.seq);
    const body = bodyOf(event);
    if (body === null) return;
    const at = placeOf(placing, event, { told: told[index] ?? Infinity, newest, floor });
    entries.push(entryOf(placing, event, body, at));
  });
  return entries;
}

/** The instant at which an event stands in the log, in milliseconds. */
function placeOf(
  placing: Placing,
  event: DeviceEvent,
  { told, newest, floor }: { told: number; newest: boolean; floor: number },
): number {
  const { boot, siblings, clock, receivedAt, neighbours } = placing;
  const after = newest ? (boot.lastSeqAt ?? 0) : instantBefore(neighbours, event.seq);
  const before = newest ? Number.POSITIVE_INFINITY : instantAfter(neighbours, event.seq);
  const exact = event.uptimeMs === undefined && clock.wallCorrectionMs === 0;
  const wanted = betweenRuns({ told: Math.min(told, receivedAt), exact }, boot, siblings);
  const latest = Math.min(wanted, before);
  const at = Math.round(Math.max(Math.min(floor, before), after, latest));
  boot.firstAt = Math.min(boot.firstAt ?? at, at);
  if (before === Number.POSITIVE_INFINITY) boot.lastSeqAt = at;
  insertNeighbour(neighbours, { seq: event.seq, at });
  return at;
}

function entryOf(
  { device, boot, receivedAt }: Placing,
  event: DeviceEvent,
  body: EntryBody,
  at: number,
): LogEntry {
  const { uptimeMs, occurredAt } = timesOf(event);
  return {
    id: newId(),
    tableId: device.tableId,
    at,
    boot: boot.ordinal,
    seq: event.seq,
    source: "device",
    deviceId: device.id,
    bootId: boot.bootId,
    deviceMs: uptimeMs ?? occurredAt ?? null,
    receivedAt,
    actorId: null,
    body,
  };
}

/** The clocks of an event, in milliseconds. */
export const timesOf = ({ uptimeMs, occurredAt }: DeviceEvent) => ({
  uptimeMs,
  occurredAt: occurredAt === undefined ? undefined : Date.parse(occurredAt),
});

/** What was noticed before the clock was set happened before what came next. */
function instantsTold({ clock, receivedAt }: Placing, events: readonly DeviceEvent[]): number[] {
  const told = new Array<number>(events.length);
  let next = receivedAt;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event !== undefined) next = instantTold(timesOf(event), clock) ?? next;
    told[index] = next;
  }
  return told;
}

/** Between which instants of its boot an event lies that is not its newest. */
const instantBefore = (neighbours: Placing["neighbours"], seq: number): number =>
  neighbours.findLast((other) => other.seq < seq)?.at ?? 0;

const instantAfter = (neighbours: Placing["neighbours"], seq: number): number =>
  neighbours.find((other) => other.seq > seq)?.at ?? Number.POSITIVE_INFINITY;

function insertNeighbour(
  neighbours: { seq: number; at: number }[],
  one: { seq: number; at: number },
): void {
  const index = neighbours.findIndex((other) => other.seq > one.seq);
  if (index === -1) neighbours.push(one);
  else neighbours.splice(index, 0, one);
}
