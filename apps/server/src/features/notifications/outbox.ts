import type { NoticeKind } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { Notice, VenueNotice } from "./notice.ts";

/** On which every process hears that there is something to tell. */
export const NOTICES_CHANNEL = "babyfoot_notices";

/** Once the transaction commits, whoever sends looks at once. */
export const wake = (tx: Transaction) => sql`select pg_notify(${NOTICES_CHANNEL}, '')`.execute(tx);

/**
 * Writes what people are to be told, in the transaction of its cause: both commit, or neither. What a player was told
 * before under the same key is left out.
 */
export async function notify(tx: Transaction, notices: readonly Notice[]): Promise<void> {
  await write(
    tx,
    notices.map((notice) => ({ ...notice, player: notice.playerId })),
  );
}

/** The same for the channels of venues, where there are any. */
export async function notifyVenue(tx: Transaction, notices: readonly VenueNotice[]): Promise<void> {
  const venues = [...new Set(notices.map(({ venueId }) => venueId))];
  if (venues.length === 0) return;
  const listening = await tx
    .selectFrom("venue_webhooks")
    .select("venue_id")
    .where("venue_id", "in", venues)
    .where("active", "=", true)
    .execute();
  const heard = new Set(listening.map((row) => row.venue_id));
  await write(
    tx,
    notices
      .filter(({ venueId }) => heard.has(venueId))
      .map((notice) => ({ ...notice, player: null })),
  );
}

type Written = (Omit<Notice, "playerId" | "kind"> | VenueNotice) & {
  kind: string;
  player: string | null;
};

async function write(tx: Transaction, notices: readonly Written[]): Promise<void> {
  if (notices.length === 0) return;
  // In one order everywhere, so that two that write the same keys wait for each other, not both.
  const sorted = [...notices].sort((a, b) =>
    `${a.player} ${a.key}` < `${b.player} ${b.key}` ? -1 : 1,
  );
  await tx
    .insertInto("notices")
    .values(
      sorted.map((notice) => ({
        id: newId(),
        player_id: notice.player,
        venue_id: notice.venueId,
        kind: notice.kind,
        subject: notice.subject,
        key: notice.key,
        data: JSON.stringify(notice.data),
        path: notice.path,
        due_at: notice.notBefore === undefined ? sql<Date>`now()` : new Date(notice.notBefore),
        valid_until: notice.validUntil === undefined ? null : new Date(notice.validUntil),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await wake(tx);
}

interface Withdrawn {
  /** Left out: of every kind. */
  kinds?: readonly NoticeKind[];
  /** Left out: whoever it is for. */
  playerId?: string;
}

/**
 * Takes back what has not been sent yet about something, because it is no longer true. Call it before what is true
 * instead is written, and before the announcement.
 */
export async function withdraw(
  tx: Transaction,
  subjects: readonly string[],
  { kinds, playerId }: Withdrawn = {},
): Promise<void> {
  if (subjects.length === 0) return;
  await sql`select withdraw_notices(${[...subjects]}::text[], ${kinds === undefined ? null : [...kinds]}::text[],
    ${playerId ?? null}::uuid)`.execute(tx);
}
