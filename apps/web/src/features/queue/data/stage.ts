import type { QueueEntry, QueueOffer, Reservation } from "@babyfoot/contract";

/** Where somebody stands with the line of their venue. */
export type Stage =
  | { at: "outside"; isSignedIn: boolean }
  | { at: "line"; place: QueueEntry; position: number }
  | { at: "away"; place: QueueEntry }
  | { at: "offer"; place: QueueEntry; offer: QueueOffer }
  | { at: "table"; turn: Reservation };

/** Whoever has taken a table is out of the line; whoever joined it anew since is in it again. */
export function stageOf(place: QueueEntry | null, turn: Reservation | null): Stage {
  if (place === null)
    return turn === null ? { at: "outside", isSignedIn: true } : { at: "table", turn };
  const { offer, position } = place;
  if (offer !== null) return { at: "offer", place, offer };
  return position === null ? { at: "away", place } : { at: "line", place, position };
}

/** What somebody has to be told who finds another stage than they left: not what they did themselves. */
export type Happening = "missed" | "gone" | "lapsed";

export function happeningBetween(before: Stage, after: Stage): Happening | null {
  if (before.at === "offer" && after.at === "away") {
    return wasMissed(before.offer, after.place) ? "missed" : null;
  }
  // Who is signed out keeps their place, and only does not see it.
  if (after.at !== "outside" || !after.isSignedIn) return null;
  if (before.at === "table") {
    const { status, endsAt, checkInBy } = before.turn;
    return status === "booked" && checkInBy < endsAt ? "lapsed" : null;
  }
  return before.at === "outside" ? null : "gone";
}

/** Whoever says “not now” is away from that moment, whoever says nothing from the end of the offer. */
function wasMissed({ offeredUntil }: QueueOffer, { awayUntil }: QueueEntry): boolean {
  return awayUntil !== null && Date.parse(awayUntil) - Date.parse(offeredUntil) >= AWAY_MS;
}

const AWAY_MS = 10 * 60_000;
