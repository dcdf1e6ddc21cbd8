import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/live-log.ts";
import { lockHeads } from "./heads.ts";
import { playEntries } from "./play-entries.ts";

interface SilentTable {
  table_id: string;
  limit_ms: number;
}

/** Closes the matches in which nothing has happened for as long as their venue allows. Safe in several processes. */
export async function closeSilentMatches(db: Db): Promise<void> {
  const { rows } = await sql<SilentTable>`
    select h.table_id, coalesce((v.policy ->> 'abandonAfterMinutes')::int, 15) * 60000 as limit_ms
    from table_heads h join venues v on v.id = h.venue_id
      cross join lateral (select now() - make_interval(
        mins => coalesce((v.policy ->> 'abandonAfterMinutes')::int, 15)) as instant) limit_at
    where h.running_match_id is not null and h.last_activity_at < limit_at.instant
      -- A device whose clock is slow tells of the past, yet it is heard.
      and not exists (select from table_events e where e.venue_id = h.venue_id
        and e.match_id = h.running_match_id and e.received_at > limit_at.instant)`.execute(db);
  for (const row of rows) await closeIfSilent(db, row);
}

async function closeIfSilent(db: Db, { table_id, limit_ms }: SilentTable): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const heads = await lockHeads(tx, [table_id]);
    const head = heads.get(table_id);
    const { running } = head?.state ?? { running: null };
    const now = Date.now();
    // Whoever had the lock before may have scored, or closed it.
    if (head === undefined || running === null || now - running.lastAt < limit_ms) return;
    const entry = {
      id: newId(),
      tableId: table_id,
      at: Math.max(now, head.last.at + 1),
      boot: 0,
      seq: 0,
      source: "system" as const,
      deviceId: null,
      bootId: null,
      deviceMs: null,
      receivedAt: now,
      actorId: null,
      body: { type: "silence" as const, limitMs: limit_ms },
    };
    const played = await playEntries(tx, heads, [entry]);
    await announce(tx, played.announcements);
  });
}
