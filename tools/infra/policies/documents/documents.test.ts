import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { EXCEPTIONS, SIZES } from "../exceptions.ts";
import { kept } from "../testing/kept-states.ts";
import { verdicts } from "../verdict.ts";
import { DOCS, documents } from "./write.ts";

describe("the documents that are made here", () => {
  it.each([...documents().keys()])("%s is what the tables say today", (name) => {
    expect(readFileSync(path.join(DOCS, name), "utf8")).toBe(documents().get(name));
  });
});

describe("exceptions", () => {
  const accepted = SIZES.flatMap((size) =>
    verdicts([kept(size), kept("bootstrap")], size).flatMap((verdict) =>
      verdict.accepted.map(({ exception }) => ({ exception, size })),
    ),
  );

  it.each(EXCEPTIONS)("of $policy at $address is one that each of its sizes needs", (exception) => {
    expect(exception.reason.length).toBeGreaterThan(20);
    for (const size of exception.sizes)
      expect(accepted.some((one) => one.exception === exception && one.size === size)).toBe(true);
  });
});
