import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { RESERVATIONS, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newTable, type TestTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();

/** Leaves a reservation unclaimed, so many days ago. */
async function noShow(table: TestTable, playerId: string, daysAgo: number): Promise<void> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  await sql`
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, status, check_in_by, held)
    values (${table.venueId}, gen_random_uuid(), ${table.id}, ${playerId}, ${at}::timestamptz - interval '5 minutes',
      ${at}::timestamptz + interval '10 minutes', 'no_show', ${at}, 'empty')`.execute(
    server().database.db,
  );
}

describe("who has left reservations unclaimed", () => {
  it("[R20] is seen by staff, the last first, page by page; lifting it ends it and stays known", async () => {
    const table = await newTable(admin());
    const [ana, bob, old] = [
      await newPlayer(server(), "Ana"),
      await newPlayer(server(), "Bob"),
      await newPlayer(server(), "Old"),
    ];
    for (const days of [1, 2, 3]) await noShow(table, ana.id, days);
    await noShow(table, bob.id, 4);
    await noShow(table, old.id, 40);
    const standings = `/api/v1/venues/${table.venueId}/standings`;
    const { body } = await admin().get(standings);
    expect(body.items).toMatchObject([
      { player: { id: ana.id, displayName: "Ana" }, strikes: 3 },
      { player: { id: bob.id }, strikes: 1, suspendedUntil: null },
    ]);
    const until = Date.parse(body.items[0].suspendedUntil);
    expect(until).toBe(Date.parse(body.items[0].lastNoShowAt) + 7 * 86_400_000);
    const first = (await admin().get(`${standings}?limit=1`)).body;
    const next = (await admin().get(`${standings}?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.items[0], next.items[0]]).toEqual(body.items);

    const pardons = `/api/v1/venues/${table.venueId}/pardons`;
    expect((await admin().post(pardons, { playerId: ana.id })).status).toBe(204);
    const wish = { tableId: table.id, startsAt: timeOn(1, "12:00"), durationMinutes: 15 };
    expect((await ana.post(RESERVATIONS, wish)).status).toBe(201);
    const left = (await admin().get(standings)).body.items;
    expect(left.map(({ player }: { player: { id: string } }) => player.id)).toEqual([bob.id]);
    const given = (await admin().get(pardons)).body.items;
    expect(given).toMatchObject([{ player: { id: ana.id }, givenBy: { displayName: "Admin" } }]);
    const log = (await admin().get(`/api/v1/audit?subjectId=${ana.id}`)).body.items;
    expect(log).toMatchObject([{ action: "player.pardoned", player: { displayName: "Ana" } }]);
  });

  it("[R22] never counts what the house held", async () => {
    const table = await newTable(admin());
    const staff = await newPlayer(server(), "Sam");
    await noShow(table, staff.id, 1);
    await sql`update reservations set origin = 'house', label = 'Club' where owner_id = ${staff.id}`.execute(
      server().database.db,
    );
    const standings = await admin().get(`/api/v1/venues/${table.venueId}/standings?limit=200`);
    const ids = standings.body.items.map(({ player }: { player: { id: string } }) => player.id);
    expect(ids).not.toContain(staff.id);
    const own = await staff.get(`/api/v1/venues/${table.venueId}/standing`);
    expect(own.body).toEqual({ strikes: 0, suspendedUntil: null });
  });
});
