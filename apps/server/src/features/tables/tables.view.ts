import type { FaultKind, Table, TableStatus } from "@babyfoot/contract";
import { sideOfSeat } from "@babyfoot/domain";
import { type MatchRow, presentMatch } from "../matches/matches.service.ts";

export interface TableRow {
  id: string;
  venue_id: string;
  code: string;
  name: string;
  location: string | null;
  condition: string | null;
  bounce_ms: number;
  retired_at: Date | null;
  version: number;
  running_match_id: string | null;
  faults: { kind: FaultKind; blocking: boolean }[];
  devices: { kind: string; online: boolean; catchingUp: boolean; seen: boolean }[];
  match: MatchRow | null;
  /** Who could be offered it next, were it in order. */
  waiting: number;
  /** The one that is on now or comes next; instants in milliseconds. */
  reservation: {
    from: number;
    to: number;
    checkInBy: number;
    claimed: boolean;
    name: string;
    /** Who has tapped in, in order. */
    seats: { seat: number; name: string }[];
  } | null;
}

/** A reservation left unclaimed after its limit no longer counts, whoever looks and whenever this was read. */
const reservationOf = ({ reservation }: TableRow, now: number): TableRow["reservation"] => {
  if (reservation === null || reservation.to <= now) return null;
  return reservation.claimed || reservation.checkInBy > now ? reservation : null;
};

/** What matters most to somebody who wants to play comes first. */
function statusOf(row: TableRow, now: number): TableStatus {
  if (row.retired_at !== null) return "retired";
  if (row.faults.some((fault) => fault.blocking)) return "maintenance";
  if (row.running_match_id !== null) return "playing";
  if (sensorOf(row) === "offline") return "offline";
  const reservation = reservationOf(row, now);
  return reservation !== null && reservation.from <= now ? "reserved" : "free";
}

/**
 * A device that was never heard of is being set up: the table is not offline for it. Boards speak only when a goal
 * falls, so that their silence tells nothing.
 */
function sensorOf({ devices }: TableRow): Table["sensor"] {
  const known = devices.filter((device) => device.seen);
  if (known.length === 0) return "none";
  const there = known.filter((device) => device.online || device.kind === "board");
  if (there.length === 0) return "offline";
  return there.some((device) => device.catchingUp) ? "catching_up" : "ok";
}

/** A table as the contract shows it. */
export function presentTable(row: TableRow): Table {
  const now = Date.now();
  const status = statusOf(row, now);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    venueId: row.venue_id,
    location: row.location,
    condition: row.condition,
    status,
    sensor: sensorOf(row),
    currentMatch: row.match === null ? null : presentMatch(row.match),
    nextReservation: nextOf(reservationOf(row, now)),
    seats: (reservationOf(row, now)?.seats ?? []).map(({ seat, name }) => ({
      side: sideOfSeat(seat),
      displayName: name,
    })),
    waiting: status === "retired" || status === "maintenance" ? 0 : row.waiting,
    openFaults: row.faults,
    bounceMs: row.bounce_ms,
    version: row.version,
  };
}

function nextOf(reservation: TableRow["reservation"]): Table["nextReservation"] {
  if (reservation === null) return null;
  return {
    startsAt: new Date(reservation.from).toISOString(),
    endsAt: new Date(reservation.to).toISOString(),
    displayName: reservation.name,
  };
}
