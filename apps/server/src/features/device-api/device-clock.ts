/** What a call says about the device's clocks; instants and durations in milliseconds. */
export interface CallClock {
  receivedAt: number;
  sentUptimeMs: number | undefined;
  sentAt: number | undefined;
  /** The newest wall-clock instant among the call's events. */
  newestOccurredAt: number | undefined;
}

/** How to turn the device's clocks into ours. */
export interface ClockReading {
  /** Ours less the device's uptime, by the quickest message of this boot; null without an uptime clock. */
  uptimeOffsetMs: number | null;
  /** To add to the device's wall clock; 0 while it is right within two seconds. */
  wallCorrectionMs: number;
  /** How far the wall clock is off, for the alert; null without one. */
  skewMs: number | null;
}

const TOLERATED_SKEW_MS = 2_000;
/** Devices keep a day of events; an older instant comes from a wrong clock. */
const OLDEST_BUFFERED_MS = 24 * 3_600_000;

/**
 * Reads the clocks of a call. The uptime offset is the smallest seen in the boot, since the network only ever adds
 * delay. A wall clock is measured by `sentAt`; without it, it is wrong only when it tells what cannot be: the
 * future, or longer ago than any device remembers.
 */
export function readClock(call: CallClock, knownOffsetMs: number | null): ClockReading {
  const { receivedAt, sentUptimeMs, sentAt, newestOccurredAt } = call;
  const offset = sentUptimeMs === undefined ? null : receivedAt - sentUptimeMs;
  const uptimeOffsetMs =
    offset === null
      ? knownOffsetMs
      : knownOffsetMs === null
        ? offset
        : Math.min(offset, knownOffsetMs);
  if (sentAt !== undefined) {
    const skew = receivedAt - sentAt;
    const wrong = Math.abs(skew) > TOLERATED_SKEW_MS;
    return { uptimeOffsetMs, wallCorrectionMs: wrong ? skew : 0, skewMs: skew };
  }
  if (newestOccurredAt === undefined) return { uptimeOffsetMs, wallCorrectionMs: 0, skewMs: null };
  const lag = receivedAt - newestOccurredAt;
  const impossible = lag < -TOLERATED_SKEW_MS || lag > OLDEST_BUFFERED_MS;
  return { uptimeOffsetMs, wallCorrectionMs: impossible ? lag : 0, skewMs: lag };
}

/**
 * The instant of an event: never after its receipt, never before what others have said of the table meanwhile, and
 * between its neighbours of the same boot.
 */
export function placeEvent(
  event: { uptimeMs: number | undefined; occurredAt: number | undefined },
  clock: ClockReading,
  bounds: { receivedAt: number; notBefore: number; after: number; before: number },
): number {
  const told =
    event.uptimeMs !== undefined && clock.uptimeOffsetMs !== null
      ? event.uptimeMs + clock.uptimeOffsetMs
      : event.occurredAt !== undefined
        ? event.occurredAt + clock.wallCorrectionMs
        : bounds.receivedAt;
  const earliest = Math.max(bounds.notBefore, bounds.after);
  return Math.round(Math.max(earliest, Math.min(told, bounds.receivedAt, bounds.before)));
}
