import type { matchCreateSchema, matchPlayersSchema } from "@babyfoot/contract";
import { formatFrom, type MatchFormat, type Side } from "@babyfoot/domain";
import { sql } from "kysely";
import type { z } from "zod";
import type { Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { newId } from "../../platform/ids.ts";
import { type Announcement, announce } from "../../platform/live-log.ts";
import { loadMatches, presentMatch } from "../matches/matches.service.ts";
import { changedTables } from "../tables/tables.service.ts";
import { handEntry, lockTableOf } from "./by-hand.ts";
import type { Head } from "./head.ts";
import { playEntries } from "./play-entries.ts";

export type Lineup = z.output<typeof matchPlayersSchema>;

function chosenFormat(chosen: z.output<typeof matchCreateSchema>["format"]): MatchFormat {
  const given = Object.fromEntries(
    Object.entries(chosen).filter(([, value]) => value !== undefined),
  );
  const format = formatFrom(given);
  if (!format.ok) throw new AppError("impossible_format", format.detail);
  return format.value;
}

/**
 * Starts a match at a table by hand; answers its id.
 * @throws AppError `not_found`, `table_unavailable`, `match_running`, `impossible_format`, `player_twice`, `unknown_player`.
 */
export async function openMatch(
  tx: Transaction,
  input: z.output<typeof matchCreateSchema>,
  actorId: string,
): Promise<string> {
  const format = chosenFormat(input.format);
  const head = await lockTableOf(tx, input.tableId);
  if (head.retired || (await isBlocked(tx, input.tableId))) throw new AppError("table_unavailable");
  await refuseOverAnother(tx, head);
  const entry = handEntry(head, actorId, { type: "opened", format });
  const played = await playEntries(tx, new Map([[head.tableId, head]]), [entry]);
  if (played.entries[0]?.outcome !== "counted") throw new AppError("match_running");
  const matchId = head.state.running?.id;
  if (matchId === undefined) throw new AppError("conflict");
  const named = (ids: string[]) => ids.map((playerId) => ({ playerId, position: null }));
  await writeLineup(tx, head.venueId, matchId, { red: named(input.red), blue: named(input.blue) });
  const others = played.announcements.filter(
    (about) => about.matchId !== null && about.matchId !== matchId,
  );
  await announce(tx, [...others, ...(await matchAsItIs(tx, matchId, "match.started"))]);
  return matchId;
}

/** Says who plays where, in a match of a locked table. @throws AppError `player_twice`, `unknown_player`. */
async function writeLineup(
  tx: Transaction,
  venueId: string,
  matchId: string,
  lineup: Lineup,
): Promise<void> {
  const rows = (["red", "blue"] satisfies Side[]).flatMap((side) =>
    lineup[side].map(({ playerId, position }, index) => ({
      venue_id: venueId,
      match_id: matchId,
      side,
      slot: index + 1,
      player_id: playerId,
      position,
    })),
  );
  const ids = rows.map((row) => row.player_id);
  if (new Set(ids).size !== ids.length) throw new AppError("player_twice");
  const known = await tx
    .selectFrom("players")
    .select("id")
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();
  if (known.length !== ids.length) throw new AppError("unknown_player");
  await tx
    .deleteFrom("match_players")
    .where("venue_id", "=", venueId)
    .where("match_id", "=", matchId)
    .execute();
  if (rows.length > 0) await tx.insertInto("match_players").values(rows).execute();
}

/** Changes who plays in a match, and tells whoever watches. */
export async function changeLineup(
  tx: Transaction,
  { venueId, matchId, lineup }: { venueId: string; matchId: string; lineup: Lineup },
): Promise<void> {
  await writeLineup(tx, venueId, matchId, lineup);
  await announceMatch(tx, matchId);
}

/** Gives a match its next version and tells whoever watches how it now is. */
export async function announceMatch(tx: Transaction, matchId: string): Promise<void> {
  await tx
    .updateTable("matches")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", matchId)
    .execute();
  await announce(tx, await matchAsItIs(tx, matchId, "match.corrected"));
}

/** A match that somebody has opened is theirs, also before its first goal; what a sensor opened is nobody's yet. */
async function refuseOverAnother(tx: Transaction, { state }: Head): Promise<void> {
  const { running } = state;
  if (running === null) return;
  const [row] = await loadMatches(tx, [running.id]);
  if (row?.scored_by === "hand") throw new AppError("match_running");
}

async function isBlocked(tx: Transaction, tableId: string): Promise<boolean> {
  const fault = await tx
    .selectFrom("faults")
    .select("id")
    .where("table_id", "=", tableId)
    .where("blocking", "=", true)
    .where("resolved_at", "is", null)
    .limit(1)
    .executeTakeFirst();
  return fault !== undefined;
}

async function matchAsItIs(
  tx: Transaction,
  matchId: string,
  type: "match.started" | "match.corrected",
): Promise<Announcement[]> {
  // Every process must read the match's row again.
  await tx
    .updateTable("table_heads")
    .set({ revision: newId() })
    .where("running_match_id", "=", matchId)
    .execute();
  const [row] = await loadMatches(tx, [matchId]);
  if (row === undefined) throw new AppError("not_found");
  const { id, venue_id: venueId, table_id: tableId } = row;
  const message = { type, match: presentMatch(row), events: [] };
  const tables = row.status === "live" ? await changedTables(tx, [tableId]) : [];
  return [{ venueId, tableId, matchId: id, message }, ...tables];
}
