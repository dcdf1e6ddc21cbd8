import { describe, expect, it } from "vitest";
import { fileNameOf, isBackwards, isNarrowed, placeOfScope, scopeOf } from "./scope.ts";

describe("what the figures count", () => {
  it("is kept in the address, and read from it", () => {
    const scope = { season: "2023/2024", venue: undefined, from: "2024-01-01", to: undefined };
    const address = new URL(placeOfScope(scope), "http://localhost");
    expect(address.pathname).toBe("/insights");
    expect(scopeOf(address.searchParams)).toEqual(scope);
  });

  it("is everything at the plain address", () => {
    expect(placeOfScope(scopeOf(new URLSearchParams()))).toBe("/insights");
    expect(isNarrowed(scopeOf(new URLSearchParams("season=2023/2024")))).toBe(false);
  });

  it("leaves out what is no day", () => {
    expect(scopeOf(new URLSearchParams("from=hier&to=2024-1-1&season= "))).toEqual({});
  });

  it("cannot end before it begins", () => {
    expect(isBackwards({ from: "2024-03-02", to: "2024-03-01" })).toBe(true);
    expect(isBackwards({ from: "2024-03-01", to: "2024-03-01" })).toBe(false);
    expect(isBackwards({ from: undefined, to: "2024-03-01" })).toBe(false);
  });

  it("names the files that are taken away", () => {
    expect(fileNameOf("buteurs", { season: "2023/2024", from: "2024-01-01" })).toBe(
      "buteurs-2023-2024-2024-01-01",
    );
  });
});
