import { describe, expect, it } from "vitest";
import {
  sampleEvent,
  sampleId,
  sampleMatch,
  samplePlayer,
} from "../../../shared/testing/samples.ts";
import { curvePath } from "./curve.ts";
import { hasUncounted, lastGoal, mergedEvents, timelineItems } from "./timeline-view.ts";

const match = sampleMatch({ red: [samplePlayer(1, "Léa")] });
const started = sampleEvent({
  id: "start",
  kind: "started",
  side: null,
  at: "2026-11-23T12:00:00.000Z",
  scoreRed: 0,
});
const first = sampleEvent({ id: "a:0", scorerId: sampleId(1) });
const second = sampleEvent({
  id: "b:0",
  side: "blue",
  at: "2026-11-23T12:02:45.000Z",
  scoreBlue: 1,
});
const bounce = sampleEvent({ id: "c:0", kind: "bounce", at: "2026-11-23T12:02:45.200Z" });

describe("the timeline", () => {
  it("shows the newest first, with the match's clock and who scored", () => {
    const items = timelineItems(match, [started, first, second], false);
    expect(items.map(({ kind, side, clock, scorer }) => ({ kind, side, clock, scorer }))).toEqual([
      { kind: "goal", side: "blue", clock: 165_000, scorer: null },
      { kind: "goal", side: "red", clock: 30_000, scorer: "Léa" },
      { kind: "started", side: null, clock: 0, scorer: null },
    ]);
  });

  it("turns pauses into distance, a minute and more being the longest", () => {
    const gaps = timelineItems(match, [started, first, second], false).map((item) => item.gap);
    expect(gaps).toEqual([1, 0.5, 0]);
  });

  it("hides bounces until they are asked for", () => {
    const events = [started, first, second, bounce];
    expect(hasUncounted(events)).toBe(true);
    expect(timelineItems(match, events, false)).toHaveLength(3);
    expect(timelineItems(match, events, true)[0]?.kind).toBe("bounce");
  });

  it("keeps goals that were taken back, and says so", () => {
    const [item] = timelineItems(match, [{ ...first, undone: true }], false);
    expect(item?.undone).toBe(true);
  });
});

describe("events heard since the timeline was read", () => {
  it("are added in their place", () => {
    const merged = mergedEvents([started, second], [first]);
    expect(merged.map((event) => event.id)).toEqual(["start", "a:0", "b:0"]);
  });

  it("are not shown twice when the same entry was read under another line", () => {
    const heard = { ...first, id: "a:live0" };
    expect(mergedEvents([started, first], [heard])).toEqual([started, first]);
  });
});

describe("undoing", () => {
  it("takes back the last goal that still counts", () => {
    expect(lastGoal([first, { ...second, undone: true }, bounce])?.id).toBe("a:0");
  });

  it("finds nothing where no goal counts", () => {
    expect(lastGoal([started, bounce])).toBeNull();
  });
});

describe("the curve of chances", () => {
  const points = [
    { at: "2026-11-23T12:00:00.000Z", red: 0.5 },
    { at: "2026-11-23T12:01:00.000Z", red: 0.75 },
    { at: "2026-11-23T12:02:00.000Z", red: 0 },
  ];

  it("goes in steps, red's certain win at the top and blue's at the bottom", () => {
    const { line, end } = curvePath(points, 200, 100);
    expect(line).toBe("M0 50H100V25H200V100");
    expect(end).toEqual({ x: 200, y: 100 });
  });

  it("survives several changes at one instant", () => {
    const same = points.map((point) => ({ ...point, at: "2026-11-23T12:00:00.000Z" }));
    expect(curvePath(same, 200, 100).line).not.toMatch(/NaN|Infinity/);
  });
});
