import type { VenueQueue } from "@babyfoot/contract";

type Item = VenueQueue["items"][number];

interface NextAt {
  /** For whom the table is held this moment. */
  offer: { name: string; offeredUntil: string } | null;
  /** Who is offered it next. */
  next: string | null;
}

/** Who of a line comes next at one of its tables. */
export function nextAt(tableId: string, items: readonly Item[]): NextAt {
  const held = items.find(({ offer }) => offer?.tableId === tableId);
  const next = items.find(
    (item) => item.status === "waiting" && (item.tableId === null || item.tableId === tableId),
  );
  return {
    offer: held?.offer ? { name: held.displayName, offeredUntil: held.offer.offeredUntil } : null,
    next: next?.displayName ?? null,
  };
}
