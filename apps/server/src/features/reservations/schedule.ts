import type { Schedule, Venue, VenueSchedule } from "@babyfoot/contract";
import {
  dateAt,
  dayAfter,
  dayPlan,
  type Held,
  instantAt,
  type SlotState,
  slotStates,
} from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { placeOf } from "./booking.queries.ts";
import { rulesOf } from "./reservations.policy.ts";
import { heldOf } from "./reservations.queries.ts";

interface Asked {
  venue: Venue;
  date: string | undefined;
  playerId: string | undefined;
}

/** A day of a venue: its slots, and how each stands at a table. */
interface Day {
  date: string;
  slots: VenueSchedule["slots"];
  statusesOf: (tableId: string) => SlotState[];
}

async function dayOfVenue(
  db: Db,
  { venue, date: asked, playerId }: Asked,
  tableId?: string,
): Promise<Day> {
  const now = Date.now();
  const { timeZone } = venue;
  const date = asked ?? dateAt(now, timeZone);
  const from = instantAt({ date, minutes: 0 }, timeZone);
  const to = instantAt({ date: dayAfter(date, 1), minutes: 0 }, timeZone);
  const held = await heldOf(
    db,
    { venueId: venue.id, from, to, ...(tableId !== undefined && { tableId }) },
    playerId,
  );
  const byTable = new Map<string, Held[]>();
  for (const { tableId: of, ...span } of held) {
    const spans = byTable.get(of);
    if (spans === undefined) byTable.set(of, [span]);
    else spans.push(span);
  }
  const plan = dayPlan(rulesOf(venue), date);
  const slots = plan.slots.map((slot) => ({
    startsAt: new Date(slot.from).toISOString(),
    endsAt: new Date(slot.to).toISOString(),
  }));
  const statusesOf = (id: string) => slotStates(plan, { held: byTable.get(id) ?? [], now });
  return { date, slots, statusesOf };
}

/** A day of one table, slot by slot. @throws AppError `not_found`. */
export async function tableSchedule(
  db: Db,
  tableId: string,
  { date, playerId }: Omit<Asked, "venue">,
): Promise<Schedule> {
  const { venue } = await placeOf(db, tableId);
  const day = await dayOfVenue(db, { venue, date, playerId }, tableId);
  const statuses = day.statusesOf(tableId);
  const items = day.slots.map((slot, index) => ({ ...slot, status: statuses[index] ?? "closed" }));
  return { date: day.date, timeZone: venue.timeZone, items };
}

/** The same of all tables of a venue that are not retired, by code. */
export async function venueSchedule(db: Db, asked: Asked): Promise<VenueSchedule> {
  const { venue } = asked;
  const { rows } = await sql<{ id: string; code: string; name: string; available: boolean }>`
    select t.id, t.code, t.name, not exists (select from faults f where f.venue_id = t.venue_id
      and f.table_id = t.id and f.resolved_at is null and f.blocking) as available
    from tables t where t.venue_id = ${venue.id} and t.retired_at is null order by t.code, t.id`.execute(
    db,
  );
  const { date, slots, statusesOf } = await dayOfVenue(db, asked);
  const tables = rows.map((table) => ({ ...table, statuses: statusesOf(table.id) }));
  return { date, timeZone: venue.timeZone, slots, tables };
}
