import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import type { AccountsDeps } from "./deps.ts";
import { erasureJournal } from "./erasure-journal.ts";
import { erasePerson } from "./me.erase.ts";

const BATCH = 1_000;

/**
 * Brings database and journal together: whoever is erased in the database is written into the journal, and whoever is in
 * the journal is erased, as after a restore to an earlier moment. Both may be done again and again.
 * @throws JournalError
 */
export async function settleErasures(deps: AccountsDeps): Promise<Replayed> {
  const journal = erasureJournal(deps.settings);
  const known = await journal.read();
  const { db } = deps.database;
  for (const { id, erased_at } of await erasedPlayers(db))
    if (!known.has(id) && erased_at !== null) await journal.add({ playerId: id, at: erased_at });
  return eraseAgain(deps, [...known]);
}

const erasedPlayers = (db: Db) =>
  db.selectFrom("players").select(["id", "erased_at"]).where("erased_at", "is not", null).execute();

export interface Replayed {
  /** How many were there again. */
  erased: number;
  /** Those who could not be erased: an installation must keep an administrator. */
  kept: string[];
}

async function eraseAgain(deps: AccountsDeps, ids: readonly string[]): Promise<Replayed> {
  const replayed: Replayed = { erased: 0, kept: [] };
  for (let from = 0; from < ids.length; from += BATCH) {
    const back = await deps.database.db
      .selectFrom("players")
      .select("id")
      .where("id", "in", ids.slice(from, from + BATCH))
      .where("erased_at", "is", null)
      .execute();
    for (const { id } of back) {
      const outcome = await eraseOnceMore(deps, id);
      if (outcome === "erased") replayed.erased += 1;
      if (outcome === "kept") replayed.kept.push(id);
    }
  }
  return replayed;
}

async function eraseOnceMore(deps: AccountsDeps, id: string): Promise<"erased" | "gone" | "kept"> {
  try {
    await erasePerson(deps, { id, expected: undefined });
    return "erased";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Another process was faster.
    if (error.code === "unauthenticated") return "gone";
    if (error.code === "last_admin") return "kept";
    throw error;
  }
}

/** Writes into the journal what a process did not live to write. */
export async function journalErasures({
  settings,
  database: { db },
}: Pick<AccountsDeps, "settings" | "database">): Promise<void> {
  const left = await db.selectFrom("unjournalled_erasures").selectAll().execute();
  if (left.length === 0) return;
  const journal = erasureJournal(settings);
  for (const { player_id, erased_at } of left) {
    await journal.add({ playerId: player_id, at: erased_at });
    await db.deleteFrom("unjournalled_erasures").where("player_id", "=", player_id).execute();
  }
}
