import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { later, RESERVATIONS, thisSlot, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { Client, codeOf, newPlayer } from "../../../test/client.ts";
import { turnReservations } from "./reservations.service.ts";

const { server, admin } = useOpenVenue();
/** What a while of waiting does, without the waiting: the reservation has begun so long ago. */
async function letPass(id: string, minutes: number): Promise<void> {
  const by = `${minutes} minutes`;
  await sql`
    update reservations set starts_at = starts_at - ${by}::interval, ends_at = ends_at - ${by}::interval,
      check_in_by = check_in_by - ${by}::interval, next_turn = null,
      held = tstzrange(lower(held) - ${by}::interval, upper(held) - ${by}::interval)
    where id = ${id}`.execute(server().database.db);
}

/** Booked for the slot under way, by somebody who does not come. */
async function unclaimed() {
  const [table, ana, bob] = [
    await newTable(admin()),
    await newPlayer(server(), "Ana"),
    await newPlayer(server(), "Bob"),
  ];
  const startsAt = thisSlot();
  const made = await ana.post(RESERVATIONS, { tableId: table.id, startsAt, durationMinutes: 60 });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return { table, ana, bob, startsAt, id: String(made.body.id) };
}

describe("a reservation that nobody claims", () => {
  it("[F17] [R11] is free the moment its limit passes, with no worker; it stays, as a no-show", async () => {
    const { table, ana, bob, startsAt, id } = await unclaimed();
    const wish = { tableId: table.id, startsAt, durationMinutes: 60 };
    expect(codeOf(await bob.post(RESERVATIONS, wish))).toEqual([409, "slot_taken"]);
    expect((await bob.get(`/api/v1/tables/${table.id}`)).body.status).toBe("reserved");
    await letPass(id, 6);
    expect((await bob.get(`/api/v1/tables/${table.id}`)).body).toMatchObject({
      status: "free",
      nextReservation: null,
    });
    const { items } = (await bob.get(`/api/v1/tables/${table.id}/schedule`)).body;
    const slot = items.find((one: { startsAt: string }) => one.startsAt === startsAt);
    expect(slot.status).toBe("free");
    expect((await bob.post(RESERVATIONS, wish)).status).toBe(201);
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("no_show");
    expect(codeOf(await ana.post(`${RESERVATIONS}/${id}/check-in`))).toEqual([
      422,
      "check_in_too_late",
    ]);
    expect(codeOf(await ana.delete(`${RESERVATIONS}/${id}`))).toEqual([409, "conflict"]);
  });

  it("[R11] is passed on to one of many who ask at that moment", async () => {
    const { table, startsAt, id } = await unclaimed();
    await letPass(id, 6);
    const players = await Promise.all(Array.from({ length: 20 }, () => newPlayer(server())));
    const wish = { tableId: table.id, startsAt, durationMinutes: 60 };
    const answers = await Promise.all(players.map((player) => player.post(RESERVATIONS, wish)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it("[R11] does not stand in its owner's way", async () => {
    const { ana, startsAt, id } = await unclaimed();
    await letPass(id, 6);
    const other = await newTable(admin());
    const again = await ana.post(RESERVATIONS, {
      tableId: other.id,
      startsAt,
      durationMinutes: 15,
    });
    expect(again.status, JSON.stringify(again.body)).toBe(201);
  });

  it("[R11] is told to those who watch when the worker comes by, once", async () => {
    const { table, ana, id } = await unclaimed();
    await letPass(id, 6);
    const { version } = (await ana.get(`${RESERVATIONS}/${id}`)).body;
    await server()
      .database.db.updateTable("reservations")
      .set({ next_turn: new Date(Date.now() - 1) })
      .where("id", "=", id)
      .execute();
    const before = (await admin().get(`/api/v1/tables/${table.id}`)).body.version;
    const { db } = server().database;
    await Promise.all([turnReservations(db), turnReservations(db), turnReservations(db)]);
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body).toMatchObject({
      status: "no_show",
      version: version + 1,
    });
    expect((await admin().get(`/api/v1/tables/${table.id}`)).body.version).toBe(before + 1);
  });

  it("[R12] three times in thirty days, and one cannot book for a week; staff can lift it", async () => {
    const { table, ana, id } = await unclaimed();
    await letPass(id, 60);
    await sql`
      insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, status, check_in_by, held)
      select venue_id, gen_random_uuid(), table_id, owner_id, starts_at - d.ago, ends_at - d.ago, 'no_show',
        check_in_by - d.ago, 'empty'
      from reservations, (values (interval '3 days'), (interval '20 days')) as d(ago) where id = ${id}`.execute(
      server().database.db,
    );
    const wish = { tableId: table.id, startsAt: timeOn(1, "12:00"), durationMinutes: 15 };
    expect(codeOf(await ana.post(RESERVATIONS, wish))).toEqual([422, "suspended"]);
    const standing = await ana.get(`/api/v1/venues/${table.venueId}/standing`);
    expect(standing.body.strikes).toBe(3);
    const until = Date.parse(standing.body.suspendedUntil) - Date.now();
    expect(until).toBeGreaterThan(6.8 * 86_400_000);
    expect(until).toBeLessThan(7 * 86_400_000);
    const pardons = `/api/v1/venues/${table.venueId}/pardons`;
    expect(codeOf(await ana.post(pardons, { playerId: ana.id }))).toEqual([403, "forbidden"]);
    expect((await admin().post(pardons, { playerId: ana.id })).status).toBe(204);
    expect((await ana.post(RESERVATIONS, wish)).status).toBe(201);
    const unknown = { playerId: "0193a9b0-0000-7000-8000-000000000000" };
    expect(codeOf(await admin().post(pardons, unknown))).toEqual([422, "unknown_player"]);
  });
});

describe("checking in", () => {
  it("[R13] keeps the table until the end; once more changes nothing", async () => {
    const { table, ana, bob, startsAt, id } = await unclaimed();
    const first = await ana.post(`${RESERVATIONS}/${id}/check-in`);
    expect(first.body).toMatchObject({ status: "checked_in" });
    expect((await ana.post(`${RESERVATIONS}/${id}/check-in`)).body).toEqual(first.body);
    await letPass(id, 6);
    const wish = { tableId: table.id, startsAt, durationMinutes: 15 };
    expect(codeOf(await bob.post(RESERVATIONS, wish))).toEqual([409, "slot_taken"]);
    expect((await bob.get(`/api/v1/tables/${table.id}`)).body.status).toBe("reserved");
  });

  it("[R13] leaves one the version that one has, when the worker comes by after it", async () => {
    const { ana, id } = await unclaimed();
    const { version } = (await ana.post(`${RESERVATIONS}/${id}/check-in`)).body;
    await turnReservations(server().database.db);
    const shorter = await ana.patch(
      `${RESERVATIONS}/${id}`,
      { durationMinutes: 45 },
      { "if-match": `"${version}"` },
    );
    expect(shorter.status, JSON.stringify(shorter.body)).toBe(200);
  });

  it("[R13] ending early frees the rest at once", async () => {
    const { table, ana, bob, startsAt, id } = await unclaimed();
    await ana.post(`${RESERVATIONS}/${id}/check-in`);
    expect((await ana.delete(`${RESERVATIONS}/${id}`)).body.status).toBe("ended");
    const wish = { tableId: table.id, startsAt, durationMinutes: 60 };
    expect((await bob.post(RESERVATIONS, wish)).status).toBe(201);
  });

  it("[R13] not before it opens, and only by the owner", async () => {
    const { table, bob } = await unclaimed();
    const ahead = { tableId: table.id, startsAt: later(thisSlot(), 90), durationMinutes: 15 };
    const { id } = (await bob.post(RESERVATIONS, ahead)).body;
    expect(codeOf(await bob.post(`${RESERVATIONS}/${id}/check-in`))).toEqual([
      422,
      "check_in_too_early",
    ]);
    expect(codeOf(await admin().post(`${RESERVATIONS}/${id}/check-in`))).toEqual([
      403,
      "forbidden",
    ]);
    const stranger = new Client(server());
    expect(codeOf(await stranger.post(`${RESERVATIONS}/${id}/check-in`))).toEqual([
      401,
      "unauthenticated",
    ]);
  });
});
