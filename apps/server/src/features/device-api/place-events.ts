import type { DeviceEvent } from "@babyfoot/contract";
import type { EntryBody } from "@babyfoot/domain";
import { newId } from "../../platform/ids.ts";
import type { Head, LogEntry } from "../play/play.service.ts";
import { type ClockReading, placeEvent } from "./device-clock.ts";
import type { Boot, DeviceRow } from "./ingest.queries.ts";
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
  clock: ClockReading;
  receivedAt: number;
  /** Instants given in this boot, by seq, in order; filled only when something is late. */
  neighbours: { seq: number; at: number }[];
}

/** Gives new events of a boot, in order of seq, their place in the table's log, and remembers them as seen. */
export function placeEvents(placing: Placing, events: readonly DeviceEvent[]): LogEntry[] {
  const { device, head, boot, neighbours } = placing;
  const floor = notBefore(head, device.id);
  return events.flatMap((event) => {
    const newest = event.seq > highestSeen(boot.seen);
    boot.seen = withSeen(boot.seen, event.seq);
    const body = bodyOf(event);
    if (body === null) return [];
    const at = instantOf(placing, event, { newest, floor });
    if (newest) boot.lastSeqAt = at;
    insertNeighbour(neighbours, { seq: event.seq, at });
    const deviceMs =
      event.uptimeMs ?? (event.occurredAt === undefined ? null : Date.parse(event.occurredAt));
    return [
      {
        id: newId(),
        tableId: device.tableId,
        at,
        boot: boot.ordinal,
        seq: event.seq,
        source: "device" as const,
        deviceId: device.id,
        bootId: boot.bootId,
        deviceMs,
        receivedAt: placing.receivedAt,
        actorId: null,
        body,
      },
    ];
  });
}

function instantOf(
  { boot, clock, receivedAt, neighbours }: Placing,
  event: DeviceEvent,
  { newest, floor }: { newest: boolean; floor: number },
): number {
  const after = newest
    ? (boot.lastSeqAt ?? 0)
    : (neighbours.findLast((other) => other.seq < event.seq)?.at ?? 0);
  const before = newest
    ? Number.POSITIVE_INFINITY
    : (neighbours.find((other) => other.seq > event.seq)?.at ?? Number.POSITIVE_INFINITY);
  const told = {
    uptimeMs: event.uptimeMs,
    occurredAt: event.occurredAt === undefined ? undefined : Date.parse(event.occurredAt),
  };
  const notBeforeOthers = Math.min(floor, before);
  return placeEvent(told, clock, { receivedAt, notBefore: notBeforeOthers, after, before });
}

function insertNeighbour(
  neighbours: { seq: number; at: number }[],
  one: { seq: number; at: number },
): void {
  const index = neighbours.findIndex((other) => other.seq > one.seq);
  if (index === -1) neighbours.push(one);
  else neighbours.splice(index, 0, one);
}
