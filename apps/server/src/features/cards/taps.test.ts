import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { book, later, RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { newId } from "../../platform/ids.ts";
import { type CardHolder, newHolder, newReader } from "./testing/card-play.ts";

const { server, admin } = useOpenVenue();
const holder = (name?: string): Promise<CardHolder> => newHolder(server(), admin(), name);
const db = () => server().database.db;
const MINUTE_MS = 60_000;

/** Whatever the hour, the reservation begins in so many minutes. */
async function startIn(id: string, minutes: number): Promise<void> {
  const by = sql`(now() + ${`${minutes} minutes`}::interval - starts_at)`;
  await sql`
    update reservations set starts_at = starts_at + ${by}, ends_at = ends_at + ${by}, check_in_by = check_in_by + ${by},
      held = tstzrange(greatest(lower(held), starts_at) + ${by}, upper(held) + ${by}) where id = ${id}`.execute(
    db(),
  );
}

const reasonOf = async (tapped: Promise<{ body: { unlocked: boolean; reason: string } }>) => {
  const { unlocked, reason } = (await tapped).body;
  return [unlocked, reason];
};

describe("a card at a free table", () => {
  it("[K6] takes it until the end of a slot, at least 10 minutes away, and shows whose it is", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await holder("Ana");
    const { status, body } = await tap(ana.uid);
    expect(status).toBe(200);
    expect(body).toEqual({
      unlocked: true,
      reason: "walk_up",
      playerName: "Ana",
      until: expect.any(String),
    });
    const left = Date.parse(body.until) - Date.now();
    expect(left).toBeGreaterThan(9 * MINUTE_MS);
    expect(left).toBeLessThanOrEqual(25 * MINUTE_MS);
    expect(Date.parse(body.until) % (15 * MINUTE_MS)).toBe(0);
    const shown = (await ana.get(`/api/v1/tables/${table.id}`)).body;
    expect(shown.seats).toEqual([{ side: "red", displayName: "Ana" }]);
    expect(shown).toMatchObject({
      status: "reserved",
      nextReservation: { displayName: "Ana", endsAt: body.until },
    });
    const own = (await ana.get(`${RESERVATIONS}?mine=true`)).body.items;
    expect(own[0]).toMatchObject({ origin: "walk_up", status: "checked_in", tableId: table.id });
    expect((await tap(ana.uid)).body.until).toBe(body.until);
  });

  it("[K6] can be extended and given back on the phone, without quota", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await holder("Ana");
    for (const days of [1, 2]) await book(ana, table.id, later(thisSlot(), days * 24 * 60));
    await tap(ana.uid);
    const { items } = (await ana.get(`${RESERVATIONS}?mine=true&status=checked_in`)).body;
    const path = `${RESERVATIONS}/${items[0].id}`;
    const longer = await ana.patch(path, { durationMinutes: items[0].durationMinutes + 15 });
    expect(longer.status, JSON.stringify(longer.body)).toBe(200);
    expect(longer.body.endsAt).toBe(later(items[0].endsAt, 15));
    expect((await ana.delete(path)).body.status).toBe("ended");
    expect((await ana.get(`/api/v1/tables/${table.id}`)).body.status).toBe("free");
  });

  it("[K6] goes no further than the next reservation", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await newPlayer(server(), "Bob")];
    const next = (await book(bob, table.id, later(thisSlot(), 60))).body;
    await startIn(next.id, 6);
    const { body } = await tap(ana.uid);
    expect(body.reason).toBe("walk_up");
    expect(Date.parse(body.until) - Date.now()).toBeLessThan(6.1 * MINUTE_MS);
  });

  it("[K6] costs no quota, and is open to those who may not book, unless the venue says otherwise", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await holder("Ana");
    for (const days of [1, 2, 3])
      await sql`
        insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held, status)
        select venue_id, ${newId()}, id, ${ana.id}, t, t + interval '15 minutes', t + interval '5 minutes', 'empty', 'no_show'
        from tables, lateral (select now() - make_interval(days => ${days}) as t) as at where id = ${table.id}`.execute(
        db(),
      );
    expect((await book(ana, table.id, later(thisSlot(), 60))).body.code).toBe("suspended");
    const path = `/api/v1/venues/${table.venueId}`;
    await admin().patch(path, { policy: { walkInWhileSuspended: false } });
    expect(await reasonOf(tap(ana.uid))).toEqual([false, "suspended"]);
    await admin().patch(path, { policy: { walkInWhileSuspended: true } });
    expect(await reasonOf(tap(ana.uid))).toEqual([true, "walk_up"]);
  });

  it("[K6] of many who tap at once one takes it, three play too, and the rest are refused", async () => {
    const { table, tap } = await newReader(server(), admin());
    const people = await Promise.all(Array.from({ length: 8 }, () => holder()));
    const answers = await Promise.all(people.map(({ uid }) => tap(uid)));
    const reasons = answers.map(({ body }) => `${body.unlocked} ${body.reason}`).sort();
    expect(reasons).toEqual([
      ...Array(4).fill("false table_full"),
      ...Array(4).fill("true walk_up"),
    ]);
    const { rows } = await sql<{ turns: number }>`
      select count(*)::int as turns from reservations where table_id = ${table.id}`.execute(db());
    expect(rows).toEqual([{ turns: 1 }]);
  });

  it("[K6] of two tables that one card is held to at once it opens one", async () => {
    const [one, other] = [await newReader(server(), admin()), await newReader(server(), admin())];
    const ana = await holder();
    const answers = await Promise.all([one.tap(ana.uid), other.tap(ana.uid)]);
    expect(answers.map(({ body }) => body.reason).sort()).toEqual(["player_busy", "walk_up"]);
  });

  it("[K7] stays shut when the venue is closed and when the table is in maintenance, but not for staff", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, keeper] = [await holder(), await holder("Sam")];
    await db().updateTable("users").set({ role: "staff" }).where("id", "=", keeper.id).execute();
    await admin().post(`/api/v1/tables/${table.id}/faults`, { kind: "sensor", blocking: true });
    expect(await reasonOf(tap(ana.uid))).toEqual([false, "maintenance"]);
    expect((await tap(keeper.uid)).body).toMatchObject({
      unlocked: true,
      reason: "staff",
      playerName: "Sam",
    });
    const closure = {
      from: new Date(Date.now() - MINUTE_MS).toISOString(),
      to: new Date(Date.now() + 60 * MINUTE_MS).toISOString(),
      reason: "Exams",
    };
    const other = await newReader(server(), admin());
    const path = `/api/v1/venues/${table.venueId}`;
    await admin().patch(path, { closures: [closure] });
    try {
      expect(await reasonOf(other.tap(ana.uid))).toEqual([false, "closed"]);
      expect(await reasonOf(other.tap(keeper.uid))).toEqual([true, "staff"]);
    } finally {
      await admin().patch(path, { closures: [] });
    }
    await admin().patch(`/api/v1/tables/${other.table.id}`, { retired: true });
    expect((await other.tap(keeper.uid)).body.unlocked).toBe(false);
  });
});

describe("a card and a reservation", () => {
  it("[K8] its owner's card claims it and opens the table until its end; nobody else's does", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    const made = (await book(ana, table.id, thisSlot(), 30)).body;
    expect(await reasonOf(tap(bob.uid))).toEqual([false, "reserved_for_other"]);
    expect((await tap(ana.uid)).body).toEqual({
      unlocked: true,
      reason: "reservation",
      playerName: "Ana",
      until: made.endsAt,
    });
    expect((await ana.get(`${RESERVATIONS}/${made.id}`)).body.status).toBe("checked_in");
  });

  it("[K8] an accepted guest's card claims it too, one who was only invited has to answer first", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    const made = await ana.post(RESERVATIONS, {
      tableId: table.id,
      startsAt: thisSlot(),
      durationMinutes: 30,
      playerIds: [bob.id],
    });
    expect(await reasonOf(tap(bob.uid))).toEqual([false, "reserved_for_other"]);
    await bob.post(`${RESERVATIONS}/${made.body.id}/answer`, { answer: "accepted" });
    expect(await reasonOf(tap(bob.uid))).toEqual([true, "reservation"]);
    expect((await ana.get(`${RESERVATIONS}/${made.body.id}`)).body.status).toBe("checked_in");
  });

  it("[K8] it may be claimed a little before it begins, not earlier", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await holder("Ana");
    const made = (await book(ana, table.id, later(thisSlot(), 60))).body;
    await startIn(made.id, 4);
    expect(await reasonOf(tap(ana.uid))).toEqual([true, "reservation"]);
    const [early, bea] = [await newReader(server(), admin()), await holder("Bea")];
    const later60 = (await book(bea, early.table.id, later(thisSlot(), 60))).body;
    await startIn(later60.id, 9);
    expect(await reasonOf(early.tap(bea.uid))).toEqual([true, "walk_up"]);
  });

  it("[K8] one that nobody claimed in time is anybody's, with no worker", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    const made = (await book(ana, table.id, thisSlot(), 60)).body;
    await sql`update reservations set check_in_by = now(), next_turn = null where id = ${made.id}`.execute(
      db(),
    );
    expect(await reasonOf(tap(bob.uid))).toEqual([true, "walk_up"]);
    expect(await reasonOf(tap(ana.uid))).toEqual([true, "walk_up"]);
  });

  it("[K9] an offer is taken and claimed by the card of whoever it was made to, until its limit", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    const offer = async () => {
      const id = newId();
      await sql`
        with made as (
          insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held, status, origin)
          select venue_id, ${id}, id, ${ana.id}, date_trunc('minute', now()), date_trunc('minute', now()) + interval '20 minutes',
            now() + interval '3 minutes', tstzrange(now(), date_trunc('minute', now()) + interval '20 minutes'), 'offered', 'queue'
          from tables where id = ${table.id} returning venue_id, id, owner_id, held
        )
        insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
        select venue_id, id, owner_id, 'accepted', held from made`.execute(db());
      return id;
    };
    const id = await offer();
    expect(await reasonOf(tap(bob.uid))).toEqual([false, "reserved_for_other"]);
    expect(await reasonOf(tap(ana.uid))).toEqual([true, "queue"]);
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("checked_in");
    await ana.delete(`${RESERVATIONS}/${id}`);
    const missed = await offer();
    await sql`update reservations set check_in_by = now() where id = ${missed}`.execute(db());
    expect(await reasonOf(tap(bob.uid))).toEqual([true, "walk_up"]);
  });

  it("[F15] an offer that expires as it is taken never has two owners", async () => {
    const { table, tap } = await newReader(server(), admin());
    const [ana, bob] = [await holder("Ana"), await holder("Bob")];
    for (let round = 0; round < 10; round += 1) {
      await sql`
        insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held, status, origin)
        select venue_id, ${newId()}, id, ${ana.id}, date_trunc('minute', now()), date_trunc('minute', now()) + interval '20 minutes',
          clock_timestamp() + interval '12 milliseconds', tstzrange(now(), date_trunc('minute', now()) + interval '20 minutes'),
          'offered', 'queue' from tables where id = ${table.id}`.execute(db());
      const answers = await Promise.all([tap(ana.uid), tap(bob.uid)]);
      const { rows } = await sql<{ owners: number }>`
        select count(*)::int as owners from reservations where table_id = ${table.id} and status = 'checked_in'`.execute(
        db(),
      );
      const opened = answers.filter(({ body }) => body.unlocked).length;
      expect([round, rows[0]?.owners]).toEqual([round, opened > 0 ? 1 : 0]);
      await sql`update reservations set status = 'ended', held = 'empty' where table_id = ${table.id}`.execute(
        db(),
      );
    }
  });

  it("[K8] a table that is unknown, a token that is, and a board's say so", async () => {
    await newTable(admin());
    const { tap, device } = await newReader(server(), admin());
    const ana = await holder();
    await admin().delete(`/api/v1/devices/${device.id}`);
    expect((await tap(ana.uid)).body.code).toBe("unknown_token");
  });
});
