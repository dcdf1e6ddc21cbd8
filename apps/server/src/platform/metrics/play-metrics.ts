import { Counter, Gauge, type Registry } from "prom-client";
import { createCounted } from "./counted.ts";
import { createLatency, type Latency } from "./latency.ts";

const OUTCOMES = ["accepted", "duplicate", "rejected"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What tables send. */
export interface IngestMeasures {
  /** From a call's arrival to the commit of its events. */
  latency: Latency;
  add(outcome: Outcome, events: number): void;
  accepted(): number;
}

export function createIngestMeasures(registry: Registry): IngestMeasures {
  const events = createCounted(registry, {
    ...{ name: "babyfoot_ingest_events_total", label: "outcome", values: OUTCOMES },
    help: "Events of devices: counted, sent before, or refused",
  });
  const latency = createLatency(registry, {
    name: "babyfoot_ingest_duration_seconds",
    help: "From the arrival of a device's call to the commit of its events",
  });
  return { latency, add: events.add, accepted: () => events.of("accepted") };
}

const REASONS = ["slow", "gap"] as const;

/** What viewers see. */
export interface LiveMeasures {
  /** From the beginning of the transaction that announced something until it was written to all viewers. */
  latency: Latency;
  announced(count: number): void;
  cutOff(reason: (typeof REASONS)[number]): void;
  /** How many watch just now. */
  viewers(): number;
  countViewers(count: () => number): void;
}

export function createLiveMeasures(registry: Registry): LiveMeasures {
  const cutOffs = createCounted(registry, {
    ...{ name: "babyfoot_live_cut_off_total", label: "reason", values: REASONS },
    help: "Viewers cut off, to come back: they read too slowly, or announcements were gone",
  });
  let viewers = () => 0;
  let events = 0;
  new Gauge({
    ...{ name: "babyfoot_live_viewers", help: "Open live streams", registers: [registry] },
    collect() {
      this.set(viewers());
    },
  });
  new Counter({
    ...{ name: "babyfoot_live_events_total", registers: [registry] },
    help: "Announcements passed on to viewers, each once however many watch",
    collect() {
      this.reset();
      this.inc(events);
    },
  });
  return {
    latency: createLatency(registry, {
      name: "babyfoot_live_latency_seconds",
      help: "From the beginning of the transaction that announced something until it was written to all viewers",
    }),
    announced: (count) => {
      events += count;
    },
    cutOff: (reason) => cutOffs.add(reason),
    viewers: () => viewers(),
    countViewers: (count) => {
      viewers = count;
    },
  };
}
