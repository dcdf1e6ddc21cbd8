import type { Log } from "../log/log.ts";
import { type Ended, otlpBody } from "./otlp.ts";
import type { Attributes } from "./span.ts";

interface Collector {
  /** The base address; spans go to `/v1/traces` below it. */
  endpoint: string;
  headers: Record<string, string>;
  resource: Attributes;
  log: Pick<Log, "warn">;
}

export interface Exporter {
  add(span: Ended): void;
  close(): Promise<void>;
}

const SEND_EVERY_MS = 1_000;
const MOST_AT_ONCE = 500;
/** What a collector that is away leaves; more is dropped, since traces must cost nothing that matters. */
const MOST_KEPT = 5_000;
const WITHIN_MS = 5_000;
const COMPLAIN_EVERY_MS = 60_000;

/** Sends spans to a collector of OpenTelemetry, some at a time. What it does not take is dropped, and said at most once a minute. */
export function startExporter({ endpoint, headers, resource, log }: Collector): Exporter {
  const url = `${endpoint.replace(/\/$/, "")}/v1/traces`;
  const waiting: Ended[] = [];
  let sending: Promise<void> = Promise.resolve();
  let dropped = 0;
  let complainedAt = 0;
  const complain = (reason: string): void => {
    if (Date.now() - complainedAt < COMPLAIN_EVERY_MS) return;
    complainedAt = Date.now();
    log.warn({ reason, dropped }, "traces could not be sent");
  };
  const send = async (): Promise<void> => {
    while (waiting.length > 0) {
      const spans = waiting.splice(0, MOST_AT_ONCE);
      try {
        const answer = await fetch(url, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: otlpBody(spans, resource),
          signal: AbortSignal.timeout(WITHIN_MS),
        });
        await answer.arrayBuffer();
        if (answer.ok) continue;
        dropped += spans.length;
        complain(`status ${answer.status}`);
      } catch (error) {
        dropped += spans.length;
        complain(error instanceof Error ? error.name : "unknown");
      }
    }
  };
  const flush = (): Promise<void> => {
    sending = sending.then(send);
    return sending;
  };
  const timer = setInterval(() => void flush(), SEND_EVERY_MS);
  timer.unref();
  return {
    add: (span) => {
      if (waiting.length >= MOST_KEPT) dropped += 1;
      else waiting.push(span);
    },
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };
}
