import { describe, expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

describe("many who want the same thing", () => {
  it("get it one at a time; when it is gone the others look once and end", async () => {
    let left = 1;
    let looks = 0;
    let working = 0;
    const inTurn = oneAtATime(async () => {
      looks += 1;
      if (left === 0) throw new Error("gone");
      return left;
    });
    const take = () =>
      inTurn("it", async () => {
        working += 1;
        expect(working).toBe(1);
        await Promise.resolve();
        left -= 1;
        working -= 1;
        return "mine";
      });
    const ends = await Promise.allSettled(Array.from({ length: 50 }, take));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(left).toBe(0);
    expect(looks).toBe(50 + 49);
  });

  it("go on after one whose work fails, and do not wait for other things", async () => {
    const inTurn = oneAtATime(async (key) => key);
    const failing = inTurn("a", async () => {
      throw new Error("no");
    });
    const next = inTurn("a", async (seen) => seen);
    const other = inTurn("b", async (seen) => seen);
    await expect(failing).rejects.toThrow("no");
    expect(await Promise.all([next, other])).toEqual(["a", "b"]);
  });
});
