import { openingTimesOf, turnUntil } from "@babyfoot/domain";
import { type Opening, openingAt } from "../../../shared/venue/opening.ts";
import type { Venue } from "../../../shared/venue/venues.ts";

/** Whether one can join a line: not while its venue is closed, nor so late that no turn fits in. */
export type Joinable = { can: true } | { can: false; opening: Opening };

export function joinableAt(venue: Venue, now: number): Joinable {
  const rules = { ...openingTimesOf(venue), ...venue.policy };
  if (turnUntil(rules, { now, heldFrom: null }) !== null) return { can: true };
  return { can: false, opening: openingAt(venue, now) };
}
