import type { MatchDetail } from "@babyfoot/contract";
import type { MatchFormat } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import type { Person } from "../../platform/http/access.ts";
import { type LoadedMatch, loadEffects, loadMatches } from "./matches.queries.ts";
import { lastStandingGoal, rightsIn } from "./matches.rights.ts";
import { presentDetail } from "./matches.view.ts";

export { type LoadedMatch, loadEffects, loadMatches, loadRunning } from "./matches.queries.ts";
export { type MatchRow, type PlayerOnTeam, presentMatch } from "./matches.view.ts";

/** A match with its story and what a person may do with it. */
export interface KnownMatch {
  row: LoadedMatch;
  detail: MatchDetail;
}

/** @throws AppError `not_found`. */
export async function knowMatch(
  db: Db | Transaction,
  id: string,
  person: Person | null,
): Promise<KnownMatch> {
  const [row] = await loadMatches(db, [id]);
  if (row === undefined) throw new AppError("not_found");
  const effects = await loadEffects(db, id);
  const lastGoalAt = lastStandingGoal(row.format as MatchFormat, effects);
  const undoSeconds = await undoSecondsOf(db, row.venue_id);
  const may = rightsIn(row, person, { now: Date.now(), lastGoalAt, undoSeconds });
  return { row, detail: presentDetail(row, effects, may) };
}

async function undoSecondsOf(db: Db | Transaction, venueId: string): Promise<number> {
  const venue = await db
    .selectFrom("venues")
    .select(sql<number | null>`(policy ->> 'undoSeconds')::int`.as("seconds"))
    .where("id", "=", venueId)
    .executeTakeFirst();
  return venue?.seconds ?? 30;
}
