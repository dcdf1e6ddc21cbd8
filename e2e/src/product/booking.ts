import {
  API,
  listOf,
  type Reservation,
  reservationSchema,
  type Slot,
  scheduleSchema,
  tableSchema,
  venueSchema,
} from "@babyfoot/contract";
import { type HttpClient, signUp } from "./http-client.ts";

const ALWAYS = [["00:00", "24:00"]];
const ALL_WEEK = {
  ...{ monday: ALWAYS, tuesday: ALWAYS, wednesday: ALWAYS, thursday: ALWAYS },
  ...{ friday: ALWAYS, saturday: ALWAYS, sunday: ALWAYS },
};
const DAY_MS = 86_400_000;
const IN_PARIS = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" });
const MINUTE_MS = 60_000;

const venues = listOf(venueSchema);
const tables = listOf(tableSchema);

/** Opens the first venue day and night, so that a test books whenever it runs. */
export async function openAllWeek(admin: HttpClient): Promise<void> {
  const { items } = venues.parse(await admin.call("GET", `${API}/venues`));
  await admin.call("PATCH", `${API}/venues/${items[0]?.id}`, { openingHours: ALL_WEEK });
}

export interface Wish {
  tableId: string;
  startsAt: string;
  durationMinutes: number;
  playerIds?: string[];
}

export async function book(player: HttpClient, wish: Wish): Promise<Reservation> {
  return reservationSchema.parse(await player.call("POST", `${API}/reservations`, wish));
}

/** The venue's day so many days from now, `2026-11-23`. */
export const dayFromNow = (days: number): string => IN_PARIS.format(Date.now() + days * DAY_MS);

/** The free slots of a table, so many days from now. */
export async function freeSlots(
  player: HttpClient,
  tableId: string,
  days: number,
): Promise<Slot[]> {
  const path = `${API}/tables/${tableId}/schedule?date=${dayFromNow(days)}`;
  const { items } = scheduleSchema.parse(await player.call("GET", path));
  return items.filter(({ status }) => status === "free");
}

/** Books the first free slot of a table from tomorrow on, on a day on which the venue opens. */
export async function bookNextFree(player: HttpClient, tableId: string): Promise<Reservation> {
  for (const days of [1, 2, 3, 4]) {
    const [slot] = await freeSlots(player, tableId, days);
    if (slot) return book(player, { tableId, startsAt: slot.startsAt, durationMinutes: 15 });
  }
  throw new Error("nothing is free for days");
}

/** The start of the quarter of an hour that is going on. */
export function thisQuarter(): string {
  return new Date(Math.floor(Date.now() / (15 * MINUTE_MS)) * 15 * MINUTE_MS).toISOString();
}

const GUESTS = ["Ambre", "Basile", "Capucine", "Diego", "Elsa", "Farid", "Garance", "Hugo", "Iris"];

/** For pictures: a day on which many have booked, the administrator too, and an invitation. */
export async function fillAgenda(url: string, admin: HttpClient): Promise<void> {
  const { items } = tables.parse(await admin.call("GET", `${API}/tables`));
  const days = (await firstOpenDay(admin, items[0]?.id ?? "")) ?? 0;
  for (const [index, name] of GUESTS.entries()) {
    const email = `agenda-${index}@babyfoot.example`;
    const player = await signUp(url, { email, password: "la balle au centre", name });
    const tableId = items[(index * 2) % items.length]?.id ?? "";
    const slots = (await freeSlots(player, tableId, days)).filter(hasRoom);
    const slot = slots[2 + ((index * 5) % 16)];
    if (!slot) continue;
    const length = { tableId, startsAt: slot.startsAt, durationMinutes: 15 + 15 * (index % 3) };
    await book(player, index === 0 ? { ...length, playerIds: [admin.id] } : length);
  }
  const [own] = items;
  const slot = own && (await freeSlots(admin, own.id, days)).filter(hasRoom)[1];
  if (slot) {
    await book(admin, { tableId: own.id, startsAt: slot.startsAt, durationMinutes: 30 });
  }
}

/** Whether a table is free for the longest of these reservations. */
function hasRoom({ startsAt }: Slot, index: number, slots: Slot[]): boolean {
  const third = slots[index + 2];
  return (
    third !== undefined && Date.parse(third.startsAt) - Date.parse(startsAt) === 30 * MINUTE_MS
  );
}

/** How many days from now a table can be booked for a while. */
async function firstOpenDay(player: HttpClient, tableId: string): Promise<number | undefined> {
  for (const days of [0, 1, 2, 3]) {
    if ((await freeSlots(player, tableId, days)).length > 20) return days;
  }
  return undefined;
}

/** Somebody who has a table now, for half an hour at most, and is there. */
export async function haveNow(player: HttpClient, tableId: string): Promise<Reservation> {
  const made = await book(player, { tableId, startsAt: thisQuarter(), durationMinutes: 30 });
  await player.call("POST", `${API}/reservations/${made.id}/check-in`, {});
  return made;
}

/** Gives a table back, to whoever waits. */
export async function giveBack(player: HttpClient, { id }: Reservation): Promise<void> {
  await player.call("DELETE", `${API}/reservations/${id}`);
}
