import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { RESERVATIONS, useOpenVenue } from "../../../test/booking.ts";
import { newDevice, newTable, sendEvents } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { LiveStream } from "../../../test/sse.ts";
import { letOffersLapse, placeOf, QUEUE, takenTable } from "../../../test/waiting.ts";
import { lockLine } from "./line.queries.ts";
import { passOn } from "./pass-on.ts";
import { serveLine } from "./serve-line.ts";

const { server, admin } = useOpenVenue();
const db = () => server().database.db;

/** Who has the table now, by name and status: more than one would be a table with two owners. */
async function ownersOf(tableId: string): Promise<string[]> {
  const { rows } = await sql<{ owner: string }>`
    select owner_id || ' ' || reservation_status(status, check_in_by, ends_at) as owner from reservations
    where table_id = ${tableId} and held_by_now(status, check_in_by, held) @> now()`.execute(db());
  return rows.map(({ owner }) => owner);
}

describe("an offer", () => {
  it("[F15] [Q4] that expires while it is being taken has one owner, whoever is first", async () => {
    const [table, ana, bob] = [
      await newTable(admin()),
      await newPlayer(server(), "Ana"),
      await newPlayer(server(), "Bob"),
    ];
    const outcomes = new Set<number>();
    for (let round = 0; round < 40; round += 1) {
      for (const player of [ana, bob]) await player.post(QUEUE, { tableId: table.id });
      const lapse = async () => {
        await letOffersLapse(server(), table.id);
        await serveLine(db(), table.venueId);
      };
      const [taken] = await Promise.all([ana.post(`${QUEUE}/accept`), lapse()]);
      outcomes.add(taken.status);
      expect(await ownersOf(table.id)).toEqual([
        taken.status === 200 ? `${ana.id} booked` : `${bob.id} offered`,
      ]);
      if (taken.status === 200) await ana.delete(`${RESERVATIONS}/${taken.body.id}`);
      for (const player of [ana, bob]) await player.delete(QUEUE);
    }
    for (const status of outcomes) expect([200, 409]).toContain(status);
  });

  it("[Q2] is made once by however many processes serve the line", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 3);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await letOffersLapse(server(), table.id);
    await Promise.all(Array.from({ length: 8 }, () => serveLine(db(), table.venueId)));
    const places = await Promise.all(line.map(placeOf));
    expect(places.map(({ status }) => status)).toEqual(["away", "offered", "waiting"]);
    expect(await ownersOf(table.id)).toEqual([`${line[1]?.id} offered`]);
  });

  it("[F16] [Q2] is made again, to one, when the process dies between making and committing it", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 2);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await letOffersLapse(server(), table.id);
    const dying = db()
      .transaction()
      .execute(async (tx) => {
        await lockLine(tx, table.venueId);
        expect((await passOn(tx, table.venueId)).reservations).not.toEqual([]);
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
      });
    await expect(dying).rejects.toThrow();
    await serveLine(db(), table.venueId);
    expect(await ownersOf(table.id)).toEqual([`${line[1]?.id} offered`]);
  });

  it("[Q2] goes to one of two who race to take the same table: the one it is offered to", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    const others = await Promise.all(Array.from({ length: 5 }, () => newPlayer(server())));
    const startsAt = new Date(Math.floor(Date.now() / 900_000) * 900_000).toISOString();
    const [, ...booked] = await Promise.all([
      holder.delete(`${RESERVATIONS}/${reservationId}`),
      ...others.map((other) =>
        other.post(RESERVATIONS, { tableId: table.id, startsAt, durationMinutes: 15 }),
      ),
    ]);
    expect(booked.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    expect(await ownersOf(table.id)).toEqual([`${ana?.id} offered`]);
    await ana?.delete(QUEUE);
  });
});

describe("a table in play", () => {
  it("[Q6] goes to the next when its match ends, and so does a turn that was not booked ahead", async () => {
    const table = await newTable(admin());
    const device = await newDevice(admin(), table.id);
    const [ana, bob] = [await newPlayer(server(), "Ana"), await newPlayer(server(), "Bob")];
    const stream = await LiveStream.open(server(), { query: `?venueId=${table.venueId}` });
    await ana.post(QUEUE, { tableId: table.id });
    const { id } = (await ana.post(`${QUEUE}/accept`)).body;
    await ana.post(`${RESERVATIONS}/${id}/check-in`);
    const goal = (seq: number, uptimeMs: number) => ({ seq, type: "goal", side: "red", uptimeMs });
    const goals = Array.from({ length: 10 }, (_, index) => goal(index + 1, 1_000 * (index + 1)));
    await sendEvents(admin(), device, { sentUptimeMs: 9_500, events: goals.slice(0, 9) });
    const joined = await bob.post(QUEUE, { tableId: table.id });
    expect(joined.body).toMatchObject({ status: "waiting", position: 1 });
    expect(joined.body.estimatedWaitSeconds).toBeLessThan(15 * 60);
    await sendEvents(admin(), device, { sentUptimeMs: 60_000, events: [goal(10, 60_000)] });
    const { id: entryId } = joined.body;
    await stream.until(({ deltas }) =>
      deltas.some(
        ({ data }) =>
          data.type === "queue.changed" &&
          data.queue.offers.some((offer) => offer.entryId === entryId),
      ),
    );
    await stream.close();
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("ended");
    await bob.delete(QUEUE);
  });

  it("[Q8] freed in one process is offered to whoever waits in another", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const other = await startOtherProcess(server().databaseUrl);
    const stream = await LiveStream.open(other, { query: `?venueId=${table.venueId}` });
    await stream.until(({ events }) => events.length > 0);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await stream.until(({ deltas }) =>
      deltas.some(({ data }) => data.type === "queue.changed" && data.queue.offers.length > 0),
    );
    await stream.close();
    await other.close();
    await line[0]?.delete(QUEUE);
  });
});
