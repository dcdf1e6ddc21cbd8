import type { Reservation, ReservationStatus } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { DEFAULT_POLICY } from "../venues/venues.service.ts";
import type { ReservationRow } from "./reservations.view.ts";

/** A reservation is what the clock makes of it, whether or not a worker has written it down. */
const STATUS_BY_NOW = sql<ReservationStatus>`reservation_status(r.status, r.check_in_by, r.ends_at)`;

const GUESTS = sql<Reservation["guests"]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', g.id, 'displayName', g.display_name, 'answer', rp.answer)
    order by g.display_name, g.id)
  from reservation_players rp join players g on g.id = rp.player_id
  where rp.venue_id = r.venue_id and rp.reservation_id = r.id and rp.player_id <> r.owner_id), '[]'::jsonb)`;

const RESERVATIONS = (db: Db | Transaction) =>
  db
    .selectFrom("reservations as r")
    .innerJoin("tables as t", (join) =>
      join.onRef("t.venue_id", "=", "r.venue_id").onRef("t.id", "=", "r.table_id"),
    )
    .innerJoin("venues as v", "v.id", "r.venue_id")
    .innerJoin("players as p", "p.id", "r.owner_id")
    .leftJoin("players as c", "c.id", "r.changed_by")
    .select([
      "r.id",
      "r.venue_id",
      "r.table_id",
      "t.code as table_code",
      "t.name as table_name",
      "r.owner_id",
      "p.display_name as owner_name",
      "r.starts_at",
      "r.ends_at",
      STATUS_BY_NOW.as("status"),
      "r.check_in_by",
      sql<number>`coalesce((v.policy ->> 'checkInOpensMinutesBefore')::int, ${DEFAULT_POLICY.checkInOpensMinutesBefore})`.as(
        "check_in_opens_minutes",
      ),
      "r.checked_in_at",
      sql<Reservation["origin"]>`r.origin`.as("origin"),
      "r.label",
      "r.series_id",
      "r.created_at",
      "c.display_name as changed_by",
      "r.changed_at",
      "r.reason",
      "r.version",
      GUESTS.as("guests"),
    ]);

export const findReservation = (
  db: Db | Transaction,
  id: string,
): Promise<ReservationRow | undefined> =>
  RESERVATIONS(db).where("r.id", "=", id).executeTakeFirst();

/** Those of these ids, by id. */
export const findReservations = (
  db: Db | Transaction,
  ids: readonly string[],
): Promise<ReservationRow[]> =>
  RESERVATIONS(db)
    .where("r.id", "=", sql<string>`any(${[...ids]}::uuid[])`)
    .orderBy("r.id")
    .execute();

/** @throws AppError `not_found`. */
export async function knowReservation(db: Db | Transaction, id: string): Promise<ReservationRow> {
  const row = await findReservation(db, id);
  if (row === undefined) throw new AppError("not_found");
  return row;
}

export const reservationCursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

export interface ReservationFilter {
  /** Of this player: their own, and those they are invited to. */
  playerId?: string | undefined;
  tableId?: string | undefined;
  venueId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  status?: ReservationStatus | undefined;
}

/** The latest start first. */
export function listReservations(
  db: Db,
  { playerId, tableId, venueId, from, to, status }: ReservationFilter,
  { limit, after }: { limit: number; after: [string, string] | undefined },
): Promise<ReservationRow[]> {
  let query = RESERVATIONS(db);
  if (playerId !== undefined)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom("reservation_players as mine")
          .select(sql`1`.as("one"))
          .whereRef("mine.venue_id", "=", "r.venue_id")
          .whereRef("mine.reservation_id", "=", "r.id")
          .where("mine.player_id", "=", playerId),
      ),
    );
  if (tableId !== undefined) query = query.where("r.table_id", "=", tableId);
  if (venueId !== undefined) query = query.where("r.venue_id", "=", venueId);
  if (from !== undefined) query = query.where("r.ends_at", ">", new Date(from));
  if (to !== undefined) query = query.where("r.starts_at", "<", new Date(to));
  // What was only offered is nobody's reservation yet.
  query = query.where(
    status === undefined
      ? sql<boolean>`r.status not in ('offered', 'missed')`
      : sql<boolean>`${STATUS_BY_NOW} = ${status}`,
  );
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(r.starts_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    );
  return query.orderBy("r.starts_at", "desc").orderBy("r.id", "desc").limit(limit).execute();
}

/** What is held of tables, in milliseconds. */
export interface HeldRow {
  tableId: string;
  from: number;
  to: number;
  mine: boolean;
}

/** What reservations take of tables within a span by now: those left unclaimed only until their limit. */
export async function heldOf(
  db: Db | Transaction,
  { venueId, tableId, from, to }: { venueId: string; tableId?: string; from: number; to: number },
  playerId?: string,
): Promise<HeldRow[]> {
  const span = sql`tstzrange(${new Date(from)}, ${new Date(to)})`;
  const mine =
    playerId === undefined
      ? sql`false`
      : sql`id in (select reservation_id from reservation_players
          where player_id = ${playerId} and answer = 'accepted' and held && ${span})`;
  const ofTable = tableId === undefined ? sql`true` : sql`r.table_id = ${tableId}`;
  const { rows } = await sql<HeldRow>`
    with held as (
      select r.id, r.table_id, held_by_now(r.status, r.check_in_by, r.held) as span
      from reservations r
      where r.venue_id = ${venueId} and r.held && ${span} and ${ofTable}
    )
    select table_id as "tableId", extract(epoch from lower(span))::float8 * 1000 as "from",
      extract(epoch from upper(span))::float8 * 1000 as "to", ${mine} as mine
    from held where not isempty(span)`.execute(db);
  return rows;
}
