import { describe, expect, it } from "vitest";
import { POLICIES } from "./all-policies.ts";
import { EXCEPTIONS, SIZES } from "./exceptions.ts";
import { FURTHER_RULES } from "./rules/further.ts";
import { kept } from "./testing/kept-states.ts";
import { verdicts } from "./verdict.ts";

describe("exceptions", () => {
  const accepted = SIZES.flatMap((size) =>
    [POLICIES, FURTHER_RULES]
      .flatMap((rules) => verdicts([kept(size), kept("bootstrap")], size, rules))
      .flatMap((verdict) => verdict.accepted.map(({ exception }) => ({ exception, size }))),
  );

  it.each(EXCEPTIONS)("of $policy at $address is one that each of its sizes needs", (exception) => {
    expect(exception.reason.length).toBeGreaterThan(20);
    for (const size of exception.sizes)
      expect(accepted.some((one) => one.exception === exception && one.size === size)).toBe(true);
  });
});
