import type { Reservation, Slot } from "@babyfoot/contract";
import type { ScheduledTable } from "./timetable.ts";

/** Whether a slot may be taken; to who moves a reservation, the time that it holds is free, too. */
export function isOpenTo(
  moving: Reservation | null,
  table: Pick<ScheduledTable, "id">,
  slot: Slot,
): boolean {
  if (slot.status === "free") return true;
  if (moving === null || slot.status !== "mine" || table.id !== moving.tableId) return false;
  return moving.startsAt <= slot.startsAt && slot.startsAt < moving.endsAt;
}

/** Whether it would move anywhere at all. */
export function isElsewhere(
  moving: Reservation | null,
  table: Pick<ScheduledTable, "id">,
  slot: Slot,
): boolean {
  return moving === null || moving.tableId !== table.id || moving.startsAt !== slot.startsAt;
}
