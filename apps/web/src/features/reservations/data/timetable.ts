import type { Slot, VenueSchedule } from "@babyfoot/contract";

/** A table with the slots of its day. */
export interface ScheduledTable {
  id: string;
  code: string;
  name: string;
  available: boolean;
  items: Slot[];
}

export interface DaySchedule {
  date: string;
  timeZone: string;
  tables: ScheduledTable[];
}

/** Gives every table its own slots, which travel once for all. */
export const withSlots = ({ date, timeZone, slots, tables }: VenueSchedule): DaySchedule => ({
  date,
  timeZone,
  tables: tables.map(({ statuses, ...table }) => ({
    ...table,
    items: slots.map((slot, index) => ({ ...slot, status: statuses[index] ?? "closed" })),
  })),
});

/** A time at which slots begin. */
export interface Time {
  startsAt: string;
  endsAt: string;
  /** The times just before it are folded away: nobody can play then. */
  afterFold: boolean;
}

/** A venue's day as far as it matters: what is over or closed is folded away. */
export interface Timetable {
  times: Time[];
  tables: ScheduledTable[];
  /** Tables that cannot be booked at all. */
  unavailable: ScheduledTable[];
}

/** `now` in milliseconds; the slot that is going on stays. `tableId`: that table alone. */
export function timetableOf(schedule: DaySchedule, now: number, tableId?: string): Timetable {
  const wanted = schedule.tables.filter((table) => tableId === undefined || table.id === tableId);
  const tables = wanted.filter((table) => table.available);
  const times = tables.flatMap((table) => table.items).filter((slot) => matters(slot, now));
  return {
    times: withFolds(times),
    tables,
    unavailable: wanted.filter((table) => !table.available),
  };
}

function matters(slot: Slot, now: number): boolean {
  return slot.status !== "closed" && slot.status !== "past" && Date.parse(slot.endsAt) > now;
}

/** Each time once and in order. */
function withFolds(slots: readonly Slot[]): Time[] {
  const byStart = new Map(slots.map((slot) => [slot.startsAt, slot]));
  const ordered = [...byStart.values()].sort((one, other) =>
    one.startsAt < other.startsAt ? -1 : 1,
  );
  return ordered.map(({ startsAt, endsAt }, index) => {
    const before = ordered[index - 1];
    return { startsAt, endsAt, afterFold: before !== undefined && before.endsAt < startsAt };
  });
}

export function slotAt(table: ScheduledTable, startsAt: string): Slot | undefined {
  return table.items.find((slot) => slot.startsAt === startsAt);
}

export interface FreeSlot {
  table: ScheduledTable;
  startsAt: string;
  /** The table is free until then. */
  until: string;
}

/** The next slot to begin that is free, at the table that stays free longest. */
export function firstFree({ times, tables }: Timetable, now: number): FreeSlot | null {
  for (const { startsAt } of times) {
    if (Date.parse(startsAt) < now) continue;
    const free = tables
      .map((table) => ({ table, startsAt, until: freeUntil(table.items, startsAt) }))
      .filter(({ until }) => until > startsAt)
      .sort((one, other) => other.until.localeCompare(one.until));
    if (free[0]) return free[0];
  }
  return null;
}

const isFree = (slot: Slot): boolean => slot.status === "free";

/** The end of the unbroken run of open slots from a start; the start itself when it is not open. */
export function freeUntil(
  items: readonly Slot[],
  startsAt: string,
  isOpen: (slot: Slot) => boolean = isFree,
): string {
  let until = startsAt;
  for (const slot of items) {
    if (slot.startsAt === until && isOpen(slot)) until = slot.endsAt;
  }
  return until;
}

export function previousSlot(table: ScheduledTable, startsAt: string): Slot | undefined {
  return table.items.find((slot) => slot.endsAt === startsAt);
}
