import type { Transaction } from "../../platform/database.ts";
import { type Notice, notify, withdraw } from "../notifications/notifications.service.ts";
import type { EntryRow } from "./line.queries.ts";

const PATH = "/queue";

/** Tells somebody that a table is theirs if they take it in time. */
export async function noteOffered(
  tx: Transaction,
  { venueId, playerId }: Pick<EntryRow, "venueId" | "playerId">,
  offer: { id: string; table: string; until: number },
): Promise<void> {
  await notify(tx, [
    {
      ...{ playerId, venueId, kind: "queue_offered", path: PATH },
      ...{ subject: offer.id, key: `offered:${offer.id}`, validUntil: offer.until },
      data: { table: offer.table, until: new Date(offer.until).toISOString() },
    },
  ]);
}

/** What was offered is taken, given up or gone: nobody is called to it any more. */
export const noteSettled = (tx: Transaction, offerIds: readonly string[]): Promise<void> =>
  withdraw(tx, offerIds, { kinds: ["queue_offered"] });

export interface Missed {
  playerId: string;
  offerId: string;
  table: string;
}

/** Tells those who have left an offer unanswered that it has gone to the next, and that they are away. */
export async function noteMissed(
  tx: Transaction,
  venueId: string,
  missed: readonly Missed[],
): Promise<void> {
  await notify(
    tx,
    missed.map(
      ({ playerId, offerId, table }): Notice => ({
        ...{ playerId, venueId, kind: "queue_missed", path: PATH },
        ...{ subject: offerId, key: `missed:${offerId}`, data: { table } },
      }),
    ),
  );
}

/** Who has joined less long ago knows how they stand. */
const JUST_JOINED_MS = 30_000;
/** Later it is no news any more. */
const NEXT_FOR_MS = 10 * 60_000;

/** Tells those who have moved up to the head of the line that they are next, once. */
export async function noteNext(tx: Transaction, line: readonly EntryRow[]): Promise<void> {
  const now = Date.now();
  const waiting = line.filter(({ status }) => status === "waiting");
  const heads = waiting.filter(
    (entry) => waiting.find((other) => other.tableId === entry.tableId) === entry,
  );
  const news = heads.filter(({ joinedAt }) => joinedAt.getTime() < now - JUST_JOINED_MS);
  await notify(
    tx,
    news.map(
      ({ id, playerId, venueId, tableCode }): Notice => ({
        ...{ playerId, venueId, kind: "queue_next", path: PATH },
        ...{ subject: id, key: `next:${id}`, validUntil: now + NEXT_FOR_MS },
        data: tableCode === null ? {} : { table: tableCode },
      }),
    ),
  );
}
