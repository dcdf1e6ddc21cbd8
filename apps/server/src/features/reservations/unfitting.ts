import type { Misfit, Venue } from "@babyfoot/contract";
import { misfitsOf, overQuota, type Span } from "@babyfoot/domain";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { rulesOf } from "./reservations.policy.ts";

/** A reservation ahead that would not be made by the rules of its venue. */
export interface Unfitting {
  id: string;
  tableCode: string;
  startsAt: Date;
  endsAt: Date;
  displayName: string;
  misfits: Misfit[];
}

interface AheadRow extends Omit<Unfitting, "misfits"> {
  tableId: string;
  ownerId: string;
  origin: string;
}

async function aheadOf(db: Db | Transaction, venueId: string): Promise<AheadRow[]> {
  const { rows } = await sql<AheadRow>`
    select r.id, r.table_id as "tableId", t.code as "tableCode", r.owner_id as "ownerId", r.origin,
      r.starts_at as "startsAt", r.ends_at as "endsAt", coalesce(r.label, p.display_name) as "displayName"
    from reservations r join tables t on t.venue_id = r.venue_id and t.id = r.table_id
    join players p on p.id = r.owner_id
    where r.venue_id = ${venueId} and r.starts_at > now() - interval '1 day' and r.ends_at > now()
      and reservation_status(r.status, r.check_in_by, r.ends_at) in ('booked', 'checked_in')
    order by r.starts_at, r.id`.execute(db);
  return rows;
}

/** What is reserved in a venue and does not fit its rules, or those it would have; the soonest first. */
export async function unfittingOf(db: Db | Transaction, venue: Venue): Promise<Unfitting[]> {
  const rows = await aheadOf(db, venue.id);
  const tooMany = overQuotaOf(venue, rows);
  const now = Date.now();
  return rows.flatMap((row) => {
    const { id, tableCode, startsAt, endsAt, displayName } = row;
    const misfits: Misfit[] = ownMisfits(venue, row, now);
    if (tooMany.has(id)) misfits.push("over_quota");
    return misfits.length === 0 ? [] : [{ id, tableCode, startsAt, endsAt, displayName, misfits }];
  });
}

const isClosed = (misfit: Misfit): boolean =>
  misfit === "closed" || misfit === "outside_opening_hours";

/** Nobody can play then, whoever they are; all else that does not fit may stay. */
export const isClosedOut = ({ misfits }: Pick<Unfitting, "misfits">): boolean =>
  misfits.some(isClosed);

const spanOfRow = ({ startsAt, endsAt }: AheadRow): Span => ({
  from: startsAt.getTime(),
  to: endsAt.getTime(),
});

/** Of one under way only the rest can be closed out; how long players may have it does not bind the house. */
function ownMisfits(venue: Venue, row: AheadRow, now: number): Misfit[] {
  const rules = rulesOf(venue, row.tableId);
  const whole = spanOfRow(row);
  const rest = { from: Math.max(whole.from, now), to: whole.to };
  const closed = misfitsOf(rules, rest).filter(isClosed);
  const others = misfitsOf(rules, whole).filter((misfit) => !isClosed(misfit));
  return row.origin === "booking" ? [...closed, ...others] : closed;
}

function overQuotaOf(venue: Venue, rows: readonly AheadRow[]): Set<string> {
  const byOwner = new Map<string, AheadRow[]>();
  for (const row of rows.filter(({ origin }) => origin === "booking")) {
    const known = byOwner.get(row.ownerId);
    if (known === undefined) byOwner.set(row.ownerId, [row]);
    else known.push(row);
  }
  const rules = rulesOf(venue);
  return new Set(
    [...byOwner.values()].flatMap((own) => {
      const over = overQuota(rules, own.map(spanOfRow));
      return own.flatMap(({ id }, index) => (over[index] === true ? [id] : []));
    }),
  );
}
