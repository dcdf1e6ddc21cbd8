import type { Schedule, SlotStatus, Venue, VenueSchedule } from "@babyfoot/contract";
import {
  type DayPlan,
  dateAt,
  dayAfter,
  dayPlan,
  type Held,
  instantAt,
  slotStates,
} from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { sharedReads } from "../../platform/shared-reads.ts";
import { findVenue, presentVenue } from "../venues/venues.service.ts";
import { placeOf } from "./booking.queries.ts";
import { rulesOf } from "./reservations.policy.ts";
import { type HeldRow, heldOf } from "./reservations.queries.ts";

interface Asked {
  date: string | undefined;
  playerId: string | undefined;
}

/** A day of a venue as everybody sees it. */
interface Day {
  plan: DayPlan;
  /** That of a table, which may be closed when the others are not. */
  planOf: (tableId: string) => DayPlan;
  held: Map<string, Held[]>;
  now: number;
}

const slotsOf = ({ slots }: DayPlan): VenueSchedule["slots"] =>
  slots.map((slot) => ({
    startsAt: new Date(slot.from).toISOString(),
    endsAt: new Date(slot.to).toISOString(),
  }));

function byTable(rows: readonly HeldRow[]): Map<string, Held[]> {
  const held = new Map<string, Held[]>();
  for (const { tableId, ...span } of rows) {
    const spans = held.get(tableId);
    if (spans === undefined) held.set(tableId, [span]);
    else spans.push(span);
  }
  return held;
}

async function readDay(
  db: Db,
  venue: Venue,
  { date, tableId, playerId }: { date: string; tableId?: string; playerId?: string | undefined },
): Promise<Day> {
  const { id: venueId, timeZone } = venue;
  const from = instantAt({ date, minutes: 0 }, timeZone);
  const to = instantAt({ date: dayAfter(date, 1), minutes: 0 }, timeZone);
  const where = { venueId, from, to, ...(tableId !== undefined && { tableId }) };
  const held = byTable(await heldOf(db, where, playerId));
  const plan = dayPlan(rulesOf(venue), date);
  const closedApart = new Set(venue.closures.flatMap(({ tableIds = [] }) => tableIds));
  const planOf = (id: string) => (closedApart.has(id) ? dayPlan(rulesOf(venue, id), date) : plan);
  return { plan, planOf, held, now: Date.now() };
}

/** A day of one table, slot by slot. @throws AppError `not_found`. */
export async function tableSchedule(
  db: Db,
  tableId: string,
  { date: asked, playerId }: Asked,
): Promise<Schedule> {
  const { venue } = await placeOf(db, tableId);
  const { timeZone } = venue;
  const date = asked ?? dateAt(Date.now(), timeZone);
  const { plan, planOf, held, now } = await readDay(db, venue, { date, tableId, playerId });
  const states = slotStates(planOf(tableId), { held: held.get(tableId) ?? [], now });
  const items = slotsOf(plan).map((slot, index) => ({
    ...slot,
    status: states[index] ?? "closed",
  }));
  return { date, timeZone, items };
}

interface SharedDay {
  venue: Venue;
  day: Day;
  schedule: VenueSchedule;
}

async function readVenueDay(db: Db, venueId: string, asked: string): Promise<SharedDay> {
  const venue = presentVenue(await findVenue(db, venueId));
  const { timeZone } = venue;
  const date = asked === "" ? dateAt(Date.now(), timeZone) : asked;
  const { rows } = await sql<{ id: string; code: string; name: string; available: boolean }>`
    select t.id, t.code, t.name, not exists (select from faults f where f.venue_id = t.venue_id
      and f.table_id = t.id and f.resolved_at is null and f.blocking) as available
    from tables t where t.venue_id = ${venue.id} and t.retired_at is null order by t.code, t.id`.execute(
    db,
  );
  const day = await readDay(db, venue, { date });
  const tables = rows.map((table) => ({
    ...table,
    statuses: slotStates(day.planOf(table.id), {
      held: day.held.get(table.id) ?? [],
      now: day.now,
    }),
  }));
  return { venue, day, schedule: { date, timeZone, slots: slotsOf(day.plan), tables } };
}

/** What a player has of a day, marked as theirs in what everybody sees. */
async function withOwn(
  db: Db,
  { day, schedule }: SharedDay,
  playerId: string,
): Promise<VenueSchedule> {
  const [first, last] = [day.plan.slots[0], day.plan.slots.at(-1)];
  if (first === undefined || last === undefined) return schedule;
  const own = byTable(await ownOf(db, { playerId, from: first.from, to: last.to }));
  const tables = schedule.tables.map((table) => {
    const held = own.get(table.id);
    if (held === undefined) return table;
    const states = slotStates(day.plan, { held, now: day.now });
    const mine = (status: SlotStatus, index: number) =>
      states[index] === "mine" ? "mine" : status;
    return { ...table, statuses: table.statuses.map(mine) };
  });
  return { ...schedule, tables };
}

async function ownOf(
  db: Db,
  { playerId, from, to }: { playerId: string; from: number; to: number },
): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select r.table_id as "tableId", extract(epoch from lower(rp.held))::float8 * 1000 as "from",
      extract(epoch from upper(rp.held))::float8 * 1000 as "to", true as mine
    from reservation_players rp join reservations r on r.venue_id = rp.venue_id and r.id = rp.reservation_id
    where rp.player_id = ${playerId} and rp.answer = 'accepted'
      and rp.held && tstzrange(${new Date(from)}, ${new Date(to)})
      and reservation_status(r.status, r.check_in_by, r.ends_at) not in ('no_show', 'missed')`.execute(
    db,
  );
  return rows;
}

/**
 * Reads the same of all tables of a venue that are not retired, by code. As somebody books, all who watch that day read
 * it again: those who ask at the same time share one reading.
 */
export function venueSchedules(db: Db): (venueId: string, asked: Asked) => Promise<VenueSchedule> {
  const read = sharedReads((key) => {
    const [venueId = "", date = ""] = key.split(" ");
    return readVenueDay(db, venueId, date);
  });
  return async (venueId, { date, playerId }) => {
    const shared = await read(`${venueId} ${date ?? ""}`);
    return playerId === undefined ? shared.schedule : withOwn(db, shared, playerId);
  };
}
