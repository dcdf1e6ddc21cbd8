import { describe, expect, it } from "vitest";
import { calendarText } from "./calendar-text.ts";
import type { CalendarRow } from "./calendars.queries.ts";

const row = (startsAt: string, change: Partial<CalendarRow> = {}): CalendarRow => ({
  id: "0193a9b0-0000-7000-8000-000000000001",
  startsAt: new Date(startsAt),
  endsAt: new Date(Date.parse(startsAt) + 30 * 60_000),
  changedAt: new Date("2026-03-01T09:00:00Z"),
  version: 1,
  cancelled: false,
  tableCode: "T05",
  tableName: "Hall",
  location: null,
  venueName: "Souk",
  players: ["Ana", "Bob"],
  ...change,
});

const options = {
  name: "Ana",
  locale: "fr",
  kind: "player",
  origin: "https://babyfoot.example",
} as const;

const eventOf = (text: string): string[] => {
  const lines = text.split("\r\n");
  // The order of properties says nothing.
  return lines.slice(lines.indexOf("BEGIN:VEVENT") + 1, lines.indexOf("END:VEVENT")).sort();
};

/** Worked out by hand from RFC 5545. */
const golden = (start: string, end: string): string[] =>
  [
    "UID:0193a9b0-0000-7000-8000-000000000001@babyfoot",
    "SEQUENCE:0",
    "DTSTAMP:20260301T090000Z",
    `DTSTART:${start}`,
    `DTEND:${end}`,
    "SUMMARY:Baby-foot\\, table T05",
    "LOCATION:Hall\\, Souk",
    "DESCRIPTION:Avec Bob",
    "STATUS:CONFIRMED",
    "URL;VALUE=URI:https://babyfoot.example/bookings",
    "LAST-MODIFIED:20260301T090000Z",
  ].sort();

describe("a calendar", () => {
  it.each([
    [
      "over the hour that spring skips",
      "2026-03-29T00:45:00Z",
      "20260329T004500Z",
      "20260329T011500Z",
    ],
    [
      "in the hour that comes twice",
      "2026-10-25T00:45:00Z",
      "20261025T004500Z",
      "20261025T011500Z",
    ],
    ["on a leap day", "2028-02-29T11:00:00Z", "20280229T110000Z", "20280229T113000Z"],
    ["over the year's end", "2026-12-31T22:45:00Z", "20261231T224500Z", "20261231T231500Z"],
  ])("[C3] has the right instants %s", (_name, startsAt, start, end) => {
    expect(eventOf(calendarText([row(startsAt)], options))).toEqual(golden(start, end));
  });

  it("[C2] counts changes and keeps what was given back, as cancelled", () => {
    const text = calendarText(
      [row("2026-11-23T12:00:00Z", { version: 4, cancelled: true })],
      options,
    );
    expect(eventOf(text)).toContain("SEQUENCE:3");
    expect(eventOf(text)).toContain("STATUS:CANCELLED");
  });

  it("[C5] nothing that somebody is called ends a line or begins a property", () => {
    const players = ["Ana\r\nATTACH:https://evil.example", "Bob; DROP, \\n"];
    const text = calendarText([row("2026-11-23T12:00:00Z", { players })], {
      ...options,
      kind: "table",
      locale: "en",
    });
    expect(text.split("\r\n").filter((line) => line.startsWith("ATTACH"))).toEqual([]);
    expect(text.replaceAll("\r\n ", "")).toContain("With Bob\\; DROP\\, \\\\n");
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});
