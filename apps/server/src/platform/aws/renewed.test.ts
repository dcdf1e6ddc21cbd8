import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { renewed } from "./renewed.ts";

describe("what is renewed", () => {
  it("[O6] keeps nobody waiting for as long as a connection may take while the old is good", async () => {
    let now = 0;
    const answers = [
      async () => ({ value: "first", renewAt: 1_000, endsAt: 2_000 }),
      () => wait(1_500, { value: "second", renewAt: 9_000, endsAt: 9_000 }),
    ];
    let asked = 0;
    const { get } = renewed(
      () => (answers[asked++] as (typeof answers)[number])(),
      () => now,
    );
    expect(await get()).toBe("first");
    now = 1_000;
    const began = performance.now();
    expect(await Promise.all([get(), get()])).toEqual(["first", "first"]);
    expect(performance.now() - began).toBeLessThan(1_200);
    now = 2_000;
    // It is worth nothing now: whoever asks waits for what is on its way.
    expect(await get()).toBe("second");
    expect(asked).toBe(2);
  });

  it("is not read for each of a crowd, and a failure is not kept", async () => {
    let asked = 0;
    const { get } = renewed(
      async () => {
        asked += 1;
        if (asked === 1) throw new Error("not yet");
        return { value: asked, renewAt: 1_000, endsAt: 1_000 };
      },
      () => 0,
    );
    const crowd = await Promise.allSettled(Array.from({ length: 20 }, get));
    expect(crowd.every(({ status }) => status === "rejected")).toBe(true);
    expect(await Promise.all(Array.from({ length: 20 }, get))).toEqual(Array(20).fill(2));
  });
});
