import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { later, RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { QUEUE } from "../../../test/waiting.ts";
import { turnReservations } from "../reservations/reservations.service.ts";
import { inboxOf, kindsOf, SOON } from "./testing/telling.ts";

const { server, admin } = useOpenVenue();

/** A reservation of later today, with somebody invited. */
async function invitation() {
  const table = await newTable(admin());
  const [ana, bob] = [await newPlayer(server(), "Ana"), await newPlayer(server(), "Bob")];
  const wish = { tableId: table.id, startsAt: later(thisSlot(), 120), durationMinutes: 30 };
  const made = await ana.post(RESERVATIONS, { ...wish, playerIds: [bob.id] });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const path = `${RESERVATIONS}/${made.body.id}`;
  const answer = (given: string) => bob.post(`${path}/answer`, { answer: given });
  return { table, ana, bob, path, id: String(made.body.id), answer };
}

describe("answers to an invitation", () => {
  it("[N3] its owner is told each time that somebody thinks otherwise, the last one last", async () => {
    const { ana, answer } = await invitation();
    for (const given of ["accepted", "accepted", "declined", "accepted"])
      expect((await answer(given)).status).toBe(200);
    const answers = async () => {
      const inbox = await inboxOf(ana);
      return inbox
        .filter(({ kind }) => kind === "invitation_answered")
        .map(({ subject, text }) => `${subject}: ${text}`);
    };
    await expect.poll(async () => (await answers()).length, SOON).toBe(3);
    const [first, second, third] = await answers();
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  it("[N3] whoever is invited is told of each time to which it is moved, also back", async () => {
    const { ana, bob, path } = await invitation();
    const told = (times: number) =>
      expect.poll(async () => (await kindsOf(bob)).length, SOON).toBe(times);
    await told(1);
    // What has not been told when it is moved on is taken back: each is told before the next.
    await ana.patch(path, { startsAt: later(thisSlot(), 180) });
    await told(2);
    await ana.patch(path, { startsAt: later(thisSlot(), 120) });
    await told(3);
    expect(await kindsOf(bob)).toEqual(["invited", "invited", "invited"]);
  });

  it("[N3] do not wait for who changes the venue and will then change the reservation", async () => {
    const { table, ana, id, answer } = await invitation();
    await server()
      .database.db.transaction()
      .execute(async (tx) => {
        await sql`select from venues where id = ${table.venueId} for update`.execute(tx);
        expect((await answer("accepted")).status).toBe(200);
        await sql`select from players where id = ${ana.id} for no key update`.execute(tx);
        await sql`select from reservations where id = ${id} for update`.execute(tx);
      });
  });
});

describe("what nobody claims", () => {
  it("[N5] its owner is told of, also where it came from the line", async () => {
    const table = await newTable(admin());
    const ana = await newPlayer(server(), "Ana");
    await ana.post(QUEUE, { tableId: table.id });
    const taken = await ana.post(`${QUEUE}/accept`);
    expect(taken.status, JSON.stringify(taken.body)).toBe(200);
    const { db } = server().database;
    await sql`update reservations set check_in_by = now(), next_turn = now() where id = ${taken.body.id}`.execute(
      db,
    );
    await turnReservations(db);
    const kinds = () => kindsOf(ana);
    await expect.poll(async () => (await kinds()).at(-1), SOON).toBe("booking_released");
  });
});
