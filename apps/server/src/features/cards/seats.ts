import { type Placed, type SeatedTeams, seatInMatch, sideOfSeat } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { lockHeads, seatPlayers } from "../play/play.service.ts";

interface Seating {
  venueId: string;
  reservationId: string;
  playerId: string;
}

/** What became of a seat: which it is, whether it is new, and the tables at which the player sat before. */
export interface Seated {
  seat: number | null;
  isNew: boolean;
  left: string[];
}

/**
 * Seats somebody in a turn whose reservation is locked, on the first seat that is free. Whoever sits there already stays;
 * a seat at another table is left.
 */
export async function takeSeat(tx: Transaction, seating: Seating): Promise<Seated> {
  const { venueId, reservationId, playerId } = seating;
  const { rows } = await sql<{ seat: number | null; is_new: boolean; left: string[] }>`
    with known as (
      select seat from reservation_seats
      where venue_id = ${venueId} and reservation_id = ${reservationId} and player_id = ${playerId}
    ), left_behind as (
      delete from reservation_seats s using reservations r
      where s.player_id = ${playerId} and s.reservation_id <> ${reservationId} and r.venue_id = s.venue_id
        and r.id = s.reservation_id and r.status = 'checked_in' and upper(r.held) > now()
      returning r.table_id
    ), taken as (
      insert into reservation_seats (venue_id, reservation_id, seat, player_id)
      select ${venueId}, ${reservationId}, n, ${playerId} from generate_series(1, 4) as n
      where not exists (select from known) and not exists (select from reservation_seats s
        where s.venue_id = ${venueId} and s.reservation_id = ${reservationId} and s.seat = n)
      order by n limit 1
      on conflict do nothing returning seat
    )
    select coalesce((select seat from taken), (select seat from known)) as seat, exists (select from taken) as is_new,
      coalesce((select array_agg(distinct table_id) from left_behind), '{}') as left`.execute(tx);
  const [row] = rows;
  return { seat: row?.seat ?? null, isNew: row?.is_new ?? false, left: row?.left ?? [] };
}

export const sideOf = ({ seat }: Seated) => (seat === null ? null : sideOfSeat(seat));

interface LiveMatch {
  id: string;
  venue_id: string;
  table_id: string;
}

const livePlayers = (tx: Transaction, { venue_id, id }: LiveMatch) =>
  tx
    .selectFrom("match_players")
    .select(["side", "player_id as playerId", sql<Placed["position"]>`position`.as("position")])
    .where("venue_id", "=", venue_id)
    .where("match_id", "=", id)
    .orderBy("side")
    .orderBy("slot")
    .execute();

/** Who has tapped in for the turn under way, in order; those who play elsewhere by now are left out. */
async function tappedAt(tx: Transaction, { venue_id, table_id }: LiveMatch) {
  const { rows } = await sql<{ playerId: string; seat: number }>`
    select s.player_id as "playerId", s.seat from reservation_seats s
    where s.venue_id = ${venue_id} and s.reservation_id = (
        select r.id from reservations r where r.venue_id = ${venue_id} and r.table_id = ${table_id}
          and r.status = 'checked_in' and r.held && tstzrange(now(), now() + interval '1 hour')
        order by r.starts_at limit 1)
      and not exists (select from match_players mp join matches m on m.venue_id = mp.venue_id and m.id = mp.match_id
        where mp.player_id = s.player_id and m.status = 'live' and m.table_id <> ${table_id})
    order by s.seat`.execute(tx);
  return rows;
}

/**
 * Names the players of a running match by who has tapped in. A match that nobody is named in gets all of them; in one
 * that has players, only `joining` takes a free place. Call it in no other transaction.
 */
export async function nameMatch(
  db: Db,
  matchId: string,
  joining: string | null = null,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const match = await tx
      .selectFrom("matches")
      .select(["id", "venue_id", "table_id"])
      .where("id", "=", matchId)
      .executeTakeFirst();
    if (match === undefined) return;
    const head = (await lockHeads(tx, [match.table_id])).get(match.table_id);
    if (head?.state.running?.id !== matchId) return;
    const players = await livePlayers(tx, match);
    const tapped = await tappedAt(tx, match);
    const named = players.length === 0 ? tapped : tapped.filter((one) => one.playerId === joining);
    const teamOf = (side: string) =>
      players
        .filter((player) => player.side === side)
        .map(({ playerId, position }) => ({ playerId, position }));
    const teams: SeatedTeams = { red: teamOf("red"), blue: teamOf("blue") };
    const next = seatInMatch(teams, named);
    if (next === null) return;
    const lineup = { red: [...next.red], blue: [...next.blue] };
    await seatPlayers(tx, { venueId: match.venue_id, matchId, lineup });
  });
}

/** Names the players of matches that have begun at tables where somebody has tapped in. */
export async function nameBegun(db: Db, matchIds: readonly string[]): Promise<void> {
  for (const id of matchIds) await nameMatch(db, id);
}
