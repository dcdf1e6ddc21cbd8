import type { DeviceEnvelope, DeviceEvent } from "@babyfoot/contract";

type WithoutSeq<Event> = Event extends unknown ? Omit<Event, "seq"> : never;
/** An event before it has its number. */
export type NewEvent = WithoutSeq<DeviceEvent>;

/** One run of a device, from a start to the next: its numbers begin at 1. */
interface Run {
  readonly bootId: string;
  readonly nextSeq: number;
  /** Not acknowledged yet, by rising seq. */
  readonly pending: readonly DeviceEvent[];
}

/** What a device has still to send: the runs that left something behind, and the present one, which is the last. */
export interface Outbox {
  readonly earlier: readonly Run[];
  readonly present: Run;
}

/** A device has memory for so many events. */
export const CAPACITY = 5_000;

const freshRun = (bootId: string): Run => ({ bootId, nextSeq: 1, pending: [] });

export const emptyOutbox = (bootId: string): Outbox => ({
  earlier: [],
  present: freshRun(bootId),
});

/** How many events wait. */
export const waiting = ({ earlier, present }: Outbox): number =>
  [...earlier, present].reduce((total, run) => total + run.pending.length, 0);

/** Numbers an event and keeps it. With the memory full it is lost, without a number, so that no gap remains. */
export function withEvent(outbox: Outbox, event: NewEvent): Outbox {
  if (waiting(outbox) >= CAPACITY) return outbox;
  const { bootId, nextSeq, pending } = outbox.present;
  const numbered: DeviceEvent = { ...event, seq: nextSeq };
  return { ...outbox, present: { bootId, nextSeq: nextSeq + 1, pending: [...pending, numbered] } };
}

/** After a restart: numbers begin again under another boot id, and what was not acknowledged is still there. */
export function restarted({ earlier, present }: Outbox, bootId: string): Outbox {
  const left = present.pending.length === 0 ? earlier : [...earlier, present];
  return { earlier: left, present: freshRun(bootId) };
}

/** The oldest events that wait, at most `most`, of one run; null when nothing waits. */
export function nextEnvelope({ earlier, present }: Outbox, most: number): DeviceEnvelope | null {
  const run = earlier[0] ?? present;
  if (run.pending.length === 0) return null;
  return { bootId: run.bootId, events: run.pending.slice(0, most) };
}

/** Forgets what the server has said to hold for good, and nothing above it. */
export function acknowledged(
  { earlier, present }: Outbox,
  bootId: string,
  acknowledgedSeq: number,
): Outbox {
  const forget = (run: Run): Run =>
    run.bootId === bootId
      ? { ...run, pending: run.pending.filter(({ seq }) => seq > acknowledgedSeq) }
      : run;
  return {
    earlier: earlier.map(forget).filter(({ pending }) => pending.length > 0),
    present: forget(present),
  };
}
