import { describe, expect, it } from "vitest";
import {
  book,
  later,
  RESERVATIONS,
  tableAndTwo,
  timeOn,
  useOpenVenue,
} from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { codeOf, newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();

const scene = () => tableAndTwo(server(), admin());

describe("changing a reservation", () => {
  it("[R8] it is extended while the next slot is free, shortened, and moved, by the same rules", async () => {
    const { table, ana, bob } = await scene();
    const noon = timeOn(1, "12:00");
    const { id } = (await book(ana, table.id, noon)).body;
    const path = `${RESERVATIONS}/${id}`;
    await book(bob, table.id, later(noon, 45), 15);
    const extended = await ana.patch(path, { durationMinutes: 45 });
    expect(extended.body).toMatchObject({ durationMinutes: 45, version: 2 });
    const taken = await ana.patch(path, { durationMinutes: 60 });
    expect(codeOf(taken)).toEqual([409, "slot_taken"]);
    expect(codeOf(await ana.patch(path, { durationMinutes: 75 }))).toEqual([422, "too_long"]);
    expect((await ana.patch(path, { durationMinutes: 15 })).body.endsAt).toBe(later(noon, 15));
    const other = await newTable(admin());
    const moved = await ana.patch(path, { tableId: other.id, startsAt: later(noon, 60) });
    expect(moved.body).toMatchObject({ tableId: other.id, checkInBy: later(noon, 65) });
    expect((await book(await newPlayer(server()), table.id, noon)).status).toBe(201);
  });

  it("[R8] only its owner and staff change it; a stranger does not know of it; a stale change is refused", async () => {
    const { table, ana, bob } = await scene();
    const made = await book(ana, table.id, timeOn(1, "12:00"));
    const path = `${RESERVATIONS}/${made.body.id}`;
    expect(codeOf(await bob.get(path))).toEqual([404, "not_found"]);
    expect(codeOf(await bob.patch(path, { durationMinutes: 15 }))).toEqual([404, "not_found"]);
    expect(codeOf(await bob.delete(path))).toEqual([404, "not_found"]);
    const etag = made.headers.get("etag") ?? "";
    const reason = "A tournament";
    const byStaff = await admin().patch(path, { startsAt: timeOn(1, "13:00"), reason });
    expect(byStaff.body).toMatchObject({ reason, startsAt: timeOn(1, "13:00") });
    const stale = await ana.patch(path, { durationMinutes: 15 }, { "if-match": etag });
    expect(codeOf(stale)).toEqual([412, "stale"]);
  });

  it("[R8] two that swap their times at once neither overlap nor wait for each other", async () => {
    const { table, ana, bob } = await scene();
    const noon = timeOn(2, "12:00");
    const first = (await book(ana, table.id, noon)).body;
    const second = (await book(bob, table.id, later(noon, 30))).body;
    const answers = await Promise.all([
      ana.patch(`${RESERVATIONS}/${first.id}`, { startsAt: later(noon, 30) }),
      bob.patch(`${RESERVATIONS}/${second.id}`, { startsAt: noon }),
    ]);
    expect(answers.map(codeOf)).toEqual([
      [409, "slot_taken"],
      [409, "slot_taken"],
    ]);
  });

  it("[R9] given back, the time is free at once; again it is over", async () => {
    const { table, ana, bob } = await scene();
    const noon = timeOn(1, "12:00");
    const { id } = (await book(ana, table.id, noon)).body;
    const cancelled = await ana.delete(`${RESERVATIONS}/${id}`);
    expect(cancelled.body).toMatchObject({ id, status: "cancelled" });
    expect((await book(bob, table.id, noon)).status).toBe(201);
    expect(codeOf(await ana.delete(`${RESERVATIONS}/${id}`))).toEqual([409, "conflict"]);
    expect(codeOf(await ana.patch(`${RESERVATIONS}/${id}`, { durationMinutes: 15 }))).toEqual([
      409,
      "conflict",
    ]);
  });

  it("[R10] those invited accept or decline; nobody accepts two at a time", async () => {
    const { table, ana, bob } = await scene();
    const body = {
      tableId: table.id,
      startsAt: timeOn(1, "12:00"),
      durationMinutes: 15,
      playerIds: [bob.id],
    };
    const made = (await ana.post(RESERVATIONS, body)).body;
    expect(made.guests).toEqual([{ id: bob.id, displayName: "Bob", answer: "invited" }]);
    expect((await bob.get(`${RESERVATIONS}?mine=true`)).body.items).toHaveLength(1);
    const path = `${RESERVATIONS}/${made.id}/answer`;
    const accepted = await bob.post(path, { answer: "accepted" });
    expect(accepted.body.guests[0].answer).toBe("accepted");
    const other = await newTable(admin());
    const busy = await book(bob, other.id, body.startsAt, 15);
    expect(codeOf(busy)).toEqual([422, "player_busy"]);
    await bob.post(path, { answer: "declined" });
    expect((await book(bob, other.id, body.startsAt, 15)).status).toBe(201);
    expect(codeOf(await bob.post(path, { answer: "accepted" }))).toEqual([422, "player_busy"]);
    expect(codeOf(await bob.patch(`${RESERVATIONS}/${made.id}`, { durationMinutes: 30 }))).toEqual([
      403,
      "forbidden",
    ]);
    const stranger = await newPlayer(server());
    expect(codeOf(await stranger.post(path, { answer: "accepted" }))).toEqual([404, "not_found"]);
    const twice = { ...body, startsAt: timeOn(1, "14:00"), playerIds: [bob.id, bob.id] };
    expect(codeOf(await ana.post(RESERVATIONS, twice))).toEqual([422, "player_twice"]);
    const unknown = { ...twice, playerIds: ["0193a9b0-0000-7000-8000-000000000000"] };
    expect(codeOf(await ana.post(RESERVATIONS, unknown))).toEqual([422, "unknown_player"]);
  });

  it("[R9] a table that is retired gives everything back, and its history keeps it", async () => {
    const { table, ana } = await scene();
    const { id } = (await book(ana, table.id, timeOn(1, "12:00"))).body;
    expect((await admin().delete(`/api/v1/tables/${table.id}`)).status).toBe(204);
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("cancelled");
    expect((await ana.get(`/api/v1/tables/${table.id}`)).body.status).toBe("retired");
    const again = await book(ana, table.id, timeOn(1, "12:00"));
    expect(codeOf(again)).toEqual([422, "table_unavailable"]);
  });

  it("[R9] somebody who is erased leaves their times to others", async () => {
    const { table, ana, bob } = await scene();
    const noon = timeOn(1, "12:00");
    await book(ana, table.id, noon);
    expect((await ana.delete("/api/v1/me")).status).toBe(204);
    expect((await book(bob, table.id, noon)).status).toBe(201);
  });
});
