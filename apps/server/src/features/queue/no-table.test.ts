import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { RESERVATIONS, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { codeOf, newPlayer } from "../../../test/client.ts";
import { placeOf, QUEUE, takenTable } from "../../../test/waiting.ts";
import { serveLine } from "./serve-line.ts";

const { server, admin } = useOpenVenue();
const serve = (venueId: string) => serveLine(server().database.db, venueId);

describe("a table that cannot be had", () => {
  const around = (minutes: number) => ({
    from: new Date(Date.now() - 60_000).toISOString(),
    to: new Date(Date.now() + minutes * 60_000).toISOString(),
  });

  it("[Q1] [Q5] is waited for by nobody: not while it is closed, nor once it is retired", async () => {
    const { table, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    if (!ana) throw new Error("one waits");
    const bob = await newPlayer(server(), "Bob");
    const venue = `/api/v1/venues/${table.venueId}`;
    const closure = { ...around(90), reason: "Tournament", tableIds: [table.id] };
    expect((await admin().patch(venue, { closures: [closure] })).status).toBe(200);
    expect(codeOf(await bob.post(QUEUE, { tableId: table.id }))).toEqual([
      422,
      "outside_opening_hours",
    ]);
    await admin().patch(venue, { closures: [] });
    expect((await admin().delete(`/api/v1/tables/${table.id}`)).status).toBe(204);
    const other = await newTable(admin());
    expect((await ana.post(QUEUE, { tableId: other.id })).status).toBe(201);
    await ana.delete(QUEUE);
  });

  it("[Q2] is no longer offered once it breaks; whoever it was offered to keeps their place", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    if (!ana) throw new Error("one waits");
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await admin().post(`/api/v1/tables/${table.id}/faults`, { kind: "other", blocking: true });
    const refused = await ana.post(`${QUEUE}/accept`);
    expect([409, 422]).toContain(refused.status);
    await serve(table.venueId);
    expect(await placeOf(ana)).toMatchObject({ status: "waiting", offer: null });
    await ana.delete(QUEUE);
  });

  it("[Q4] is not had by waiting where whoever is suspended may not walk in either", async () => {
    const { table } = await takenTable(server(), admin(), 0);
    const ana = await newPlayer(server(), "Ana");
    const { db } = server().database;
    await sql`
      insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, status, check_in_by, held)
      select ${table.venueId}, gen_random_uuid(), ${table.id}, ${ana.id}, t, t + interval '15 minutes', 'no_show',
        t + interval '5 minutes', 'empty'
      from generate_series(1, 3) as d, lateral (select now() - make_interval(days => d) as t) as at`.execute(
      db,
    );
    const policy = (on: boolean) =>
      admin().patch(`/api/v1/venues/${table.venueId}`, { policy: { walkInWhileSuspended: on } });
    await policy(false);
    expect(codeOf(await ana.post(QUEUE, { tableId: table.id }))).toEqual([422, "suspended"]);
    await policy(true);
    expect((await ana.post(QUEUE, { tableId: table.id })).status).toBe(201);
    await ana.delete(QUEUE);
  });

  it("[Q6] one's own turn is not ended for oneself, nor for whoever cannot have the table", async () => {
    const { table, holder, reservationId } = await takenTable(server(), admin(), 0);
    const { db } = server().database;
    await db
      .updateTable("reservations")
      .set({ origin: "walk_up", checked_in_at: new Date(Date.now() - 600_000) })
      .where("id", "=", reservationId)
      .execute();
    await sql`
      insert into matches (venue_id, id, table_id, status, format, scored_by, opened_by, started_at, finished_at)
      values (${table.venueId}, gen_random_uuid(), ${table.id}, 'finished', '{}', 'sensor', gen_random_uuid(),
        now() - interval '5 minutes', now() - interval '1 minute')`.execute(db);
    await holder.post(QUEUE, { tableId: table.id });
    await serve(table.venueId);
    const still = async () => (await holder.get(`${RESERVATIONS}/${reservationId}`)).body.status;
    expect(await still()).toBe("checked_in");
    const ana = await newPlayer(server(), "Ana");
    await ana.post(QUEUE, { tableId: table.id });
    expect(await still()).toBe("ended");
    expect((await placeOf(ana)).status).toBe("offered");
    for (const player of [ana, holder]) await player.delete(QUEUE);
  });

  it("[Q5] saying again that one is away does not make one's place last longer", async () => {
    const { line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    const first = (await ana?.patch(QUEUE, { away: true }))?.body.awayUntil;
    expect((await ana?.patch(QUEUE, { away: true }))?.body.awayUntil).toBe(first);
  });
});
