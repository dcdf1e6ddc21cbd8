import { randomBytes } from "node:crypto";
import type { Log } from "../log/log.ts";
import { startExporter } from "./exporter.ts";
import type { Ended } from "./otlp.ts";
import type { Attributes, Span } from "./span.ts";
import { readTraceParent, type Tracer } from "./tracer.ts";

interface Wanted {
  endpoint: string;
  headers: Record<string, string>;
  /** Which share of the traces that begin here is kept, from 0 to 1. */
  share: number;
  resource: Attributes;
  log: Log;
}

/** Finer than `Date.now`, as parts of a goal take less than a millisecond. */
const now = (): number => performance.timeOrigin + performance.now();
const newSpanId = (): string => randomBytes(8).toString("hex");

/** A tracer whose spans go to a collector of OpenTelemetry. */
export function createTracer({ share, ...collector }: Wanted): Tracer {
  const exporter = startExporter(collector);
  return {
    begin: (
      name,
      { parent, traceId, attributes = {}, startedAt = now(), kind = "internal" } = {},
    ) => {
      const caller = readTraceParent(parent);
      const kept = caller === undefined ? Math.random() < share : caller.sampled;
      if (!kept) return undefined;
      return beginSpan(exporter.add, {
        traceId: caller?.traceId ?? traceId ?? randomBytes(16).toString("hex"),
        parentSpanId: caller?.spanId,
        ...{ name, kind, startedAt, attributes },
      });
    },
    close: exporter.close,
  };
}

type Begun = Omit<Ended, "spanId" | "endedAt" | "failure">;

function beginSpan(add: (span: Ended) => void, begun: Begun): Span {
  const { traceId } = begun;
  const spanId = newSpanId();
  let { attributes } = begun;
  return {
    traceId,
    traceparent: `00-${traceId}-${spanId}-01`,
    child: (name, more = {}, startedAt = now()) =>
      beginSpan(add, {
        ...{ traceId, parentSpanId: spanId, kind: "internal" },
        ...{ name, attributes: more, startedAt },
      }),
    set: (more) => {
      attributes = { ...attributes, ...more };
    },
    end: (failure) => add({ ...begun, spanId, attributes, endedAt: now(), failure }),
  };
}
