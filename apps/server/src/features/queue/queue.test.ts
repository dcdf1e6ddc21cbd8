import { describe, expect, it } from "vitest";
import { RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { type Answer, Client, codeOf, newPlayer } from "../../../test/client.ts";
import { LiveStream } from "../../../test/sse.ts";
import { letOffersLapse, placeOf, QUEUE, takenTable } from "../../../test/waiting.ts";
import { serveLine } from "./serve-line.ts";

const { server, admin } = useOpenVenue();
const serve = (venueId: string) => serveLine(server().database.db, venueId);

describe("waiting in line", () => {
  it("[Q1] shows one's place and what to expect, and everybody who waits", async () => {
    const { table, line } = await takenTable(server(), admin(), 3);
    const places = await Promise.all(line.map(placeOf));
    expect(places.map(({ position, status }) => [position, status])).toEqual([
      [1, "waiting"],
      [2, "waiting"],
      [3, "waiting"],
    ]);
    const waits = places.map(({ estimatedWaitSeconds }) => estimatedWaitSeconds);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[0]).toBeGreaterThan(0);
    const shown = (await new Client(server()).get(`/api/v1/venues/${table.venueId}/queue`)).body;
    const here = shown.items.filter((item: { tableId: string }) => item.tableId === table.id);
    expect(here.map((item: { displayName: string }) => item.displayName)).toEqual([
      "Waiting 1",
      "Waiting 2",
      "Waiting 3",
    ]);
    expect((await admin().get(`/api/v1/tables/${table.id}`)).body.waiting).toBe(3);
  });

  it("[Q1] shows nobody at a table that is out of order: it is offered to no one", async () => {
    const { table } = await takenTable(server(), admin(), 1);
    const waiting = async () => (await admin().get(`/api/v1/tables/${table.id}`)).body.waiting;
    expect(await waiting()).toBe(1);
    await admin().post(`/api/v1/tables/${table.id}/faults`, { kind: "other", blocking: true });
    expect(await waiting()).toBe(0);
  });

  it("[Q1] is in one line at a time, of a table in order, in an open venue", async () => {
    const { table, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    const other = await newTable(admin());
    expect(codeOf((await ana?.post(QUEUE, { tableId: other.id })) as Answer)).toEqual([
      409,
      "already_waiting",
    ]);
    const bob = await newPlayer(server());
    await admin().post(`/api/v1/tables/${other.id}/faults`, { kind: "other", blocking: true });
    expect(codeOf(await bob.post(QUEUE, { tableId: other.id }))).toEqual([
      422,
      "table_unavailable",
    ]);
    expect(codeOf(await bob.post(QUEUE, {}))).toEqual([400, "invalid_input"]);
    const both = { tableId: table.id, venueId: table.venueId };
    expect(codeOf(await bob.post(QUEUE, both))).toEqual([400, "invalid_input"]);
    expect(codeOf(await new Client(server()).post(QUEUE, both))).toEqual([401, "unauthenticated"]);
  });

  it("[Q5] leaving, one can join again at the end; staff can take anybody out", async () => {
    const { table, line } = await takenTable(server(), admin(), 2);
    const [ana, bob] = line;
    if (!ana || !bob) throw new Error("two wait");
    expect((await ana.delete(QUEUE)).status).toBe(204);
    expect((await ana.get(QUEUE)).body.items).toEqual([]);
    expect((await placeOf(bob)).position).toBe(1);
    expect((await ana.post(QUEUE, { tableId: table.id })).body.position).toBe(2);
    const { id } = await placeOf(bob);
    expect(codeOf(await ana.delete(`${QUEUE}/${id}`))).toEqual([403, "forbidden"]);
    expect((await admin().delete(`${QUEUE}/${id}`)).status).toBe(204);
    expect((await bob.get(QUEUE)).body.items).toEqual([]);
    expect(codeOf(await admin().delete(`${QUEUE}/${id}`))).toEqual([404, "not_found"]);
  });

  it("[Q1] whoever has themselves erased waits no longer", async () => {
    const { table, line } = await takenTable(server(), admin(), 2);
    const [ana, bob] = line;
    const { version } = (await ana?.get("/api/v1/me"))?.body ?? {};
    await ana?.delete("/api/v1/me", { "if-match": `"${version}"` });
    expect((await placeOf(bob as Client)).position).toBe(1);
    const shown = (await admin().get(`/api/v1/venues/${table.venueId}/queue`)).body;
    const here = shown.items.filter((item: { tableId: string }) => item.tableId === table.id);
    expect(here).toHaveLength(1);
  });
});

describe("a table that becomes free", () => {
  it("[Q2] is offered to the first in line as it is given back, and nobody else can have it", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 2);
    const [ana, bob] = line;
    if (!ana || !bob) throw new Error("two wait");
    const stream = await LiveStream.open(server(), { query: `?venueId=${table.venueId}` });
    await stream.until(({ events }) => events.length > 0);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    const place = await placeOf(ana);
    expect(place).toMatchObject({
      status: "offered",
      position: null,
      offer: { tableId: table.id, tableCode: table.code },
    });
    expect(await placeOf(bob)).toMatchObject({ status: "waiting", position: 1, offer: null });
    await stream.until(({ deltas }) =>
      deltas.some(
        ({ data }) =>
          data.type === "queue.changed" &&
          data.queue.offers.some(
            (offer) => offer.entryId === place.id && offer.tableId === table.id,
          ),
      ),
    );
    await stream.close();
    const wish = { tableId: table.id, startsAt: thisSlot(), durationMinutes: 15 };
    expect(codeOf(await bob.post(RESERVATIONS, wish))).toEqual([409, "slot_taken"]);
    expect((await admin().get(`/api/v1/tables/${table.id}`)).body.status).toBe("reserved");
  });

  it("[Q4] taken, it is a reservation to be claimed, and one has left the line", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    if (!ana) throw new Error("one waits");
    expect(codeOf(await ana.post(`${QUEUE}/accept`))).toEqual([409, "no_offer"]);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    const taken = await ana.post(`${QUEUE}/accept`);
    expect(taken.body, JSON.stringify(taken.body)).toMatchObject({
      tableId: table.id,
      status: "booked",
      origin: "queue",
    });
    expect((await ana.get(QUEUE)).body.items).toEqual([]);
    expect(codeOf(await ana.post(`${QUEUE}/accept`))).toEqual([409, "no_offer"]);
    const claimed = await ana.post(`${RESERVATIONS}/${taken.body.id}/check-in`);
    expect(claimed.body.status).toBe("checked_in");
    const { items } = (await ana.get(`${RESERVATIONS}?mine=true`)).body;
    expect(items.map((item: { id: string }) => item.id)).toEqual([taken.body.id]);
  });

  it("[Q4] not taken in time it goes to the next, whoever reads first, and its holder is away", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 2);
    const [ana, bob] = line;
    if (!ana || !bob) throw new Error("two wait");
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await letOffersLapse(server(), table.id);
    expect(await placeOf(ana)).toMatchObject({ status: "away", offer: null });
    expect(codeOf(await ana.post(`${QUEUE}/accept`))).toEqual([409, "offer_expired"]);
    await serve(table.venueId);
    expect(await placeOf(bob)).toMatchObject({ status: "offered", offer: { tableId: table.id } });
    expect(codeOf(await ana.post(`${QUEUE}/accept`))).toEqual([409, "offer_expired"]);
    const back = await ana.patch(QUEUE, { away: false });
    expect(back.body).toMatchObject({ status: "waiting", position: 1 });
  });

  it("[Q4] given up it goes to the next, who has it at once", async () => {
    const { holder, reservationId, line } = await takenTable(server(), admin(), 3);
    const [ana, bob, cem] = line;
    if (!ana || !bob || !cem) throw new Error("three wait");
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    expect((await ana.post(`${QUEUE}/decline`)).body.status).toBe("away");
    expect((await placeOf(bob)).status).toBe("offered");
    await bob.delete(QUEUE);
    expect((await placeOf(cem)).status).toBe("offered");
  });

  it("[Q5] passes over those who are away", async () => {
    const { holder, reservationId, line } = await takenTable(server(), admin(), 2);
    const [ana, bob] = line;
    if (!ana || !bob) throw new Error("two wait");
    expect((await ana.patch(QUEUE, { away: true })).body).toMatchObject({
      status: "away",
      position: null,
    });
    expect((await placeOf(bob)).position).toBe(1);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    expect((await placeOf(bob)).status).toBe("offered");
    expect((await placeOf(ana)).status).toBe("away");
  });

  it("[Q2] is offered at once to whoever joins while it is free, but not to whoever has another", async () => {
    const { table, holder, line } = await takenTable(server(), admin(), 0);
    expect(line).toEqual([]);
    const free = await newTable(admin());
    expect((await holder.post(QUEUE, { tableId: free.id })).body.status).toBe("waiting");
    const ana = await newPlayer(server());
    const joined = await ana.post(QUEUE, { tableId: free.id });
    expect(joined.body).toMatchObject({ status: "offered", offer: { tableId: free.id } });
    expect(table.venueId).toBe(free.venueId);
    await ana.delete(QUEUE);
    await holder.delete(QUEUE);
  });
});

describe("being told", () => {
  const kindsOf = async (player: Client) =>
    (await player.get("/api/v1/me/inbox")).body.items.map((item: { kind: string }) => item.kind);

  it("[Q8] whoever a table is offered to is told so once, and so is whoever misses it", async () => {
    const { table, holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    if (!ana) throw new Error("one waits");
    const stream = await LiveStream.open(server(), { query: "?only=me", cookie: ana.cookie });
    await stream.until(({ events }) => events.length > 0);
    const hears = () => stream.until(({ deltas }) => deltas.length > 0);
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await hears();
    await serve(table.venueId);
    await letOffersLapse(server(), table.id);
    await serve(table.venueId);
    await stream.until(({ deltas }) => deltas.length > 1);
    await serve(table.venueId);
    expect(await kindsOf(ana)).toEqual(["queue_missed", "queue_offered"]);
    await stream.close();
  });

  it("[Q8] an offer that is taken at once calls nobody any more", async () => {
    const { holder, reservationId, line } = await takenTable(server(), admin(), 1);
    const [ana] = line;
    await holder.delete(`${RESERVATIONS}/${reservationId}`);
    await ana?.post(`${QUEUE}/accept`);
    const waiting = await server()
      .database.db.selectFrom("notices")
      .select("kind")
      .where("player_id", "=", String(ana?.id))
      .where("kind", "=", "queue_offered")
      .where("due_at", "is not", null)
      .execute();
    expect(waiting).toEqual([]);
  });
});
