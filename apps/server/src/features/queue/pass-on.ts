import type { Venue } from "@babyfoot/contract";
import { turnUntil } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import {
  cancelOffers,
  endTurn,
  makeOffer,
  rulesOf,
  writeLapsedOf,
} from "../reservations/reservations.service.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { busyFrom, type FreeTable, freeTables, offeredTables } from "./free-tables.queries.ts";
import { closeLine, noteOffer } from "./line.changes.ts";
import { type EntryRow, lineOf, type Touched } from "./line.queries.ts";
import { noteOffered } from "./queue.notices.ts";
import { settle } from "./settle.ts";

/** What has changed in a line and must be told. */
export interface Passed {
  reservations: string[];
  touched: Touched[];
}

/**
 * Offers a free table of a venue to the first who can have it; the line must be locked. Nothing is offered to two: the
 * offer is a reservation, of which the database lets no two overlap. One offer a transaction: who makes several, and they
 * who tap at these tables, could wait for each other.
 */
export async function passOn(tx: Transaction, venueId: string): Promise<Passed> {
  const venue = presentVenue(await findVenue(tx, venueId));
  const now = await clockOf(tx);
  const withdrawn = await withdrawImpossible(tx, { venue, now });
  const touched: Touched[] = await settle(tx, venueId);
  const waiting = (await lineOf(tx, venueId)).filter(({ status }) => status === "waiting");
  if (waiting.length === 0) return { reservations: withdrawn, touched };
  if (turnUntil(rulesOf(venue), { now, heldFrom: null }) === null) {
    touched.push(...(await closeLine(tx, venueId)));
    return { reservations: withdrawn, touched };
  }
  const lapsed = await writeLapsedOf(tx, venueId);
  const offered = await offerNext(tx, { venue, now, waiting });
  return {
    reservations: [...withdrawn, ...lapsed, ...offered.reservations],
    touched: [...touched, ...offered.touched],
  };
}

async function clockOf(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(tx);
  return rows[0]?.now.getTime() ?? Date.now();
}

/** A table that broke or was closed is no longer offered; whoever it was offered to keeps their place. */
async function withdrawImpossible(
  tx: Transaction,
  { venue, now }: { venue: Venue; now: number },
): Promise<string[]> {
  const offers = await offeredTables(tx, venue.id);
  const gone = offers.filter(
    ({ tableId, inOrder }) =>
      !inOrder || turnUntil(rulesOf(venue, tableId), { now, heldFrom: null }) === null,
  );
  return cancelOffers(
    tx,
    gone.map(({ offerId }) => offerId),
  );
}

interface Round {
  venue: Venue;
  now: number;
  waiting: readonly EntryRow[];
}

async function offerNext(tx: Transaction, { venue, now, waiting }: Round): Promise<Passed> {
  const free = await freeTables(tx, venue.id);
  if (free.length === 0) return { reservations: [], touched: [] };
  const busy = await busyFrom(
    tx,
    waiting.map(({ playerId }) => playerId),
  );
  for (const entry of waiting) {
    const from = busy.get(entry.playerId) ?? null;
    const reservations = await offerOne(tx, { venue, now, entry, free, from });
    if (reservations !== null) return { reservations, touched: [{ tableId: entry.tableId }] };
  }
  return { reservations: [], touched: [] };
}

interface Choice {
  venue: Venue;
  now: number;
  entry: EntryRow;
  free: readonly FreeTable[];
  /** From when on they have another table. */
  from: number | null;
}

/** Offers somebody the table of theirs that they can have longest. Answers the reservations that have changed. */
async function offerOne(tx: Transaction, choice: Choice): Promise<string[] | null> {
  const { venue, now, entry } = choice;
  for (const { table, until } of choicesOf(choice)) {
    const ended = table.turn === null ? [] : await endTurn(tx, table.turn.id);
    const seconds = venue.policy.queueOfferSeconds;
    const offer = {
      venueId: venue.id,
      tableId: table.id,
      playerId: entry.playerId,
      until,
      seconds,
    };
    const id = await makeOffer(tx, offer);
    if (id === null) {
      // Its turn has been ended for nothing: that is told, and the next round goes on.
      if (ended.length > 0) return ended;
      continue;
    }
    await noteOffer(tx, entry.id, id);
    const offeredUntil = Math.min(now + 1000 * seconds, until);
    await noteOffered(tx, entry, { id, table: table.name, until: offeredUntil });
    return [...ended, id];
  }
  return null;
}

/** The tables that somebody could have now, the longest first; one's own turn is not ended for oneself. */
function choicesOf({ venue, now, entry, free, from }: Choice) {
  return free
    .filter((table) => entry.tableId === null || entry.tableId === table.id)
    .filter(({ turn }) => turn?.playerId !== entry.playerId)
    .flatMap((table) => {
      const heldFrom = earlier(table.heldFrom, from);
      const until = turnUntil(rulesOf(venue, table.id), { now, heldFrom });
      return until === null ? [] : [{ table, until }];
    })
    .sort(
      (a, b) => Number(a.table.turn !== null) - Number(b.table.turn !== null) || b.until - a.until,
    );
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
