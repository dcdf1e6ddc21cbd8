import type { Transaction } from "../../platform/database.ts";
import {
  type Notice,
  notify,
  notifyVenue,
  type VenueNotice,
  withdraw,
} from "../notifications/notifications.service.ts";
import { MINUTE_MS } from "./reservations.policy.ts";
import { checkInOpensAt, type ReservationRow } from "./reservations.view.ts";

const REMINDED_BEFORE_MS = 10 * MINUTE_MS;
const PATH = "/bookings";

/** What all notices about a reservation have. */
const about = (row: ReservationRow) => ({
  venueId: row.venue_id,
  subject: row.id,
  path: PATH,
});
const timeOf = (row: ReservationRow) => ({
  table: row.table_name,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
});

/** A reservation at another time or table is told of anew. */
const placeKey = (row: ReservationRow): string =>
  `${row.id}:${row.table_id}:${row.starts_at.getTime()}`;

const acceptedGuests = (row: ReservationRow): string[] =>
  row.guests.filter(({ answer }) => answer === "accepted").map(({ id }) => id);

/** Its owner is told before it begins and when to check in; those who have just booked what begins know. */
function comingUp(row: ReservationRow): Notice[] {
  const now = Date.now();
  const opens = checkInOpensAt(row);
  const data = { ...timeOf(row), until: row.check_in_by.toISOString() };
  const checkIn: Notice = {
    ...about(row),
    playerId: row.owner_id,
    kind: "check_in_now",
    key: `check in:${placeKey(row)}`,
    data,
    notBefore: opens > now ? opens : row.starts_at.getTime(),
    validUntil: row.check_in_by.getTime(),
  };
  const mayCheckIn = row.status === "booked" && (checkIn.notBefore ?? 0) > now;
  return [...reminders(row, [row.owner_id]), ...(mayCheckIn ? [checkIn] : [])];
}

function reminders(row: ReservationRow, players: readonly string[]): Notice[] {
  const at = row.starts_at.getTime() - REMINDED_BEFORE_MS;
  if (at <= Date.now()) return [];
  return players.map((playerId) => ({
    ...about(row),
    playerId,
    kind: "booking_reminder",
    key: `reminder:${placeKey(row)}`,
    data: timeOf(row),
    notBefore: at,
    validUntil: row.starts_at.getTime(),
  }));
}

const confirmation = (row: ReservationRow, weeks = 1): Notice => ({
  ...about(row),
  playerId: row.owner_id,
  kind: "booking_confirmed",
  key: `confirmed:${row.id}:${row.version}`,
  data: { ...timeOf(row), weeks },
});

const invitations = (row: ReservationRow): Notice[] =>
  row.guests
    .filter(({ answer }) => answer === "invited")
    .map(({ id: playerId }) => ({
      ...about(row),
      playerId,
      kind: "invited",
      key: `invited:${row.id}:${row.version}`,
      data: { ...timeOf(row), playerId: row.owner_id },
      validUntil: row.ends_at.getTime(),
    }));

const forVenue = (
  row: ReservationRow,
  kind: VenueNotice["kind"],
  data: VenueNotice["data"],
): VenueNotice => ({
  ...about(row),
  kind,
  key: `${kind}:${row.id}:${row.version}`,
  data: { ...timeOf(row), ...data },
});

/** Only what was booked ahead is confirmed and reminded of: whoever takes a free table stands at it. */
const isBooking = (row: ReservationRow): boolean => row.origin === "booking";

/** Tells of a new reservation, and later that it is about to begin. */
export async function noteBooked(tx: Transaction, row: ReservationRow): Promise<void> {
  await notify(tx, [
    ...(isBooking(row) ? [confirmation(row), ...comingUp(row)] : []),
    ...invitations(row),
  ]);
  if (isBooking(row))
    await notifyVenue(tx, [forVenue(row, "booking_confirmed", { playerId: row.owner_id })]);
}

/** The same of what the house holds in many weeks, which is told as one. */
export async function noteSeries(tx: Transaction, rows: readonly ReservationRow[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  await notify(tx, [confirmation(first, rows.length)]);
  const data = { playerId: first.owner_id, weeks: rows.length };
  await notifyVenue(tx, [forVenue(first, "booking_confirmed", data)]);
}

interface Doing {
  by: string;
  reason: string | null;
}

/** Those who are to come and did not do it themselves. */
const others = (row: ReservationRow, by: string, guests = acceptedGuests(row)): string[] =>
  [row.owner_id, ...guests].filter((playerId) => playerId !== by);

const isSame = (before: ReservationRow, after: ReservationRow): boolean =>
  placeKey(before) === placeKey(after) && before.ends_at.getTime() === after.ends_at.getTime();

/** Tells of a change instead of what was true before it. */
export async function noteChanged(
  tx: Transaction,
  { before, after }: { before: ReservationRow; after: ReservationRow },
  { by, reason }: Doing,
): Promise<void> {
  if (isSame(before, after)) return;
  await withdraw(tx, [after.id]);
  const had = acceptedGuests(before);
  const asked = new Set(after.guests.filter((one) => one.answer === "invited").map(({ id }) => id));
  const changed = others(after, by, had).map(
    (playerId): Notice => ({
      ...about(after),
      playerId,
      kind: "booking_changed",
      key: `changed:${after.id}:${after.version}`,
      data: { ...timeOf(after), playerId: by, reason, askedAgain: asked.has(playerId) },
    }),
  );
  // Who is asked again learns it with the change.
  const fresh = invitations(after).filter(({ playerId }) => !had.includes(playerId));
  const own = by === after.owner_id && isBooking(after) ? [confirmation(after)] : [];
  const ahead = isBooking(after)
    ? [...comingUp(after), ...reminders(after, acceptedGuests(after))]
    : [];
  await notify(tx, [...own, ...changed, ...fresh, ...ahead]);
  await notifyVenue(tx, [forVenue(after, "booking_changed", { playerId: by, reason })]);
}

/** Tells of one that was given back before its end; what was still to be told of it is not. */
export async function noteGivenBack(
  tx: Transaction,
  row: ReservationRow,
  { by, reason }: Doing,
): Promise<void> {
  await withdraw(tx, [row.id]);
  if (row.status !== "cancelled") return;
  await notify(
    tx,
    others(row, by).map((playerId) => ({
      ...about(row),
      playerId,
      kind: "booking_cancelled",
      key: `cancelled:${row.id}`,
      data: { ...timeOf(row), playerId: by, reason },
    })),
  );
  if (isBooking(row))
    await notifyVenue(tx, [forVenue(row, "booking_cancelled", { playerId: by, reason })]);
}

/** Whoever is there needs neither reminder nor call. */
export const noteCheckedIn = (tx: Transaction, { id }: { id: string }): Promise<void> =>
  withdraw(tx, [id], { kinds: ["booking_reminder", "check_in_now"] });

/** Tells its owner what somebody invited has answered. */
export async function noteAnswered(
  tx: Transaction,
  row: ReservationRow,
  { playerId, answer }: { playerId: string; answer: "accepted" | "declined" },
): Promise<void> {
  // Said once more, it is nothing new.
  if (row.guests.some((guest) => guest.id === playerId && guest.answer === answer)) return;
  await withdraw(tx, [row.id], { kinds: ["invited", "booking_reminder"], playerId });
  const coming = answer === "accepted" && isBooking(row) ? reminders(row, [playerId]) : [];
  await notify(tx, [
    ...coming,
    {
      ...about(row),
      playerId: row.owner_id,
      kind: "invitation_answered",
      key: `answered:${row.id}:${row.version}:${playerId}:${answer}`,
      data: { ...timeOf(row), playerId, answer },
      validUntil: row.ends_at.getTime(),
    },
  ]);
}

/** Tells the owners of what was left unclaimed, once, whoever has noticed it. */
export async function noteReleased(
  tx: Transaction,
  rows: readonly ReservationRow[],
): Promise<void> {
  const released = rows.filter((row) => row.status === "no_show" && row.origin !== "house");
  if (released.length === 0) return;
  await withdraw(
    tx,
    released.map(({ id }) => id),
    { kinds: ["booking_reminder", "check_in_now", "invited"] },
  );
  await notify(
    tx,
    released.map((row) => ({
      ...about(row),
      playerId: row.owner_id,
      kind: "booking_released",
      key: `released:${row.id}`,
      data: timeOf(row),
    })),
  );
  await notifyVenue(
    tx,
    released.map((row) => ({
      ...forVenue(row, "booking_released", {}),
      key: `released:${row.id}`,
    })),
  );
}
