import type { Venue } from "@babyfoot/contract";
import type { TapSituation, TurnOfTable } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { rulesOf, standingOf } from "../reservations/reservations.service.ts";
import { DEFAULT_POLICY, presentVenue, VENUE_COLUMNS } from "../venues/venues.service.ts";

/** Who taps. */
export interface Tapper {
  id: string;
  displayName: string;
  isStaff: boolean;
}

/** What a decision is made from, and what carrying it out needs besides. */
export interface Found {
  venue: Venue;
  runningMatchId: string | null;
  situation: TapSituation;
}

type VenueRow = Parameters<typeof presentVenue>[0];
interface Row extends VenueRow {
  now: number;
  retired: boolean;
  blocked: boolean;
  running_match_id: string | null;
  turns: TurnOfTable[];
  elsewhere: TapSituation["tapper"]["elsewhere"];
  plays_elsewhere: boolean;
}

const ms = (instant: string) => sql.raw(`(extract(epoch from ${instant}) * 1000)::float8`);
const ON = sql.raw(
  "reservation_status(r.status, r.check_in_by, r.ends_at) in ('offered', 'booked', 'checked_in')",
);
const SOON = sql.raw("r.held && tstzrange(now(), now() + interval '1 day')");

/** What has a table now or next, seen by whoever taps. */
const turnsFor = (playerId: string) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'origin', r.origin,
    'from', ${ms("r.starts_at")}, 'to', ${ms("upper(r.held)")},
    'claimableFrom', ${ms("r.starts_at")} - case when r.status = 'offered' then 0 else
      60000 * coalesce((v.policy ->> 'checkInOpensMinutesBefore')::int, ${DEFAULT_POLICY.checkInOpensMinutesBefore}::int) end,
    'mine', r.origin <> 'house' and (r.owner_id = ${playerId} or exists (select from reservation_players rp where rp.venue_id = r.venue_id
      and rp.reservation_id = r.id and rp.player_id = ${playerId} and rp.answer = 'accepted')),
    'expected', (select count(*) from reservation_players rp where rp.venue_id = r.venue_id
      and rp.reservation_id = r.id and rp.answer = 'accepted' and not exists (select from reservation_seats s
        where s.venue_id = r.venue_id and s.reservation_id = r.id and s.player_id = rp.player_id)),
    'seated', (select count(*) from reservation_seats s where s.venue_id = r.venue_id and s.reservation_id = r.id),
    'seatedMe', exists (select from reservation_seats s where s.venue_id = r.venue_id and s.reservation_id = r.id
      and s.player_id = ${playerId})) order by r.starts_at)
  from reservations r where r.venue_id = t.venue_id and r.table_id = t.id and ${SOON} and ${ON}), '[]'::jsonb)`;

const elsewhereFor = (playerId: string) => sql`(
  select jsonb_build_object('from', ${ms("lower(rp.held)")}, 'to', ${ms("upper(rp.held)")})
  from reservation_players rp join reservations r on r.venue_id = rp.venue_id and r.id = rp.reservation_id
  where rp.player_id = ${playerId} and rp.answer = 'accepted' and r.table_id <> t.id and ${SOON} and ${ON}
  order by lower(rp.held) limit 1)`;

const playsElsewhere = (playerId: string) => sql<boolean>`exists (
  select from match_players mp join matches m on m.venue_id = mp.venue_id and m.id = mp.match_id
  where mp.player_id = ${playerId} and m.status = 'live' and m.table_id <> t.id)`;

/** A table as whoever taps finds it, by the database's clock; undefined for an unknown table. */
export async function findSituation(
  tx: Transaction,
  tableId: string,
  tapper: Tapper,
): Promise<Found | undefined> {
  const columns = sql.raw(VENUE_COLUMNS.map((name) => `v.${name}`).join(", "));
  const { rows } = await sql<Row>`
    select ${columns}, ${ms("now()")} as now, t.retired_at is not null as retired,
      exists (select from faults f where f.venue_id = t.venue_id and f.table_id = t.id and f.resolved_at is null
        and f.blocking) as blocked,
      h.running_match_id, ${turnsFor(tapper.id)} as turns, ${elsewhereFor(tapper.id)} as elsewhere,
      ${playsElsewhere(tapper.id)} as plays_elsewhere
    from tables t join venues v on v.id = t.venue_id
    join table_heads h on h.venue_id = t.venue_id and h.table_id = t.id
    where t.id = ${tableId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const venue = presentVenue(row);
  const { policy } = venue;
  const situation: TapSituation = {
    now: row.now,
    table: { retired: row.retired, blocked: row.blocked },
    turns: row.turns,
    venue: rulesOf(venue, tableId),
    tapper: {
      isStaff: tapper.isStaff,
      barred: !policy.walkInWhileSuspended && (await isSuspended(tx, venue, tapper.id)),
      playsElsewhere: row.plays_elsewhere,
      elsewhere: row.elsewhere,
    },
  };
  return { venue, runningMatchId: row.running_match_id, situation };
}

const isSuspended = async (tx: Transaction, venue: Venue, playerId: string): Promise<boolean> =>
  (await standingOf(tx, venue, playerId)).suspendedUntil !== null;

/** A signed-in person as one who taps. @throws AppError `unauthenticated` when they are gone. */
export async function tapperOf(db: Db, id: string, isStaff: boolean): Promise<Tapper> {
  const row = await db
    .selectFrom("players")
    .select("display_name as displayName")
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("unauthenticated");
  return { id, displayName: row.displayName, isStaff };
}
