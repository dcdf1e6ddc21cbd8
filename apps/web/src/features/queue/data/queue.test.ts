import type { QueueEntry, Reservation } from "@babyfoot/contract";
import { describe, expect, it } from "vitest";
import { sampleId } from "../../../shared/testing/samples.ts";
import { markAt, secondsUntil } from "./countdown.ts";
import { countBefore, ownLine, type Waiter } from "./others.ts";
import { happeningBetween, stageOf } from "./stage.ts";
import { whatIsNew } from "./use-place-news.ts";

const UNTIL = "2026-11-23T12:03:00.000Z";
const offer = {
  ...{ reservationId: sampleId(900), tableId: sampleId(101), tableCode: "T01", tableName: "Bar" },
  ...{ offeredUntil: UNTIL, endsAt: "2026-11-23T12:15:00.000Z" },
};
const place = (change: Partial<QueueEntry> = {}): QueueEntry => ({
  ...{ id: sampleId(7), venueId: sampleId(1), tableId: null, tableCode: null },
  ...{ status: "waiting", position: 2, estimatedWaitSeconds: 300 },
  ...{ joinedAt: "2026-11-23T12:00:00.000Z", awayUntil: null, offer: null },
  ...change,
});
const offered = place({ status: "offered", position: null, offer });
const awayUntil = (instant: string) =>
  place({ status: "away", position: null, awayUntil: instant });
const turn = (change: Partial<Reservation> = {}): Reservation => ({
  ...{ id: sampleId(900), tableId: sampleId(101), tableCode: "T01", tableName: "Bar" },
  ...{ venueId: sampleId(1), startsAt: "2026-11-23T12:01:00.000Z", endsAt: offer.endsAt },
  ...{ durationMinutes: 14, status: "booked", origin: "queue", guests: [], reason: null },
  ...{ owner: { id: sampleId(3), displayName: "Ana" }, version: 1, checkedInAt: null },
  ...{ label: null, seriesId: null, createdAt: "2026-11-23T12:00:00.000Z" },
  ...{ changedBy: null, changedAt: "2026-11-23T12:01:00.000Z" },
  ...{ checkInFrom: "2026-11-23T12:01:00.000Z", checkInBy: "2026-11-23T12:06:00.000Z" },
  ...change,
});

describe("where one stands", () => {
  it("is outside, in line, away, before an offer, or at a table", () => {
    expect(stageOf(null, null).at).toBe("outside");
    expect(stageOf(place(), null)).toMatchObject({ at: "line", position: 2 });
    expect(stageOf(awayUntil("2026-11-23T12:20:00.000Z"), null).at).toBe("away");
    expect(stageOf(offered, null)).toMatchObject({ at: "offer", offer });
    expect(stageOf(null, turn())).toMatchObject({ at: "table" });
  });

  it("is in line again for who joins it anew after their turn", () => {
    expect(stageOf(place(), turn()).at).toBe("line");
  });
});

describe("what one is told on finding things changed", () => {
  type Known = Parameters<typeof stageOf>;
  const happening = (before: Known, after: Known) =>
    happeningBetween(stageOf(...before), stageOf(...after));

  it("[Q4] is that an offer was missed, but not that one said no to it", () => {
    const atTheEnd = awayUntil("2026-11-23T12:13:00.000Z");
    const before = awayUntil("2026-11-23T12:11:30.000Z");
    expect(happening([offered, null], [atTheEnd, null])).toBe("missed");
    expect(happening([offered, null], [before, null])).toBeNull();
  });

  it("[Q5] is that one is in line no longer", () => {
    expect(happening([place(), null], [null, null])).toBe("gone");
    expect(happening([null, null], [place(), null])).toBeNull();
    const signedOut = { at: "outside", isSignedIn: false } as const;
    expect(happeningBetween(stageOf(place(), null), signedOut)).toBeNull();
  });

  it("is that a table was given back which one did not claim", () => {
    expect(happening([null, turn()], [null, null])).toBe("lapsed");
    expect(happening([null, turn({ status: "checked_in" })], [null, null])).toBeNull();
  });
});

describe("the line as somebody in it sees it", () => {
  const waiter = (number: number, change: Partial<Waiter> = {}): Waiter => ({
    ...{ id: sampleId(number), tableId: null, tableCode: null, status: "waiting", position: 1 },
    ...{ estimatedWaitSeconds: 60, joinedAt: "2026-11-23T12:00:00.000Z", offer: null },
    displayName: `Nº ${number}`,
    ...change,
  });
  const [bar, patio] = [{ tableId: sampleId(101) }, { tableId: sampleId(102) }];
  const line = [
    waiter(1),
    waiter(2, patio),
    waiter(3, { status: "away" }),
    waiter(4),
    waiter(5, bar),
    waiter(6, patio),
    waiter(7),
    waiter(8, { status: "offered" }),
  ];

  it("has before them who may be offered their table first, those away left out", () => {
    const { before, me, behind } = ownLine(line, sampleId(5));
    expect(before.map(({ id }) => id)).toEqual([8, 1, 4].map(sampleId));
    expect(me?.id).toBe(sampleId(5));
    expect(behind).toBe(1);
  });

  it("is empty for who is not in it", () => {
    expect(ownLine(line, sampleId(99))).toEqual({ before: [], me: undefined, behind: 0 });
  });

  it("says how many are before whoever joins now", () => {
    expect(countBefore(line, { tableId: null })).toBe(6);
    expect(countBefore(line, bar)).toBe(4);
  });
});

describe("the news of a line", () => {
  const named = { entryId: place().id, tableId: offer.tableId, offeredUntil: UNTIL };

  it("[Q8] are an offer to who is named in them, once", () => {
    expect(whatIsNew(place(), { offers: [named] })).toBe("offer");
    expect(whatIsNew(offered, { offers: [named] })).toBe("nothing");
    const later = { ...named, offeredUntil: "2026-11-23T12:30:00.000Z" };
    expect(whatIsNew(offered, { offers: [later] })).toBe("offer");
  });

  it("tell whose offer is in them no longer that it is gone, and the others nothing", () => {
    expect(whatIsNew(offered, { offers: [] })).toBe("offer gone");
    const toSomebody = { ...named, entryId: sampleId(8) };
    expect(whatIsNew(place(), { offers: [toSomebody] })).toBe("nothing");
  });
});

describe("the time left for an offer", () => {
  it("is counted in whole seconds, to the end", () => {
    const end = Date.parse(UNTIL);
    expect(secondsUntil(UNTIL, end - 90_500)).toBe(91);
    expect(secondsUntil(UNTIL, end - 1)).toBe(1);
    expect(secondsUntil(UNTIL, end + 5000)).toBe(0);
  });

  it.each([
    [180, null],
    [61, null],
    [60, 60],
    [31, 60],
    [30, 30],
    [10, 10],
    [0, 10],
  ])("at %d s was said aloud at %s s", (left, mark) => {
    expect(markAt(left)).toBe(mark);
  });
});
