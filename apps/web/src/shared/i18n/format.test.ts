import { describe, expect, it } from "vitest";
import { clockText, formatFor } from "./format.ts";

const NOON = "2026-11-23T12:00:00.000Z";

describe("instants", () => {
  it("show the venue's clock, not the reader's", () => {
    expect(formatFor("fr", "Europe/Paris").time(NOON)).toBe("13:00");
    expect(formatFor("fr", "Asia/Tokyo").time(NOON)).toBe("21:00");
  });

  it.each([
    [-20_000, "maintenant"],
    [-3 * 60_000, "il y a 3 min"],
    [-2 * 3_600_000, "il y a 2 h"],
    [-26 * 3_600_000, "hier"],
  ])("%d ms from now is %s", (distance, text) => {
    const now = Date.parse(NOON);
    const instant = new Date(now + distance).toISOString();
    expect(formatFor("fr").ago(instant, now).replaceAll(/\s/g, " ")).toBe(text);
  });
});

describe("a match's clock", () => {
  it.each([
    [0, "0:00"],
    [247_900, "4:07"],
    [3_723_000, "1:02:03"],
    [-5, "0:00"],
  ])("%d ms reads %s", (milliseconds, text) => {
    expect(clockText(milliseconds)).toBe(text);
  });
});
