import type { Transaction } from "../../platform/database.ts";
import { settleLine, type Touched } from "./line.queries.ts";
import { noteMissed, noteSettled } from "./queue.notices.ts";

/** Writes down what has become of offers and of those who are away, and tells those who have missed theirs. */
export async function settle(tx: Transaction, venueId: string): Promise<Touched[]> {
  const settled = await settleLine(tx, venueId);
  await noteSettled(
    tx,
    settled.flatMap(({ offerId }) => offerId ?? []),
  );
  await noteMissed(
    tx,
    venueId,
    settled.flatMap(({ missed, playerId, offerId, table }) =>
      missed && offerId !== null ? [{ playerId, offerId, table: table ?? "" }] : [],
    ),
  );
  return settled;
}
