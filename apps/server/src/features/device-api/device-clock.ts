/** What a call says about the device's clocks; instants and durations in milliseconds. */
export interface CallClock {
  receivedAt: number;
  sentUptimeMs: number | undefined;
  sentAt: number | undefined;
  /** The newest wall-clock instant among the call's events. */
  newestOccurredAt: number | undefined;
}

/** Our time less the device's, by the quickest message of its run so far; null for a clock not yet read. */
export interface Offsets {
  clockOffsetMs: number | null;
  wallOffsetMs: number | null;
}

export const NO_OFFSETS: Offsets = { clockOffsetMs: null, wallOffsetMs: null };

/** How to turn the device's clocks into ours. */
export interface ClockReading extends Offsets {
  /** To add to the device's wall clock; 0 while it is right within two seconds. */
  wallCorrectionMs: number;
  /** How far the wall clock is off, for the alert; null without one. */
  skewMs: number | null;
}

const TOLERATED_SKEW_MS = 2_000;
/** Devices keep a day of events; an older instant comes from a wrong clock. */
const OLDEST_BUFFERED_MS = 24 * 3_600_000;
/** No table was connected before; a clock that says so was not set yet. */
const CLOCK_NOT_SET_BEFORE = Date.UTC(2020, 0, 1);
/** Guessed delays of the network differ by less than this. */
const STEP_MS = 60_000;

const smallest = (known: number | null, measured: number | undefined): number | null => {
  if (measured === undefined) return known;
  return known === null ? measured : Math.min(known, measured);
};

/**
 * Reads the clocks of a call. Offsets are the smallest seen in the run, since the network only ever adds delay. A
 * wall clock is measured by `sentAt`; without it, it is wrong only when it tells what cannot be: the future, longer
 * ago than any device remembers, or that it has gone back (`stepped`).
 */
export function readClock(call: CallClock, known: Offsets, stepped = false): ClockReading {
  const { receivedAt, sentUptimeMs, sentAt, newestOccurredAt } = call;
  const since = (told: number | undefined) => (told === undefined ? undefined : receivedAt - told);
  const clockOffsetMs = smallest(known.clockOffsetMs, since(sentUptimeMs));
  const wallOffsetMs = smallest(known.wallOffsetMs, since(sentAt));
  if (wallOffsetMs !== null) {
    const wrong = Math.abs(wallOffsetMs) > TOLERATED_SKEW_MS;
    return {
      clockOffsetMs,
      wallOffsetMs,
      wallCorrectionMs: wrong ? wallOffsetMs : 0,
      skewMs: wallOffsetMs,
    };
  }
  const lag = since(newestOccurredAt);
  if (lag === undefined) return { clockOffsetMs, wallOffsetMs, wallCorrectionMs: 0, skewMs: null };
  const impossible = stepped || lag < -TOLERATED_SKEW_MS || lag > OLDEST_BUFFERED_MS;
  return { clockOffsetMs, wallOffsetMs, wallCorrectionMs: impossible ? lag : 0, skewMs: lag };
}

interface Told {
  uptimeMs: number | undefined;
  occurredAt: number | undefined;
}

/** The instant that the device gives to an event, in our time; undefined when its clock was not set. */
export function instantTold(event: Told, clock: ClockReading): number | undefined {
  const { uptimeMs, occurredAt } = event;
  if (uptimeMs !== undefined && clock.clockOffsetMs !== null) return uptimeMs + clock.clockOffsetMs;
  if (occurredAt === undefined) return undefined;
  const told = occurredAt + clock.wallCorrectionMs;
  return told < CLOCK_NOT_SET_BEFORE ? undefined : told;
}

/** Whether the clock went back: the newest event of the run would be long before the one that came before it. */
export function hasSteppedBack(
  newest: Told,
  clock: ClockReading,
  lastSeqAt: number | null,
): boolean {
  const told = instantTold(newest, clock);
  return told !== undefined && lastSeqAt !== null && told < lastSeqAt - STEP_MS;
}
