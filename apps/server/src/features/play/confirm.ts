import { sql } from "kysely";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { hasRole, type Person } from "../../platform/http/access.ts";
import type { LoadedMatch } from "../matches/matches.service.ts";
import { announceMatch } from "./open-match.ts";

/** The other side says that the score is right. @throws AppError `forbidden` for the side that has entered it. */
export async function confirm(tx: Transaction, row: LoadedMatch, person: Person): Promise<void> {
  const sideOf = (id: string | null) => row.players.find((player) => player.playerId === id)?.side;
  const { rows } = await sql<{ actor_id: string | null }>`
    select actor_id from table_events
    where venue_id = ${row.venue_id} and match_id = ${row.id} and source = 'hand' and outcome = 'counted'
    order by at desc, id desc limit 1`.execute(tx);
  const entered = sideOf(rows[0]?.actor_id ?? null);
  const own = sideOf(person.id);
  if (!hasRole(person, "staff") && (own === undefined || own === entered))
    throw new AppError("forbidden", "The other side confirms.");
  await tx
    .updateTable("matches")
    .set({ confirmed_at: new Date() })
    .where("id", "=", row.id)
    .execute();
  await announceMatch(tx, row.id);
}
