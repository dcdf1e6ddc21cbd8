import type { OpenedBy, TableTap, TapAnswer, TapRefusal } from "@babyfoot/contract";
import { decideTap, type TapDecision } from "@babyfoot/domain";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { type Announcement, announce } from "../../platform/live-log.ts";
import {
  changesOf,
  claimBooked,
  claimOffered,
  lockPeople,
  lockTurns,
  takeFree,
} from "../reservations/reservations.service.ts";
import { nameMatch, sideOf, takeSeat } from "./seats.ts";
import { type Found, findSituation, type Tapper } from "./situation.ts";
import { openLock } from "./table-lock.ts";

/** What a tap has led to, as the table's screen shows it. */
export interface Tapped {
  answer: TapAnswer;
  tap: TableTap;
}

/** Something that whoever taps does in the same transaction, before anything is announced. */
type Besides = (tx: Transaction) => Promise<void>;

interface Tap {
  tableId: string;
  tapper: Tapper;
  besides?: Besides;
}

/** Others may be faster; what they have left is then looked at anew. */
const MOST_LOOKS = 3;

/** Somebody shows at a table who they are: it opens for them, or says why not. @throws AppError `not_found`. */
export async function tapAt(db: Db, tap: Tap): Promise<Tapped> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const done = await tryTap(db, tap);
    if (done === null) continue;
    const { tapped, runningMatchId } = done;
    if (runningMatchId !== null && tapped.tap.side !== null)
      await nameMatch(db, runningMatchId, tap.tapper.id);
    return tapped;
  }
  return db
    .transaction()
    .execute((tx) => refused(tx, tap, { kind: "refuse", reason: "reserved_for_other" }));
}

interface Done {
  tapped: Tapped;
  runningMatchId: string | null;
}

/** Null when somebody was faster: nothing is done then. */
async function tryTap(db: Db, tap: Tap): Promise<Done | null> {
  const { tableId, tapper } = tap;
  try {
    return await db.transaction().execute(async (tx) => {
      await lockPeople(tx, [tapper.id]);
      await lockTurns(tx, tableId);
      const found = await findSituation(tx, tableId, tapper);
      if (found === undefined) throw new AppError("not_found");
      const decision = decideTap(found.situation);
      if (decision.kind !== "refuse") return opened(tx, tap, { found, decision });
      return { tapped: await refused(tx, tap, decision), runningMatchId: null };
    });
  } catch (error) {
    if (error instanceof SomebodyWasFaster) return null;
    throw error;
  }
}

class SomebodyWasFaster extends Error {}

type Opening = Exclude<TapDecision, { kind: "refuse" }>;

/** Makes a table somebody's turn; answers its reservation, or null when staff open it. */
async function takeTurn(
  tx: Transaction,
  { tableId, tapper }: Tap,
  { venueId, decision }: { venueId: string; decision: Opening },
): Promise<string | null> {
  switch (decision.kind) {
    case "staff":
      return null;
    case "walk_up": {
      const wish = { venueId, tableId, playerId: tapper.id, until: decision.until };
      const id = await takeFree(tx, wish);
      if (id === null || id === "busy") throw new SomebodyWasFaster();
      return id;
    }
    case "claim":
    case "take": {
      const take = decision.kind === "claim" ? claimBooked : claimOffered;
      if (!(await take(tx, { venueId, id: decision.turnId }))) throw new SomebodyWasFaster();
      return decision.turnId;
    }
    case "join":
      // It may have begun since: then it is locked only now, before the places left are looked at.
      await lockTurns(tx, tableId);
      return decision.turnId;
    default:
      return decision satisfies never;
  }
}

async function opened(
  tx: Transaction,
  tap: Tap,
  { found, decision }: { found: Found; decision: Opening },
): Promise<Done> {
  const { tableId, tapper } = tap;
  const venueId = found.venue.id;
  const { until } = decision;
  const reservationId = await takeTurn(tx, tap, { venueId, decision });
  const seated =
    reservationId === null
      ? { seat: null, isNew: false, left: [] }
      : await takeSeat(tx, { venueId, reservationId, playerId: tapper.id });
  if (seated.seat === null && isStranger(found, reservationId)) throw new SomebodyWasFaster();
  await openLock(tx, { venueId, tableId, reservationId, until });
  await tap.besides?.(tx);
  const reason: OpenedBy =
    decision.kind === "staff" || decision.kind === "walk_up" ? decision.kind : decision.reason;
  const shown = showing(tableId, {
    unlocked: true,
    reason,
    displayName: tapper.displayName,
    side: sideOf(seated),
    until,
  });
  const isNewTurn = reservationId !== null && decision.kind !== "join";
  const tables = seated.isNew ? [...seated.left, tableId] : seated.left;
  const changes = await changesOf(tx, isNewTurn ? [reservationId] : [], tables);
  await announce(tx, [...changes, announcementOf(venueId, shown)]);
  const ends = new Date(until).toISOString();
  const answer: TapAnswer = {
    unlocked: true,
    reason,
    playerName: tapper.displayName,
    until: ends,
  };
  return {
    tapped: { answer, tap: shown },
    runningMatchId: runningIn(changes, tableId) ?? found.runningMatchId,
  };
}

/** What runs at a table now that its row is locked: a match may have begun since it was looked at. */
function runningIn(changes: readonly Announcement[], tableId: string): string | undefined {
  for (const { message } of changes)
    if (message.type === "table.changed" && message.table.id === tableId)
      return message.table.currentMatch?.id;
  return undefined;
}

/** Whether a turn is neither theirs nor one they are invited to: without a place in it they have nothing there. */
const isStranger = ({ situation }: Found, reservationId: string | null): boolean =>
  situation.turns.some(({ id, mine }) => id === reservationId && !mine);

type Refusal = Extract<TapDecision, { kind: "refuse" }>;

/** A screen says why it stays closed, but not to whom. */
async function refused(
  tx: Transaction,
  { tableId, besides }: Tap,
  { reason }: Refusal,
): Promise<Tapped> {
  await besides?.(tx);
  return refuseTap(tx, tableId, reason);
}

/** Tells a table's screen why a tap opens nothing. */
export async function refuseTap(
  tx: Transaction,
  tableId: string,
  reason: TapRefusal,
): Promise<Tapped> {
  const table = await tx
    .selectFrom("tables")
    .select("venue_id")
    .where("id", "=", tableId)
    .executeTakeFirst();
  if (table === undefined) throw new AppError("not_found");
  const tap = showing(tableId, {
    unlocked: false,
    reason,
    displayName: null,
    side: null,
    until: null,
  });
  await announce(tx, [announcementOf(table.venue_id, tap)]);
  return { answer: { unlocked: false, reason }, tap };
}

type Shown = Pick<TableTap, "unlocked" | "reason" | "displayName" | "side"> & {
  until: number | null;
};

const showing = (tableId: string, { until, ...shown }: Shown): TableTap => ({
  tableId,
  at: new Date().toISOString(),
  ...shown,
  until: until === null ? null : new Date(until).toISOString(),
});

const announcementOf = (venueId: string, tap: TableTap): Announcement => ({
  venueId,
  tableId: tap.tableId,
  matchId: null,
  message: { type: "tap", tap },
});
