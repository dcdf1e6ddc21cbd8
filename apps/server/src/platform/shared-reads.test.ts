import { describe, expect, it } from "vitest";
import { sharedReads } from "./shared-reads.ts";

/** A reading that ends when told to. */
function controlled() {
  const ends: ((value: string) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const ask = sharedReads(
    (key) =>
      new Promise<string>((resolve, reject) => {
        ends.push((value) => resolve(`${key} ${value}`));
        fails.push(reject);
      }),
  );
  return { ask, ends, fails };
}

describe("readings shared by those who ask at the same time", () => {
  it("give nobody what was read before they asked", async () => {
    const { ask, ends } = controlled();
    const first = ask("a");
    const late = [ask("a"), ask("a"), ask("a")];
    ends[0]?.("old");
    expect(await first).toBe("a old");
    expect(ends).toHaveLength(2);
    ends[1]?.("new");
    expect(await Promise.all(late)).toEqual(["a new", "a new", "a new"]);
    void ask("a");
    expect(ends).toHaveLength(3);
  });

  it("are of one thing, and one that fails does not fail the next", async () => {
    const { ask, ends, fails } = controlled();
    const [a, b] = [ask("a"), ask("b")];
    const next = ask("a");
    fails[0]?.(new Error("gone"));
    await expect(a).rejects.toThrow("gone");
    ends[1]?.("here");
    expect(await b).toBe("b here");
    ends[2]?.("back");
    expect(await next).toBe("a back");
  });
});
