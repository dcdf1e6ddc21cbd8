import type { Attributes } from "./span.ts";

/** A span that is over, times in milliseconds since 1970. */
export interface Ended {
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  name: string;
  kind: "internal" | "server";
  startedAt: number;
  endedAt: number;
  attributes: Attributes;
  failure: string | undefined;
}

const KINDS = { internal: 1, server: 2 } as const;
const FAILED = 2;

/** Spans as the body of a call of OTLP over HTTP, in its JSON form. */
export const otlpBody = (spans: readonly Ended[], resource: Attributes): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: attributesOf(resource) },
        scopeSpans: [{ scope: { name: "babyfoot" }, spans: spans.map(spanOf) }],
      },
    ],
  });

const spanOf = ({
  traceId,
  spanId,
  parentSpanId,
  name,
  kind,
  failure,
  ...span
}: Ended): object => ({
  ...{ traceId, spanId, name },
  ...(parentSpanId !== undefined && { parentSpanId }),
  kind: KINDS[kind],
  startTimeUnixNano: nanoseconds(span.startedAt),
  endTimeUnixNano: nanoseconds(span.endedAt),
  attributes: attributesOf({
    ...span.attributes,
    ...(failure !== undefined && { "error.type": failure }),
  }),
  ...(failure !== undefined && { status: { code: FAILED } }),
});

/** As text: a number would lose the last digits. */
const nanoseconds = (milliseconds: number): string =>
  String(BigInt(Math.round(milliseconds * 1_000)) * 1_000n);

const attributesOf = (attributes: Attributes): object[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: typed(value) }));

function typed(value: string | number | boolean): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}
