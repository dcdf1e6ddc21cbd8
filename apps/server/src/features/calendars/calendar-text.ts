import type { Locale } from "@babyfoot/contract";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { messages } from "./calendars.messages.ts";
import type { CalendarRow } from "./calendars.queries.ts";

const REFRESH_SECONDS = 15 * 60;

export interface CalendarOptions {
  name: string;
  locale: Locale;
  /** What an entry is called: a player's by its table, a table's by who has it. */
  kind: "player" | "table";
  /** Where the installation is reached. */
  origin: string;
}

/**
 * A calendar as RFC 5545 has it. Instants are in UTC, which every program shows in its own zone. An entry keeps its UID
 * for ever and counts its changes in SEQUENCE; what was given back stays, as cancelled.
 */
export function calendarText(
  rows: readonly CalendarRow[],
  { name, locale, kind, origin }: CalendarOptions,
): string {
  const say = messages[locale];
  const calendar = ical({
    name: say.title(name),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: "Babyfoot", product: "Reservations", language: locale.toUpperCase() },
    ttl: REFRESH_SECONDS,
  });
  for (const row of rows) {
    const [owner = "", ...others] = row.players;
    calendar.createEvent({
      id: `${row.id}@babyfoot`,
      sequence: row.version - 1,
      stamp: row.changedAt,
      lastModified: row.changedAt,
      start: row.startsAt,
      end: row.endsAt,
      summary: kind === "table" ? owner : say.game(row.tableCode),
      description: others.length > 0 ? say.with(others.join(", ")) : null,
      location: [row.tableName, row.location, row.venueName].filter(Boolean).join(", "),
      status: row.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      url: `${origin}/bookings`,
    });
  }
  return calendar.toString();
}
