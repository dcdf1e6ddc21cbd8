import { describe, expect, it } from "vitest";
import { openingAt } from "./opening.ts";

const day: [string, string][] = [
  ["08:00", "12:00"],
  ["13:30", "24:00"],
];
const venue = {
  timeZone: "Europe/Paris",
  openingHours: {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: [],
  },
  exceptions: [
    { date: "2026-12-06", hours: [["14:00", "18:00"]] as [string, string][], reason: "Téléthon" },
    { date: "2026-12-08", hours: [], reason: "Inventaire" },
  ],
  closures: [
    {
      from: "2026-12-10T07:00:00.000Z",
      to: "2026-12-10T19:00:00.000Z",
      reason: "Tournoi",
      tableIds: ["0193a9b0-0000-7000-8000-000000000000"],
    },
    {
      from: "2026-12-24T11:00:00.000Z",
      to: "2027-01-04T07:00:00.000Z",
      reason: "Vacances",
    },
  ],
};
const at = (instant: string) => openingAt(venue, Date.parse(instant));

describe("a venue in Paris", () => {
  it("is open by its own clock, in winter and in summer", () => {
    expect(at("2026-11-23T07:00:00.000Z")).toEqual({ open: true, until: "12:00" });
    expect(at("2026-07-20T06:00:00.000Z")).toEqual({ open: true, until: "12:00" });
  });

  it("is closed from the very minute at which it closes, and says when it opens again", () => {
    expect(at("2026-11-23T11:00:00.000Z")).toEqual({ open: false, from: "13:30", reason: null });
  });

  it("is open until the end of the day", () => {
    expect(at("2026-11-23T22:59:00.000Z")).toEqual({ open: true, until: "24:00" });
  });

  it("is closed on a day without hours", () => {
    expect(at("2026-11-22T10:00:00.000Z")).toEqual({ open: false, from: null, reason: null });
  });

  it("keeps the hours of a day that has its own", () => {
    expect(at("2026-12-06T13:30:00.000Z")).toEqual({ open: true, until: "18:00" });
    expect(at("2026-12-06T09:00:00.000Z")).toEqual({ open: false, from: "14:00", reason: null });
    expect(at("2026-12-06T18:00:00.000Z")).toEqual({ open: false, from: null, reason: null });
    expect(at("2026-12-08T10:00:00.000Z")).toEqual({
      open: false,
      from: null,
      reason: "Inventaire",
    });
  });

  it("stays open when only some of its tables are closed", () => {
    expect(at("2026-12-10T10:00:00.000Z")).toEqual({ open: true, until: "12:00" });
  });

  it("is closed during a closure, with its reason", () => {
    expect(at("2026-12-28T10:00:00.000Z")).toEqual({
      open: false,
      from: null,
      reason: "Vacances",
    });
  });
});
