export type Attributes = Record<string, string | number | boolean>;

/** A part of a trace: something that took a while, inside of what caused it. */
export interface Span {
  /** Undefined of several traces together. */
  readonly traceId: string | undefined;
  /** By which others name this as what caused them (W3C Trace Context); undefined of several together. */
  readonly traceparent: string | undefined;
  /** Begins a part of it. @param startedAt milliseconds since 1970; now where left out */
  child(name: string, attributes?: Attributes, startedAt?: number): Span;
  set(attributes: Attributes): void;
  /** @param failure the code of what went wrong, never a sentence, which may name somebody */
  end(failure?: string): void;
}

/** Several traces that go the same way for a while, e.g. goals of one transaction: each gets the whole way. */
export function together(spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  if (first === undefined || spans.length === 1) return first;
  return {
    traceId: undefined,
    traceparent: undefined,
    child: (name, attributes, startedAt) => {
      const children = spans.map((span) => span.child(name, attributes, startedAt));
      return together(children) ?? first;
    },
    set: (attributes) => {
      for (const span of spans) span.set(attributes);
    },
    end: (failure) => {
      for (const span of spans) span.end(failure);
    },
  };
}

/** Does something inside of a span, which ends with it; where that is not traced it is simply done. */
export async function inSpan<Result>(
  span: Span | undefined,
  act: (span: Span | undefined) => Promise<Result>,
): Promise<Result> {
  if (span === undefined) return act(undefined);
  try {
    const result = await act(span);
    span.end();
    return result;
  } catch (error) {
    span.end("failed");
    throw error;
  }
}
