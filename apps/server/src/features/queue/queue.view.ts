import type { QueueEntry, VenueQueue } from "@babyfoot/contract";
import type { EntryRow } from "./line.queries.ts";

type Waits = ReadonlyMap<string, number | null>;

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Whether two may be offered the same table. */
const compete = (a: EntryRow, b: EntryRow): boolean =>
  a.tableId === null || b.tableId === null || a.tableId === b.tableId;

/** From 1: how many are offered a table before them that could be theirs, and themselves. */
function positionOf(entry: EntryRow, line: readonly EntryRow[]): number | null {
  if (entry.status !== "waiting") return null;
  const ahead = line
    .slice(0, line.indexOf(entry))
    .filter((other) => other.status === "waiting" && compete(other, entry));
  return ahead.length + 1;
}

/** Somebody's place as the contract shows it to them. */
export const entryOf = (entry: EntryRow, line: readonly EntryRow[], waits: Waits): QueueEntry => ({
  id: entry.id,
  venueId: entry.venueId,
  tableId: entry.tableId,
  tableCode: entry.tableCode,
  status: entry.status,
  position: positionOf(entry, line),
  estimatedWaitSeconds: entry.status === "offered" ? 0 : (waits.get(entry.id) ?? null),
  joinedAt: entry.joinedAt.toISOString(),
  awayUntil: entry.awayUntil?.toISOString() ?? null,
  offer:
    entry.offer === null
      ? null
      : {
          ...entry.offer,
          offeredUntil: instant(entry.offer.offeredUntil),
          endsAt: instant(entry.offer.endsAt),
        },
});

/** The same as everybody sees it. */
export function publicEntryOf(
  entry: EntryRow,
  line: readonly EntryRow[],
  waits: Waits,
): VenueQueue["items"][number] {
  const { awayUntil: _away, venueId: _venue, offer, ...shown } = entryOf(entry, line, waits);
  return {
    ...shown,
    displayName: entry.displayName,
    offer:
      offer === null
        ? null
        : { tableId: offer.tableId, tableCode: offer.tableCode, offeredUntil: offer.offeredUntil },
  };
}
