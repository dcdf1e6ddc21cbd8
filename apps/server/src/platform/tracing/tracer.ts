import type { Attributes, Span } from "./span.ts";

interface Beginning {
  /** What caused it, as `traceparent`: whether it is kept is then said there. */
  parent?: string | undefined;
  /** The id of the trace that it begins, 32 hexadecimal digits; a new one where left out. */
  traceId?: string | undefined;
  attributes?: Attributes;
  /** Milliseconds since 1970; now where left out. */
  startedAt?: number;
  kind?: "internal" | "server";
}

export interface Tracer {
  /** Begins a trace, or goes on with one from elsewhere; undefined where this one is not kept. */
  begin(name: string, beginning?: Beginning): Span | undefined;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface TraceParent {
  traceId: string;
  spanId: string;
  sampled: boolean;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads a `traceparent` (W3C Trace Context); undefined where it is none. */
export function readTraceParent(text: string | undefined): TraceParent | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? "") ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}
