import type { LiveDelta, Reservation, ReservationStatus } from "@babyfoot/contract";
import type { Announcement } from "../../platform/live-log.ts";

export interface ReservationRow {
  id: string;
  venue_id: string;
  table_id: string;
  table_code: string;
  table_name: string;
  owner_id: string;
  owner_name: string;
  starts_at: Date;
  ends_at: Date;
  /** As it is by now, not as it was last written. */
  status: ReservationStatus;
  origin: Reservation["origin"];
  check_in_by: Date;
  check_in_opens_minutes: number;
  checked_in_at: Date | null;
  label: string | null;
  series_id: string | null;
  created_at: Date;
  changed_by: string | null;
  changed_at: Date;
  reason: string | null;
  version: number;
  guests: Reservation["guests"];
}

const MINUTE_MS = 60_000;

/** A reservation as the contract shows it to those concerned. */
export const presentReservation = (row: ReservationRow): Reservation => ({
  id: row.id,
  tableId: row.table_id,
  tableCode: row.table_code,
  tableName: row.table_name,
  venueId: row.venue_id,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  durationMinutes: Math.round((row.ends_at.getTime() - row.starts_at.getTime()) / MINUTE_MS),
  status: row.status,
  origin: row.origin,
  owner: { id: row.owner_id, displayName: row.owner_name },
  guests: row.guests,
  checkInFrom: new Date(checkInOpensAt(row)).toISOString(),
  checkInBy: row.check_in_by.toISOString(),
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  label: row.label,
  seriesId: row.series_id,
  createdAt: row.created_at.toISOString(),
  changedBy: row.changed_by,
  changedAt: row.changed_at.toISOString(),
  reason: row.reason,
  version: row.version,
});

/** In milliseconds. */
export const checkInOpensAt = (row: ReservationRow): number =>
  row.starts_at.getTime() - row.check_in_opens_minutes * MINUTE_MS;

/** What everybody may know of it. */
export function announcementOf(row: ReservationRow): Announcement {
  const message: LiveDelta = {
    type: "reservation.changed",
    reservation: {
      id: row.id,
      tableId: row.table_id,
      startsAt: row.starts_at.toISOString(),
      endsAt: row.ends_at.toISOString(),
      status: row.status,
      version: row.version,
    },
  };
  return { venueId: row.venue_id, tableId: row.table_id, matchId: null, message };
}
