import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRefusals } from "./refusals.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function refusals() {
  const lines: string[] = [];
  let counted = 0;
  const log = {
    warn: (of: unknown, message?: string) => lines.push(`${message} ${JSON.stringify(of)}`),
  };
  const metrics = {
    count: () => {
      counted += 1;
    },
  };
  return { lines, counted: () => counted, ...createRefusals(log, metrics) };
}

describe("what is told of refusals", () => {
  it("[R21] [F12] is a line a second and reason, with how many there were, while each is counted", () => {
    const { lines, counted, note } = refusals();
    for (let time = 0; time < 1_000; time += 1) note("wrong name or token", { deviceId: "a" });
    note("not its topic", { deviceId: "b", topic: "#" });
    expect(lines).toEqual([
      'refused by MQTT: wrong name or token {"deviceId":"a"}',
      'refused by MQTT: not its topic {"deviceId":"b","topic":"#"}',
    ]);
    vi.advanceTimersByTime(1_000);
    expect(lines.slice(2)).toEqual([
      'refused by MQTT: wrong name or token {"deviceId":"a","times":999}',
    ]);
    note("not its topic", { deviceId: "c", topic: "#" });
    expect(lines).toHaveLength(4);
    expect(counted()).toBe(1_002);
  });
});
