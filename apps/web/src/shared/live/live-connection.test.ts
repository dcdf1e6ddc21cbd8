import type { LiveMessage } from "@babyfoot/contract";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sampleId, sampleTable } from "../testing/samples.ts";
import { createLiveConnection, type Source } from "./live-connection.ts";

/** A stream in the test's hand. */
function fakeSource(url: string) {
  const listeners = new Map<string, (event: MessageEvent<string>) => void>();
  return {
    url,
    closed: false,
    addEventListener(type: string, listener: (event: MessageEvent<string>) => void) {
      listeners.set(type, listener);
    },
    close() {
      this.closed = true;
    },
    emit(type: string, data = "", lastEventId = "") {
      listeners.get(type)?.({ data, lastEventId } as MessageEvent<string>);
    },
  } satisfies Source & Record<string, unknown>;
}

/** A connection whose streams, clock and network belong to the test; chance always says 0.5. */
function bench() {
  const sources: ReturnType<typeof fakeSource>[] = [];
  const timers: { act: () => void; ms: number }[] = [];
  const states: string[] = [];
  const heard: LiveMessage[] = [];
  const traced: string[] = [];
  const network = { online: true };
  const connection = createLiveConnection({
    openSource: (url) => {
      const source = fakeSource(url);
      sources.push(source);
      return source;
    },
    onMessage: (message) => heard.push(message),
    onTraced: (traceparent) => traced.push(traceparent),
    onState: (state) => states.push(state),
    isOnline: () => network.online,
    random: () => 0.5,
    setTimer: (act, ms) => timers.push({ act, ms }) - 1,
    clearTimer: (timer) => {
      timers[timer] = { act: () => undefined, ms: -1 };
    },
  });
  const current = () => {
    const source = sources.at(-1);
    if (!source) throw new Error("nothing was opened");
    return source;
  };
  const waiting = () => timers.filter((timer) => timer.ms >= 0).at(-1);
  const ring = () => {
    const timer = waiting();
    timers.length = 0;
    timer?.act();
  };
  return { connection, sources, states, heard, traced, network, current, waiting, ring };
}

const changed = JSON.stringify({ type: "table.changed", table: sampleTable() });

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("listening", () => {
  it("[L17] says of what is traced that it was heard, and of nothing else", () => {
    const { connection, heard, traced, current } = bench();
    connection.listen({});
    current().emit("table.changed", changed);
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    const asked = JSON.stringify({ ...JSON.parse(changed), traceparent });
    current().emit("table.changed", asked);
    expect(traced).toEqual([traceparent]);
    expect(heard[1]).toEqual(heard[0]);
  });

  it("asks for what the page shows and hears it", () => {
    const { connection, states, heard, current } = bench();
    connection.listen({ tableId: "t" });
    current().emit("open");
    current().emit("table.changed", changed, "7");
    expect(current().url).toBe("/api/v1/live?tableId=t");
    expect(states).toEqual(["connecting", "live", "live"]);
    expect(heard).toHaveLength(1);
  });

  it("hears of reservations", () => {
    const { connection, heard, current } = bench();
    connection.listen({ venueId: "v" });
    const reservation = {
      ...{ id: sampleId(500), tableId: sampleId(101), status: "booked", version: 1 },
      ...{ startsAt: "2026-11-23T12:15:00.000Z", endsAt: "2026-11-23T12:45:00.000Z" },
    };
    current().emit(
      "reservation.changed",
      JSON.stringify({ type: "reservation.changed", reservation }),
    );
    expect(heard).toEqual([{ type: "reservation.changed", reservation }]);
  });

  it("hears of waiting lines", () => {
    const { connection, heard, current } = bench();
    connection.listen({ venueId: "v" });
    const queue = { venueId: sampleId(1), version: 4, waiting: 2, offers: [] };
    current().emit("queue.changed", JSON.stringify({ type: "queue.changed", queue }));
    expect(heard).toEqual([{ type: "queue.changed", queue }]);
  });

  it("opens nothing new when the same is asked again", () => {
    const { connection, sources } = bench();
    connection.listen({});
    connection.listen({});
    expect(sources).toHaveLength(1);
  });

  it("begins anew for another page: the old stream closes and nothing is resumed", () => {
    const { connection, sources, current } = bench();
    connection.listen({});
    current().emit("table.changed", changed, "7");
    connection.listen({ matchId: "m" });
    expect(sources[0]?.closed).toBe(true);
    expect(current().url).toBe("/api/v1/live?matchId=m");
  });

  it("hears nothing from a stream that it has left", () => {
    const { connection, sources, heard } = bench();
    connection.listen({});
    connection.listen({ matchId: "m" });
    sources[0]?.emit("table.changed", changed, "7");
    expect(heard).toEqual([]);
  });

  it("stops when nothing is to be heard", () => {
    const { connection, states, current } = bench();
    connection.listen({});
    connection.listen(null);
    expect(current().closed).toBe(true);
    expect(states.at(-1)).toBe("idle");
  });
});

describe("losing the line", () => {
  it("resumes after the last message heard", () => {
    const { connection, states, current, ring } = bench();
    connection.listen({});
    current().emit("table.changed", changed, "7");
    current().emit("error");
    expect(states.at(-1)).toBe("reconnecting");
    ring();
    expect(current().url).toBe("/api/v1/live?lastEventId=7");
  });

  it("waits longer after each failure, ten seconds at most, and shortly again once it heard something", () => {
    const { connection, current, waiting, ring } = bench();
    connection.listen({});
    const pauses: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      current().emit("error");
      pauses.push(waiting()?.ms ?? -1);
      ring();
    }
    expect(pauses).toEqual([375, 750, 1500, 3000, 6000, 7500, 7500]);
    current().emit("table.changed", changed, "7");
    current().emit("error");
    expect(waiting()?.ms).toBe(375);
  });

  it("says that it is offline when the network is gone", () => {
    const { connection, states, network, current } = bench();
    connection.listen({});
    network.online = false;
    current().emit("error");
    expect(states.at(-1)).toBe("offline");
  });

  it("gives up on a server that does not answer", () => {
    const { connection, states, sources, ring } = bench();
    connection.listen({});
    ring();
    expect(sources[0]?.closed).toBe(true);
    expect(states.at(-1)).toBe("reconnecting");
  });

  it("opens a line anew that has been silent for long, without calling it lost", () => {
    const { connection, states, sources, current, waiting, ring } = bench();
    connection.listen({});
    current().emit("open");
    expect(waiting()?.ms).toBe(90_000);
    ring();
    expect(sources).toHaveLength(2);
    expect(states).toEqual(["connecting", "live"]);
  });

  it("asks for the whole after a message that it cannot read", () => {
    const { connection, heard, current, ring } = bench();
    connection.listen({});
    current().emit("table.changed", changed, "7");
    current().emit("match.goal", '{"type":"match.goal","match":{}}', "8");
    ring();
    expect(heard).toHaveLength(1);
    expect(current().url).toBe("/api/v1/live");
  });
});

describe("the page's life", () => {
  it("reconnects at once when it wakes", () => {
    const { connection, sources, current } = bench();
    connection.listen({});
    current().emit("error");
    connection.wake();
    expect(sources).toHaveLength(2);
  });

  it("gives its line back while nobody looks and resumes when somebody does", () => {
    const { connection, sources, current } = bench();
    connection.listen({});
    current().emit("table.changed", changed, "7");
    connection.pause();
    expect(sources[0]?.closed).toBe(true);
    connection.wake();
    expect(current().url).toBe("/api/v1/live?lastEventId=7");
  });

  it("opens nothing on waking when the page listens to nothing", () => {
    const { connection, sources } = bench();
    connection.wake();
    expect(sources).toEqual([]);
  });
});
