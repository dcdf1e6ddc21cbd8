import { describe, expect, it } from "vitest";
import { createFreshness, MOST_LAG_SECONDS, type PrimarySample } from "./freshness.ts";

const sample = (given: Partial<PrimarySample>): PrimarySample => ({
  ...{ at: 0, position: 100n, marks: "1 1", isCounting: false, schema: "0002" },
  ...{ nextTransaction: 10n, oldestTransaction: 10n },
  ...given,
});
const replica = (position: bigint, more: { isReplica?: boolean; schema?: string } = {}) => ({
  ...{ position, isReplica: true, schema: "0002" },
  ...more,
});

function after(...samples: Partial<PrimarySample>[]) {
  const freshness = createFreshness();
  for (const given of samples) freshness.observe(sample(given));
  return freshness;
}

describe("whether a replica may answer", () => {
  it("an idle primary makes it no older", () => {
    const freshness = after({ at: 0 }, { at: 60_000 });
    expect(freshness.judge(replica(100n), 60_000)).toEqual({ lagSeconds: 0 });
  });

  it("one that is cut off grows older, though it has replayed all it received", () => {
    const moments = [0, 5_000, 10_000, 15_000];
    const freshness = after(
      ...moments.map((at, index) => ({ at, position: 100n + BigInt(index) })),
    );
    expect(freshness.judge(replica(101n), 15_000)).toEqual({ lagSeconds: 10 });
    const late = freshness.judge(replica(101n), 15_001);
    expect(late).toEqual({ lagSeconds: 10.001, reason: "behind" });
    expect(MOST_LAG_SECONDS).toBe(10);
  });

  it("it does not while matches are counted that it does not have", () => {
    const freshness = after({}, { at: 500, position: 200n, marks: "2 1", isCounting: true });
    expect(freshness.judge(replica(199n), 500).reason).toBe("counts differ");
    expect(freshness.judge(replica(200n), 500).reason).toBeUndefined();
  });

  it("nor when one came and was counted between two looks", () => {
    const freshness = after({}, { at: 500, position: 200n, marks: "2 2" });
    expect(freshness.judge(replica(199n), 500).reason).toBe("counts differ");
  });

  it("nor when the last count was finished since the last look", () => {
    const counting = { at: 500, position: 200n, marks: "2 2", isCounting: true };
    const freshness = after({}, counting, { at: 1_000, position: 250n, marks: "2 2" });
    expect(freshness.judge(replica(249n), 1_000).reason).toBe("counts differ");
    freshness.observe(sample({ at: 1_500, position: 300n, marks: "2 2" }));
    expect(freshness.judge(replica(250n), 1_500).reason).toBeUndefined();
  });

  it("nor when it was marked at one look, and committed and counted before the next", () => {
    const marked = { marks: "2 1", nextTransaction: 12n, oldestTransaction: 11n };
    const freshness = after({}, { ...marked, at: 500, position: 200n });
    freshness.observe(sample({ ...marked, at: 1_000, position: 250n, oldestTransaction: 12n }));
    expect(freshness.judge(replica(249n), 1_000).reason).toBe("counts differ");
    // What is written later is no matter of counts.
    freshness.observe(sample({ ...marked, at: 1_500, position: 300n, oldestTransaction: 12n }));
    expect(freshness.judge(replica(250n), 1_500).reason).toBeUndefined();
  });

  it("nor as long as whoever has marked it goes on", () => {
    const marked = { marks: "2 1", nextTransaction: 12n, oldestTransaction: 11n };
    const freshness = after({}, { ...marked, at: 500, position: 200n });
    for (const position of [300n, 400n]) {
      freshness.observe(sample({ ...marked, at: 1_000, position }));
      expect(freshness.judge(replica(position - 1n), 1_000).reason).toBe("counts differ");
    }
  });

  it("nor with another schema, nor when it has become a primary itself", () => {
    const freshness = after({});
    expect(freshness.judge(replica(100n, { schema: "0001" }), 0).reason).toBe("other schema");
    expect(freshness.judge(replica(100n, { isReplica: false }), 0).reason).toBe("no replica");
  });
});
