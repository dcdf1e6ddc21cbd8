import type { Locale } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import type { Subject } from "./addresses.ts";

/** A reservation as a calendar needs it. */
export interface CalendarRow {
  id: string;
  startsAt: Date;
  endsAt: Date;
  changedAt: Date;
  version: number;
  /** Given back, or left unclaimed. */
  cancelled: boolean;
  tableCode: string;
  tableName: string;
  location: string | null;
  venueName: string;
  /** Its owner first. */
  players: string[];
}

const DAYS_KEPT = 30;
const MOST = 1_000;

const ROWS = sql`
  select r.id, r.starts_at as "startsAt",
    case when r.status = 'ended' then greatest(upper(r.held), r.starts_at + interval '1 minute')
         else r.ends_at end as "endsAt",
    r.changed_at as "changedAt", r.version,
    reservation_status(r.status, r.check_in_by, r.ends_at) in ('cancelled', 'no_show') as cancelled,
    t.code as "tableCode", t.name as "tableName", t.location, v.name as "venueName",
    case when r.label is not null then array[r.label] else (
      select array_agg(p.display_name order by (p.id = r.owner_id) desc, p.display_name)
      from reservation_players rp join players p on p.id = rp.player_id
      where rp.venue_id = r.venue_id and rp.reservation_id = r.id and rp.answer = 'accepted') end as players
  from reservations r
  join tables t on t.venue_id = r.venue_id and t.id = r.table_id
  join venues v on v.id = r.venue_id`;

/** What a calendar shows: what is to come and the last thirty days, what was given back in them included. */
export async function rowsOf(db: Db, { kind, id }: Subject): Promise<CalendarRow[]> {
  const whose =
    kind === "table"
      ? sql`r.table_id = ${id}`
      : sql`exists (select from reservation_players mine where mine.venue_id = r.venue_id
          and mine.reservation_id = r.id and mine.player_id = ${id} and mine.answer = 'accepted')`;
  const { rows } = await sql<CalendarRow>`${ROWS}
    where ${whose} and r.status not in ('offered', 'missed') and r.origin <> 'walk_up'
      and greatest(r.ends_at, r.changed_at) > now() - ${DAYS_KEPT} * interval '1 day'
    order by r.starts_at desc, r.id limit ${MOST}`.execute(db);
  return rows;
}

export async function rowOf(db: Db, reservationId: string): Promise<CalendarRow | undefined> {
  const { rows } = await sql<CalendarRow>`${ROWS} where r.id = ${reservationId}`.execute(db);
  return rows[0];
}

/** The name and language under which a calendar is shown; undefined for somebody erased or a table that is gone. */
export async function titleOf(
  db: Db,
  { kind, id }: Subject,
): Promise<{ name: string; locale: Locale } | undefined> {
  if (kind === "player") {
    const player = await db
      .selectFrom("players")
      .select(["display_name", "locale"])
      .where("id", "=", id)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    return player && { name: player.display_name, locale: player.locale as Locale };
  }
  const table = await db
    .selectFrom("tables")
    .select(["code", "name"])
    .where("id", "=", id)
    .executeTakeFirst();
  return table && { name: `${table.code} ${table.name}`, locale: "fr" };
}
