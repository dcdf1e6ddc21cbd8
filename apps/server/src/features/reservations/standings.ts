import type { Venue } from "@babyfoot/contract";
import { suspendedUntil } from "@babyfoot/domain";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { audit } from "../audit/audit.service.ts";

const DAY_MS = 86_400_000;

/** The instants (milliseconds) at which a player's reservations lapsed that still count against them. */
async function strikesOf(
  db: Db | Transaction,
  { venueId, playerId }: { venueId: string; playerId: string },
): Promise<number[]> {
  const { rows } = await sql<{ at: Date }>`
    select check_in_by as at from reservations
    where owner_id = ${playerId} and venue_id = ${venueId} and origin <> 'house'
      and reservation_status(status, check_in_by, ends_at) = 'no_show'
      and check_in_by > coalesce((select max(at) from booking_pardons
        where venue_id = ${venueId} and player_id = ${playerId}), '-infinity')
    order by check_in_by`.execute(db);
  return rows.map(({ at }) => at.getTime());
}

/** How a player stands with a venue after reservations left unclaimed. */
export async function standingOf(
  db: Db | Transaction,
  venue: Pick<Venue, "id" | "policy">,
  playerId: string,
): Promise<{ strikes: number; suspendedUntil: number | null }> {
  const strikes = await strikesOf(db, { venueId: venue.id, playerId });
  const rules = venue.policy.noShowSuspension;
  const now = Date.now();
  const recent = strikes.filter((at) => at > now - rules.withinDays * DAY_MS);
  return { strikes: recent.length, suspendedUntil: suspendedUntil(rules, strikes, now) };
}

export interface StandingRow {
  playerId: string;
  displayName: string;
  strikes: number;
  suspendedUntil: number | null;
  lastAt: number;
}

export const standingCursorSchema = z.tuple([z.number(), z.uuid()]);

/** Who has left reservations unclaimed that still count, those who did so last first. */
export async function standingsOf(
  db: Db,
  venue: Pick<Venue, "id" | "policy">,
  after?: [number, string],
): Promise<StandingRow[]> {
  const rules = venue.policy.noShowSuspension;
  const reach = rules.withinDays + rules.days + 1;
  const { rows } = await sql<{ playerId: string; displayName: string; at: number[] }>`
    select p.id as "playerId", p.display_name as "displayName",
      array_agg((extract(epoch from r.check_in_by) * 1000)::float8 order by r.check_in_by) as at
    from reservations r join players p on p.id = r.owner_id and p.erased_at is null
    where r.venue_id = ${venue.id} and r.origin <> 'house' and r.starts_at > now() - ${reach} * interval '1 day'
      and reservation_status(r.status, r.check_in_by, r.ends_at) = 'no_show'
      and r.check_in_by > coalesce((select max(at) from booking_pardons b
        where b.venue_id = r.venue_id and b.player_id = r.owner_id), '-infinity')
    group by p.id, p.display_name`.execute(db);
  const now = Date.now();
  return rows
    .map(({ at, ...player }) => ({
      ...player,
      strikes: at.filter((one) => one > now - rules.withinDays * DAY_MS).length,
      suspendedUntil: suspendedUntil(rules, at, now),
      lastAt: at.at(-1) ?? 0,
    }))
    .filter((one) => one.strikes > 0 || one.suspendedUntil !== null)
    .sort(latestFirst)
    .filter((one) => after === undefined || isAfter(one, after));
}

const latestFirst = (a: StandingRow, b: StandingRow): number =>
  b.lastAt - a.lastAt || (a.playerId < b.playerId ? 1 : -1);

const isAfter = ({ lastAt, playerId }: StandingRow, [at, id]: [number, string]): boolean =>
  lastAt < at || (lastAt === at && playerId < id);

/** Lets a player book again. @throws AppError `unknown_player`. */
export async function pardon(
  tx: Transaction,
  { venueId, playerId, givenBy }: { venueId: string; playerId: string; givenBy: string },
): Promise<void> {
  const { rows } = await sql`
    insert into booking_pardons (venue_id, player_id, given_by)
    select ${venueId}, id, ${givenBy} from players where id = ${playerId}
    returning player_id`.execute(tx);
  if (rows.length === 0) throw new AppError("unknown_player");
  await audit(tx, {
    ...{ actorId: givenBy, action: "player.pardoned", subjectType: "player" },
    ...{ subjectId: playerId, venueId, playerId },
  });
}

interface PardonRow {
  at: Date;
  playerId: string;
  playerName: string;
  giverId: string;
  giverName: string;
}

export const pardonCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** Who was let book again by whom, the latest first. */
export async function pardonsOf(
  db: Db,
  venueId: string,
  { limit, after }: { limit: number; after: [string, string] | undefined },
): Promise<PardonRow[]> {
  const [at = null, id = null] = after ?? [];
  const { rows } = await sql<PardonRow>`
    select date_trunc('milliseconds', b.at) as at, p.id as "playerId", p.display_name as "playerName",
      g.id as "giverId", g.display_name as "giverName"
    from booking_pardons b join players p on p.id = b.player_id join players g on g.id = b.given_by
    where b.venue_id = ${venueId} and (${at}::timestamptz is null
      or (date_trunc('milliseconds', b.at), p.id) < (${at}::timestamptz, ${id}::uuid))
    order by 1 desc, p.id desc limit ${limit}`.execute(db);
  return rows;
}
