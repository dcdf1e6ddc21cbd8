import type { Db } from "../../platform/database.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import type { createSnapshots, LiveFilter } from "./snapshot.ts";
import { type Scope, SLOW_READER_BYTES, textFor } from "./viewer.ts";

export interface Opening {
  text: string;
  /** Everything up to this version is in the text, or was there before. */
  version: number;
}

/** What is watched: a match brings the table on which it is played. */
export async function scopeOf(db: Db, filter: LiveFilter, playerId: string | null): Promise<Scope> {
  if (filter.matchId === undefined) return { ...filter, playerId, tableOfMatch: null };
  const match = await db
    .selectFrom("matches")
    .select("table_id")
    .where("id", "=", filter.matchId)
    .executeTakeFirst();
  return { ...filter, playerId, tableOfMatch: match?.table_id ?? null };
}

/**
 * With what a stream begins: what was missed since the last id, or a snapshot when that is unknown, too far back or
 * too much. Null when the log has meanwhile been cut behind the snapshot, so that the viewer must come again.
 */
export async function openingOf(
  {
    hub,
    snapshots,
    scope,
  }: { hub: LiveHub; snapshots: ReturnType<typeof createSnapshots>; scope: Scope },
  lastId: string,
): Promise<Opening | null> {
  if (/^\d{1,15}$/.test(lastId)) {
    const missed = await catchUp(hub, scope, Number(lastId));
    if (missed !== null && missed.text.length <= SLOW_READER_BYTES) return missed;
  }
  const { text, version } = await snapshots.read(scope);
  // A snapshot read for several may be older than what this viewer was told nothing of.
  if (version >= hub.version()) return { text, version };
  const since = await catchUp(hub, scope, version);
  return since === null ? null : { text: text + since.text, version: since.version };
}

async function catchUp(hub: LiveHub, scope: Scope, from: number): Promise<Opening | null> {
  const missed = await hub.since(from);
  if (missed === null) return null;
  return { text: textFor(scope, missed), version: missed.at(-1)?.version ?? from };
}
