import type { DeviceEnvelope } from "@babyfoot/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  acknowledged,
  CAPACITY,
  emptyOutbox,
  type NewEvent,
  nextEnvelope,
  type Outbox,
  restarted,
  waiting,
  withEvent,
} from "./outbox.ts";

const GOAL: NewEvent = { type: "goal", side: "red", uptimeMs: 1 };
const keyOf = (bootId: string, seq: number) => `${bootId}/${seq}`;

function filled(count: number): Outbox {
  let outbox = emptyOutbox("first");
  for (let nth = 0; nth < count; nth += 1) outbox = withEvent(outbox, GOAL);
  return outbox;
}

const seqs = (envelope: DeviceEnvelope | null) =>
  envelope?.events.map((event) => (event as { seq: number }).seq);

describe("the outbox of a device", () => {
  it("numbers events from 1", () => {
    expect(seqs(nextEnvelope(filled(3), 100))).toEqual([1, 2, 3]);
  });

  it("sends the oldest first, so many a call", () => {
    expect(seqs(nextEnvelope(filled(7), 5))).toEqual([1, 2, 3, 4, 5]);
  });

  it("has nothing to send once everything is acknowledged", () => {
    expect(nextEnvelope(acknowledged(filled(3), "first", 3), 100)).toBeNull();
  });

  it("keeps what is above the acknowledged number, and gives it no new number", () => {
    const outbox = withEvent(acknowledged(filled(3), "first", 2), GOAL);
    expect(seqs(nextEnvelope(outbox, 100))).toEqual([3, 4]);
  });

  it("is not shaken by an older acknowledgement that comes late", () => {
    const outbox = acknowledged(acknowledged(filled(3), "first", 2), "first", 1);
    expect(seqs(nextEnvelope(outbox, 100))).toEqual([3]);
  });

  it("begins at 1 again after a restart, with the rest of the last run still to send before", () => {
    const outbox = withEvent(restarted(acknowledged(filled(3), "first", 1), "second"), GOAL);
    expect(nextEnvelope(outbox, 100)).toMatchObject({ bootId: "first" });
    expect(seqs(nextEnvelope(outbox, 100))).toEqual([2, 3]);
    const later = acknowledged(outbox, "first", 3);
    expect(nextEnvelope(later, 100)).toMatchObject({ bootId: "second" });
    expect(seqs(nextEnvelope(later, 100))).toEqual([1]);
  });

  it("loses what its memory cannot hold before it has a number, so that no number is missing", () => {
    const full = withEvent(filled(CAPACITY), GOAL);
    expect(waiting(full)).toBe(CAPACITY);
    const room = withEvent(acknowledged(full, "first", CAPACITY), GOAL);
    expect(seqs(nextEnvelope(room, 100))).toEqual([CAPACITY + 1]);
  });
});

/** A server that keeps every event once, and acknowledges as far as none is missing. */
function createServer() {
  const held = new Map<string, Set<number>>();
  return {
    held: (bootId: string, seq: number) => held.get(bootId)?.has(seq) === true,
    take: ({ bootId, events }: DeviceEnvelope): number => {
      const seen = held.get(bootId) ?? new Set<number>();
      held.set(bootId, seen);
      for (const event of events) seen.add((event as { seq: number }).seq);
      let upTo = 0;
      while (seen.has(upTo + 1)) upTo += 1;
      return upTo;
    },
  };
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant("event" as const) },
  { weight: 1, arbitrary: fc.constant("restart" as const) },
  { weight: 3, arbitrary: fc.constant("send" as const) },
  { weight: 1, arbitrary: fc.constant("request lost" as const) },
  { weight: 1, arbitrary: fc.constant("answer lost" as const) },
  { weight: 1, arbitrary: fc.constant("answer late" as const) },
  { weight: 1, arbitrary: fc.constant("request late" as const) },
  { weight: 1, arbitrary: fc.constant("newest first" as const) },
);

/** Lives through the steps and gives what happened, the outbox at the end, and the server. */
function live(steps: readonly string[], most: number) {
  const server = createServer();
  const happened: { bootId: string; seq: number }[] = [];
  const late: (() => void)[] = [];
  let boots = 1;
  let outbox = emptyOutbox("boot 1");
  const hear = (bootId: string, seq: number) => {
    outbox = acknowledged(outbox, bootId, seq);
  };
  const send = (envelope: DeviceEnvelope) => hear(envelope.bootId, server.take(envelope));
  const isKept = ({ bootId, seq }: { bootId: string; seq: number }) =>
    [...outbox.earlier, outbox.present].some(
      (run) => run.bootId === bootId && run.pending.some((event) => event.seq === seq),
    );
  for (const what of steps) {
    const envelope = nextEnvelope(outbox, most);
    if (what === "event") {
      happened.push({ bootId: outbox.present.bootId, seq: outbox.present.nextSeq });
      outbox = withEvent(outbox, GOAL);
    } else if (what === "restart") {
      boots += 1;
      outbox = restarted(outbox, `boot ${boots}`);
    } else if (envelope !== null) {
      const { bootId, events } = envelope;
      if (what === "send") send(envelope);
      if (what === "answer lost") server.take(envelope);
      if (what === "request late") late.push(() => send(envelope));
      if (what === "newest first") send({ bootId, events: events.slice(-1) });
      if (what === "answer late") {
        const seq = server.take(envelope);
        late.push(() => hear(bootId, seq));
      }
    }
    if (late.length > 2) late.pop()?.();
    for (const event of happened)
      expect(server.held(event.bootId, event.seq) || isKept(event), JSON.stringify(event)).toBe(
        true,
      );
  }
  for (const arrives of late) arrives();
  for (let call = 0; call < steps.length; call += 1) {
    const rest = nextEnvelope(outbox, most);
    if (rest !== null) send(rest);
  }
  return { happened, outbox, server };
}

describe("whatever the network loses, repeats, delays or reorders, and however often the device restarts", () => {
  it("nothing is forgotten that the server does not hold, and in the end it holds everything", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 80 }),
        fc.integer({ min: 1, max: 7 }),
        (steps, most) => {
          const { happened, outbox, server } = live(steps, most);
          const missing = happened.filter(({ bootId, seq }) => !server.held(bootId, seq));
          expect(missing).toEqual([]);
          expect(waiting(outbox)).toBe(0);
          expect(new Set(happened.map(({ bootId, seq }) => keyOf(bootId, seq))).size).toBe(
            happened.length,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
