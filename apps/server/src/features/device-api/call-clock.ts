import type { DeviceEvent } from "@babyfoot/contract";
import type { Boot } from "./boots.queries.ts";
import {
  type CallClock,
  type ClockReading,
  hasSteppedBack,
  NO_OFFSETS,
  readClock,
} from "./device-clock.ts";
import type { ReadEnvelope } from "./envelope.ts";
import { timesOf } from "./place-events.ts";
import { highestSeen } from "./seen-ranges.ts";

/** The clocks of a call whose new events are `fresh`, in order of seq; one that went back is read anew. */
export function clockOfCall(
  { read, receivedAt }: { read: ReadEnvelope; receivedAt: number },
  boot: Boot,
  fresh: readonly DeviceEvent[],
): ClockReading {
  const call = callClock(read, receivedAt);
  const clock = readClock(call, boot);
  const newest = fresh.at(-1);
  if (newest === undefined || newest.seq < highestSeen(boot.seen)) return clock;
  const stepped = hasSteppedBack(timesOf(newest), clock, boot.lastSeqAt);
  return stepped ? readClock(call, NO_OFFSETS, true) : clock;
}

function callClock({ envelope, events }: ReadEnvelope, receivedAt: number): CallClock {
  let newestOccurredAt: number | undefined;
  for (const { uptimeMs, occurredAt } of events)
    if (occurredAt !== undefined && uptimeMs === undefined)
      newestOccurredAt = Math.max(newestOccurredAt ?? -Infinity, Date.parse(occurredAt));
  return {
    receivedAt,
    sentUptimeMs: envelope.sentUptimeMs ?? newestUptime(events),
    sentAt: envelope.sentAt === undefined ? undefined : Date.parse(envelope.sentAt),
    newestOccurredAt,
  };
}

/** A device that does not say when it sent has sent at its newest event, at the earliest. */
function newestUptime(events: DeviceEvent[]): number | undefined {
  let newest: number | undefined;
  for (const { uptimeMs } of events)
    if (uptimeMs !== undefined) newest = Math.max(newest ?? 0, uptimeMs);
  return newest;
}
