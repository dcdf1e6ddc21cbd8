import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localAt } from "../time/zoned-time.ts";
import { whenToSend } from "./quiet-hours.ts";

const PARIS = "Europe/Paris";
const NIGHT = { from: "22:00", to: "07:00" };

const at = (text: string) => Date.parse(text);
const sent = (instant: string, quiet = NIGHT, validUntil: string | null = null) => {
  const when = whenToSend(
    { at: at(instant), validUntil: validUntil === null ? null : at(validUntil) },
    quiet,
    PARIS,
  );
  return when === null ? null : localAt(when, PARIS);
};

describe("[N10] quiet hours", () => {
  it("by day it is sent at once, at night in the morning", () => {
    expect(sent("2026-06-10T10:00:00Z")).toBe("2026-06-10T12:00");
    expect(sent("2026-06-10T20:30:00Z")).toBe("2026-06-11T07:00");
    expect(sent("2026-06-11T02:00:00Z")).toBe("2026-06-11T07:00");
  });

  it("they are half-open: what is ready as they end is sent", () => {
    expect(sent("2026-06-10T19:59:00Z")).toBe("2026-06-10T21:59");
    expect(sent("2026-06-10T20:00:00Z")).toBe("2026-06-11T07:00");
    expect(sent("2026-06-11T05:00:00Z")).toBe("2026-06-11T07:00");
  });

  it("what is untrue by their end is not sent", () => {
    expect(sent("2026-06-10T21:00:00Z", NIGHT, "2026-06-11T05:00:00Z")).toBeNull();
    expect(sent("2026-06-10T21:00:00Z", NIGHT, "2026-06-11T05:00:01Z")).toBe("2026-06-11T07:00");
    expect(sent("2026-06-10T10:00:00Z", NIGHT, "2026-06-10T10:00:00Z")).toBeNull();
  });

  it("the night in which clocks are put forward ends at seven on the clock", () => {
    expect(sent("2026-03-28T22:30:00Z")).toBe("2026-03-29T07:00");
  });

  it("the night in which clocks are put back ends at seven on the clock", () => {
    expect(sent("2026-10-24T22:30:00Z")).toBe("2026-10-25T07:00");
  });

  it("an hour that comes twice is quiet both times, and one that is skipped ends as much later", () => {
    const early = { from: "22:00", to: "02:30" };
    expect(sent("2026-10-25T00:45:00Z", early)).toBe("2026-10-25T02:30");
    expect(whenToSend({ at: at("2026-10-25T00:45:00Z"), validUntil: null }, early, PARIS)).toBe(
      at("2026-10-25T01:30:00Z"),
    );
    expect(sent("2026-03-29T00:30:00Z", early)).toBe("2026-03-29T03:30");
  });

  it("never sends before it is ready, nor within them", () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16));
    const instant = fc.integer({ min: at("2026-01-01T00:00Z"), max: at("2027-01-01T00:00Z") });
    fc.assert(
      fc.property(instant, time, time, (ready, from, to) => {
        fc.pre(from !== to);
        const once = whenToSend({ at: ready, validUntil: null }, { from, to }, PARIS) ?? 0;
        expect(once).toBeGreaterThanOrEqual(ready);
        expect(whenToSend({ at: once, validUntil: null }, { from, to }, PARIS)).toBe(once);
      }),
    );
  });
});
