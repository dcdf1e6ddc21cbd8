import { type LiveEvent, withCause } from "../../platform/live/live-event.ts";
import type { Span } from "../../platform/tracing/span.ts";
import type { Tracer } from "../../platform/tracing/tracer.ts";
import type { Viewer } from "./viewer.ts";

/** So many viewers of a process are asked to say when they have shown what is traced: each costs a call. */
const WITNESSES = 3;

/** Tells viewers what is new, each in turn; of what is traced some are asked to say when they have shown it. */
export function fanOut(
  viewers: ReadonlySet<Viewer>,
  events: readonly LiveEvent[],
  tracer: Tracer | undefined,
): void {
  const spans = beginFanOut(events, tracer, viewers.size);
  if (spans.size === 0) {
    for (const viewer of viewers) viewer.tell(events);
    return;
  }
  const asking = events.map((event) => {
    const traceparent = spans.get(event)?.traceparent;
    return traceparent === undefined ? event : withCause(event, traceparent);
  });
  let asked = 0;
  for (const viewer of viewers) {
    const isAsked = asked < WITNESSES && [...spans.keys()].some(viewer.watches);
    if (isAsked) asked += 1;
    viewer.tell(isAsked ? asking : events);
  }
  for (const span of spans.values()) span.end();
}

function beginFanOut(
  events: readonly LiveEvent[],
  tracer: Tracer | undefined,
  viewers: number,
): Map<LiveEvent, Span> {
  const spans = new Map<LiveEvent, Span>();
  if (tracer === undefined) return spans;
  for (const event of events) {
    if (event.cause === null) continue;
    const span = tracer.begin("fan-out", { parent: event.cause, attributes: { viewers } });
    if (span !== undefined) spans.set(event, span);
  }
  return spans;
}
