import { describe, expect, it } from "vitest";
import { watchDistress } from "./distress.ts";

describe("waiting for locks in vain", () => {
  const at = { ms: 0 };
  const watch = () => watchDistress(3, () => at.ms);

  it("is no distress now and then", () => {
    const distress = watch();
    for (at.ms = 0; at.ms < 10_000; at.ms += 600) distress.note();
    expect(distress.isOn()).toBe(false);
  });

  it("[O20] is one when several do at a time, and passes by itself", () => {
    const distress = watch();
    at.ms = 0;
    for (let count = 0; count < 3; count += 1) distress.note();
    expect(distress.isOn()).toBe(true);
    at.ms = 1_499;
    expect(distress.isOn()).toBe(true);
    at.ms = 1_500;
    expect(distress.isOn()).toBe(false);
  });
});
