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
  return Math.max(
    0,
    ...Object.entries(head.heard).map(([voice, at]) => (voice === deviceId ? 0 : at)),
  );
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
  const { boot, neighbours } = placing;
  const floor = notBefore(placing.head, placing.device.id);
  const told = instantsTold(placing, events);
  return events.flatMap((event, index) => {
    const newest = event.seq > highestSeen(boot.seen);
    boot.seen = withSeen(boot.seen, event.seq);
    const body = bodyOf(event);
    if (body === null) return [];
    const near = newest
      ? { after: boot.lastSeqAt ?? 0, before: Number.POSITIVE_INFINITY }
      : around(neighbours, event.seq);
    const exact = event.uptimeMs === undefined && placing.clock.wallCorrectionMs === 0;
    const wanted = betweenRuns(
      { told: Math.min(told[index] ?? Infinity, placing.receivedAt), exact },
      boot,
      placing.siblings,
    );
    const latest = Math.min(wanted, near.before);
    const at = Math.round(Math.max(Math.min(floor, near.before), near.after, latest));
    boot.firstAt = Math.min(boot.firstAt ?? at, at);
    if (near.before === Number.POSITIVE_INFINITY) boot.lastSeqAt = at;
    insertNeighbour(neighbours, { seq: event.seq, at });
    return [entryOf(placing, event, body, at)];
  });
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
function instantsTold(
  { clock, receivedAt }: Placing,
  events: readonly DeviceEvent[],
): readonly number[] {
  let next = receivedAt;
  return events
    .toReversed()
    .map((event) => {
      next = instantTold(timesOf(event), clock) ?? next;
      return next;
    })
    .toReversed();
}

/** Between which instants of its boot an event lies. */
function around(neighbours: Placing["neighbours"], seq: number): { after: number; before: number } {
  return {
    after: neighbours.findLast((other) => other.seq < seq)?.at ?? 0,
    before: neighbours.find((other) => other.seq > seq)?.at ?? Number.POSITIVE_INFINITY,
  };
}

function insertNeighbour(
  neighbours: { seq: number; at: number }[],
  one: { seq: number; at: number },
): void {
  const index = neighbours.findIndex((other) => other.seq > one.seq);
  if (index === -1) neighbours.push(one);
  else neighbours.splice(index, 0, one);
}
