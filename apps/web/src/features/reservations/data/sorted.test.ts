import type { Reservation } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { sampleId } from "../../../shared/testing/samples.ts";
import { isElsewhere, isOpenTo } from "./moving.ts";
import { sorted, stageOf } from "./sorted.ts";

const ME = sampleId(7);
const NOW = Date.parse("2026-11-23T12:00:00.000Z");
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

/** Half an hour at table 1 that begins so many minutes from now. */
function reservation(minutes: number, change: Partial<Reservation> = {}): Reservation {
  return {
    id: sampleId(1000 + minutes),
    tableId: sampleId(101),
    tableCode: "T01",
    tableName: "Près du bar",
    venueId: sampleId(1),
    startsAt: at(minutes),
    endsAt: at(minutes + 30),
    durationMinutes: 30,
    status: "booked",
    origin: "booking",
    owner: { id: ME, displayName: "Inès" },
    guests: [],
    checkInFrom: at(minutes - 5),
    checkInBy: at(minutes + 5),
    checkedInAt: null,
    label: null,
    seriesId: null,
    createdAt: "2026-11-20T10:00:00.000Z",
    changedBy: null,
    changedAt: "2026-11-20T10:00:00.000Z",
    reason: null,
    version: 1,
    ...change,
  };
}

const invited = (minutes: number, answer: "invited" | "accepted" | "declined") =>
  reservation(minutes, {
    owner: { id: sampleId(8), displayName: "Malo" },
    guests: [{ id: ME, displayName: "Inès", answer }],
  });

const starts = (list: Reservation[]) =>
  list.map(({ startsAt }) => (Date.parse(startsAt) - NOW) / 60_000);

describe("one's reservations", () => {
  it("are those ahead, soonest first, and those that are over, latest first", () => {
    const all = [
      reservation(300),
      reservation(20),
      reservation(-10, { status: "checked_in" }),
      reservation(-60, { status: "ended" }),
      reservation(-90, { status: "no_show" }),
      reservation(60, { status: "cancelled" }),
    ];
    const { upcoming, past } = sorted(all, { userId: ME, now: NOW });
    expect(starts(upcoming)).toEqual([-10, 20, 300]);
    expect(starts(past)).toEqual([60, -60, -90]);
  });

  it("tell invitations that wait from those that were answered", () => {
    const all = [invited(20, "invited"), invited(80, "accepted"), invited(140, "declined")];
    const { invitations, upcoming, past } = sorted(all, { userId: ME, now: NOW });
    expect([invitations, upcoming, past].map(starts)).toEqual([[20], [80], [140]]);
  });
});

describe("where a reservation stands", () => {
  it.each([
    [reservation(300), "ahead"],
    [reservation(30), "soon"],
    [reservation(5), "claimable"],
    [reservation(-4), "claimable"],
    [reservation(5, { status: "checked_in" }), "claimed"],
    [reservation(0, { status: "checked_in" }), "running"],
  ])("%#", (one, stage) => {
    expect(stageOf(one, NOW)).toBe(stage);
  });
});

describe("moving a reservation", () => {
  const moving = reservation(60);
  const table = { id: moving.tableId };
  const slot = (minutes: number, status: "free" | "mine" | "reserved") => ({
    startsAt: at(minutes),
    endsAt: at(minutes + 15),
    status,
  });

  it("may take what is free and what it holds itself, not what one holds besides", () => {
    expect(isOpenTo(moving, table, slot(0, "free"))).toBe(true);
    expect(isOpenTo(moving, table, slot(75, "mine"))).toBe(true);
    expect(isOpenTo(moving, table, slot(90, "mine"))).toBe(false);
    expect(isOpenTo(moving, { id: sampleId(102) }, slot(75, "mine"))).toBe(false);
    expect(isOpenTo(null, table, slot(75, "mine"))).toBe(false);
    expect(isOpenTo(moving, table, slot(75, "reserved"))).toBe(false);
  });

  it("leads elsewhere", () => {
    expect(isElsewhere(moving, table, slot(60, "mine"))).toBe(false);
    expect(isElsewhere(moving, table, slot(75, "mine"))).toBe(true);
    expect(isElsewhere(moving, { id: sampleId(102) }, slot(60, "free"))).toBe(true);
  });
});
