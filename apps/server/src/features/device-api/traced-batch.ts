import type { Transaction } from "../../platform/database.ts";
import { onBehalfOf } from "../../platform/log/on-behalf.ts";
import type { Work } from "../../platform/log/work.ts";
import { inSpan, type Span, together } from "../../platform/tracing/span.ts";
import type { Delivery, Passage } from "./passage.ts";

/** On whose behalf a batch is done. */
const workOf = (batch: readonly Delivery[], span: Span | undefined): Work => ({
  requestIds: batch.flatMap(({ requestId }) => requestId ?? []),
  ...(span !== undefined && { span }),
  waitedMs: 0,
});

/** One transaction as a part of the trace of each goal in it; nothing where none is traced. */
export function traceTransaction(deliveries: readonly Delivery[]) {
  const spans = new Map<Delivery, Span>();
  for (const delivery of deliveries) {
    const span = delivery.span?.child("transaction", { "batch.calls": deliveries.length });
    if (span !== undefined) spans.set(delivery, span);
  }
  const all = together([...spans.values()]);
  return {
    run: <Result>(act: () => Promise<Result>): Promise<Result> => inSpan(all, act),
    /** Names whom the transaction is for. */
    name: (tx: Transaction): Promise<void> => onBehalfOf(tx, workOf(deliveries, all)),
    /** By table, what its announcements name as their cause. */
    causes: (passages: readonly Passage[]): ReadonlyMap<string, string> => {
      const causes = new Map<string, string>();
      if (all === undefined) return causes;
      for (const { delivery, device } of passages) {
        const cause = spans.get(delivery)?.traceparent;
        if (cause !== undefined) causes.set(device.tableId, cause);
      }
      return causes;
    },
  };
}
