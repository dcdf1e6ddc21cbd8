import { type OpeningTimes, openSpans } from "../booking/opening.ts";
import { MINUTE_MS, slotsOf } from "../booking/slots.ts";
import type { Span } from "../booking/span.ts";
import { wholeMinute } from "../queue/turn.ts";
import { dateAt, dayAfter } from "../time/zoned-time.ts";
import { SEATS } from "./seats.ts";

/** A reservation or an offer that has a table now or soon, as the clock makes it; in milliseconds. */
export interface TurnOfTable extends Span {
  id: string;
  status: "offered" | "booked" | "checked_in";
  origin: "booking" | "queue" | "walk_up" | "house";
  /** From when it may be claimed. */
  claimableFrom: number;
  /** Whether whoever taps owns it, or plays in it as an accepted guest (of an offer: it is offered to them). */
  mine: boolean;
  /** Its owner and accepted guests who have not tapped in. */
  expected: number;
  /** How many have tapped in. */
  seated: number;
  /** Whether whoever taps has. */
  seatedMe: boolean;
}

/** A table and whoever taps at it, at an instant. */
export interface TapSituation {
  now: number;
  table: { retired: boolean; blocked: boolean };
  /** Everything that has the table now or has it next. */
  turns: readonly TurnOfTable[];
  venue: OpeningTimes & { slotMinutes: number; maxReservationMinutes: number };
  tapper: {
    isStaff: boolean;
    /** May not even walk in: after unclaimed reservations, where the venue is so strict. */
    barred: boolean;
    /** Plays in a match at another table. */
    playsElsewhere: boolean;
    /** When they have a reservation elsewhere: the first to end after now. */
    elsewhere: Span | null;
  };
}

export type TapRefused =
  | "reserved_for_other"
  | "closed"
  | "maintenance"
  | "suspended"
  | "player_busy"
  | "table_full";
type Opened = "reservation" | "walk_up" | "queue";

export type TapDecision =
  | { kind: "refuse"; reason: TapRefused }
  /** Claims a reservation or takes an offer, which is then under way. */
  | { kind: "claim" | "take"; turnId: string; reason: Opened; until: number }
  /** The table is in use by them, or has a seat for one more. */
  | { kind: "join"; turnId: string; reason: Opened; until: number }
  | { kind: "walk_up"; until: number }
  | { kind: "staff"; until: number };

/** Somebody who finds a table free has it so long at least, where nothing comes after. */
const LEAST_TURN_MS = 10 * MINUTE_MS;
/** Less is not worth opening for. */
const LEAST_LEFT_MS = MINUTE_MS;

const REASONS = { booking: "reservation", queue: "queue", walk_up: "walk_up" } as const;

const refuse = (reason: TapRefused): TapDecision => ({ kind: "refuse", reason });

/** What a tap at a table leads to. */
export function decideTap(situation: TapSituation): TapDecision {
  const { now, table, turns, tapper } = situation;
  const inUse = turns.find((turn) => isOn(turn, now));
  const mine = turns.filter((turn) => turn.mine && turn.claimableFrom <= now && now < turn.to);
  const own = mine.find((turn) => turn.status !== "checked_in") ?? mine[0];
  if (table.retired) return refuse("maintenance");
  if (tapper.isStaff && (own === undefined || table.blocked)) return staffOpens(situation);
  if (table.blocked) return refuse("maintenance");
  if (own !== undefined) return ownTurn(own);
  if (tapper.playsElsewhere) return refuse("player_busy");
  if (inUse !== undefined) return othersTurn(inUse);
  return walkUp(situation);
}

/** A turn has its table from its beginning, or from when it was opened before that. */
const isOn = (turn: TurnOfTable, now: number): boolean =>
  now < turn.to && (turn.from <= now || (turn.status === "checked_in" && turn.seated > 0));

function ownTurn({ id, status, origin, to }: TurnOfTable): TapDecision {
  // The house holds tables for what it has announced, not for whoever has entered it.
  if (origin === "house") return refuse("reserved_for_other");
  const kinds = { offered: "take", booked: "claim", checked_in: "join" } as const;
  return { kind: kinds[status], turnId: id, reason: REASONS[origin], until: to };
}

/** Whoever comes with those who have the table may play too, once one of them has tapped in. */
function othersTurn({
  id,
  status,
  origin,
  to,
  seated,
  seatedMe,
  expected,
}: TurnOfTable): TapDecision {
  if (origin === "house") return refuse("reserved_for_other");
  const join: TapDecision = { kind: "join", turnId: id, reason: REASONS[origin], until: to };
  if (seatedMe) return join;
  if (status !== "checked_in" || seated === 0) return refuse("reserved_for_other");
  return seated + expected < SEATS ? join : refuse("table_full");
}

function staffOpens(situation: TapSituation): TapDecision {
  const { now, venue } = situation;
  return { kind: "staff", until: endOfTurn(venue, now) };
}

function walkUp({ now, turns, venue, tapper }: TapSituation): TapDecision {
  const today = dateAt(now, venue.timeZone);
  const open = openSpans(venue, { first: dayAfter(today, -1), last: dayAfter(today, 1) });
  const opened = open.find((span) => span.from <= now && now < span.to);
  if (opened === undefined) return refuse("closed");
  if (tapper.barred) return refuse("suspended");
  if (tapper.elsewhere !== null && tapper.elsewhere.from <= now) return refuse("player_busy");
  const next = Math.min(Number.POSITIVE_INFINITY, ...turns.map((turn) => Math.max(turn.from, now)));
  const busyFrom = tapper.elsewhere?.from ?? Number.POSITIVE_INFINITY;
  if (next - now < LEAST_LEFT_MS) return refuse("reserved_for_other");
  if (opened.to - now < LEAST_LEFT_MS) return refuse("closed");
  if (busyFrom - now < LEAST_LEFT_MS) return refuse("player_busy");
  const until = Math.min(endOfTurn(venue, now), next, opened.to, busyFrom);
  return { kind: "walk_up", until: wholeMinute(until) };
}

/** The end of the slot under way, and of further ones until it is a turn worth having. */
function endOfTurn(venue: TapSituation["venue"], now: number): number {
  const { timeZone, slotMinutes, maxReservationMinutes } = venue;
  const today = dateAt(now, timeZone);
  const ends = [today, dayAfter(today, 1)]
    .flatMap((date) => slotsOf(date, timeZone, slotMinutes))
    .map((slot) => slot.to);
  const end = ends.find((to) => to - now >= LEAST_TURN_MS) ?? now + LEAST_TURN_MS;
  const longest = Math.max(maxReservationMinutes * MINUTE_MS, LEAST_TURN_MS);
  return Math.min(end, wholeMinute(now) + longest);
}
