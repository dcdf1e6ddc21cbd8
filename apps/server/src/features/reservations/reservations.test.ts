import { describe, expect, it } from "vitest";
import {
  book,
  dateIn,
  later,
  RESERVATIONS,
  tableAndTwo,
  timeOn,
  useOpenVenue,
} from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { Client, codeOf, newPlayer } from "../../../test/client.ts";
import { LiveStream } from "../../../test/sse.ts";

const { server, admin } = useOpenVenue();

const scene = () => tableAndTwo(server(), admin());

describe("booking a table", () => {
  it("[R1] a player books a free time, sees it among their own, and everybody sees the table reserved", async () => {
    const { table, ana, bob } = await scene();
    const startsAt = timeOn(1, "12:00");
    const made = await book(ana, table.id, startsAt);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.body).toMatchObject({
      tableId: table.id,
      tableCode: table.code,
      startsAt,
      endsAt: later(startsAt, 30),
      durationMinutes: 30,
      status: "booked",
      owner: { id: ana.id, displayName: "Ana" },
      checkInFrom: later(startsAt, -5),
      checkInBy: later(startsAt, 5),
    });
    const mine = (await ana.get(`${RESERVATIONS}?mine=true`)).body.items;
    expect(mine).toEqual([made.body]);
    expect((await bob.get(RESERVATIONS)).body.items).toEqual([]);
    expect((await admin().get(`${RESERVATIONS}?tableId=${table.id}`)).body.items).toEqual([
      made.body,
    ]);
    const day = async (client: Client) => {
      const path = `/api/v1/tables/${table.id}/schedule?date=${dateIn(1)}`;
      const { body } = await client.get(path);
      const statuses = body.items.filter(({ startsAt: at }: { startsAt: string }) =>
        [startsAt, later(startsAt, 15), later(startsAt, 30)].includes(at),
      );
      return statuses.map(({ status }: { status: string }) => status);
    };
    expect(await day(ana)).toEqual(["mine", "mine", "free"]);
    expect(await day(new Client(server()))).toEqual(["reserved", "reserved", "free"]);
  });

  it("[R1] whoever watches is told at once", async () => {
    const { table, ana } = await scene();
    const stream = await LiveStream.open(server(), { query: `?tableId=${table.id}` });
    await stream.until(({ events }) => events.length === 1);
    const made = (await book(ana, table.id, timeOn(0, "23:45"), 15)).body;
    await stream.until(({ deltas }) => deltas.length === 2);
    const [first, second] = stream.deltas.map(({ data }) => data);
    expect(first).toMatchObject({ type: "reservation.changed", reservation: { id: made.id } });
    expect(JSON.stringify(first)).not.toContain(ana.id);
    expect(second).toMatchObject({
      type: "table.changed",
      table: { nextReservation: { startsAt: made.startsAt, displayName: "Ana" } },
    });
    await stream.close();
  });

  it("[R2] back-to-back is fine; any overlap is refused, with the three nearest free times", async () => {
    const { table, ana, bob } = await scene();
    const noon = timeOn(1, "12:00");
    await book(ana, table.id, noon);
    expect((await book(bob, table.id, later(noon, 30))).status).toBe(201);
    const eve = await newPlayer(server());
    for (const [start, minutes] of [
      [0, 30],
      [15, 15],
      [-15, 30],
      [-15, 60],
    ] as const) {
      const refused = await book(eve, table.id, later(noon, start), minutes);
      expect(codeOf(refused)).toEqual([409, "slot_taken"]);
    }
    const refused = await book(eve, table.id, noon);
    expect(refused.body.alternatives).toEqual([
      later(noon, -30),
      later(noon, -45),
      later(noon, 60),
    ]);
    expect((await book(eve, table.id, refused.body.alternatives[0])).status).toBe(201);
  });

  it("[F13] [R2] of a hundred who want one slot one gets it, the others hear that it is taken", async () => {
    const { table } = await scene();
    const players = await Promise.all(Array.from({ length: 20 }, () => newPlayer(server())));
    const startsAt = timeOn(2, "09:00");
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        book(players[n % 20] ?? admin(), table.id, startsAt, 15),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201).map(codeOf);
    expect(new Set(refused.map(String))).toEqual(new Set(["409,slot_taken"]));
  });

  it("[R5] one who asks for ten tables at one time gets one", async () => {
    const { ana } = await scene();
    const startsAt = timeOn(3, "10:00");
    const tables = await Promise.all(Array.from({ length: 10 }, () => newTable(admin())));
    const answers = await Promise.all(tables.map(({ id }) => book(ana, id, startsAt, 15)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status !== 201).map(codeOf);
    expect(new Set(refused.map(String))).toEqual(new Set(["422,player_busy"]));
  });

  it.each([
    ["a time that has passed", () => timeOn(-1, "12:00"), 15, "in_the_past"],
    ["off the slots", () => later(timeOn(1, "12:00"), 5), 15, "not_on_slot_boundary"],
    ["an odd length", () => timeOn(1, "12:00"), 20, "not_on_slot_boundary"],
    ["longer than an hour", () => timeOn(1, "12:00"), 75, "too_long"],
    ["more than a week ahead", () => timeOn(8, "12:00"), 15, "too_far_ahead"],
  ])("[R4] %s is refused", async (_name, startsAt, minutes, code) => {
    const { table, ana } = await scene();
    expect(codeOf(await book(ana, table.id, startsAt(), minutes))).toEqual([422, code]);
  });

  it("[R4] nor where the venue is closed, a fault blocks the table, or there is none", async () => {
    const { table, ana } = await scene();
    const closures = [{ from: timeOn(4, "12:00"), to: timeOn(4, "13:00"), reason: "Party" }];
    const venue = `/api/v1/venues/${table.venueId}`;
    await admin().patch(venue, { closures });
    const closed = await book(ana, table.id, timeOn(4, "12:45"), 15);
    await admin().patch(venue, { closures: [] });
    expect(codeOf(closed)).toEqual([422, "outside_opening_hours"]);
    await admin().post(`/api/v1/tables/${table.id}/faults`, { kind: "broken_rod", blocking: true });
    const broken = await book(ana, table.id, timeOn(4, "12:45"), 15);
    expect(codeOf(broken)).toEqual([422, "table_unavailable"]);
    const nowhere = await book(ana, "0193a9b0-0000-7000-8000-000000000000", timeOn(1, "12:00"));
    expect(codeOf(nowhere)).toEqual([404, "not_found"]);
  });

  it("[R4] nor in a year that nobody plans", async () => {
    const { table, ana } = await scene();
    const far = await book(ana, table.id, "9999-12-31T23:30:00.000Z");
    expect(codeOf(far)).toEqual([400, "invalid_input"]);
    const schedule = await ana.get(`/api/v1/tables/${table.id}/schedule?date=9999-12-31`);
    expect(codeOf(schedule)).toEqual([400, "invalid_input"]);
  });

  it("[R5] two upcoming at most, an hour a day at most, however many are asked for at once", async () => {
    const { table, ana, bob } = await scene();
    const at = (n: number) => later(timeOn(5, "08:00"), 30 * n);
    const answers = await Promise.all([0, 1, 2, 3, 4].map((n) => book(ana, table.id, at(n), 15)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    const refused = answers.filter(({ status }) => status !== 201).map(codeOf);
    expect(new Set(refused.map(String))).toEqual(new Set(["422,too_many_reservations"]));
    await book(bob, table.id, timeOn(5, "14:00"), 45);
    const more = await book(bob, table.id, timeOn(5, "16:00"), 30);
    expect(codeOf(more)).toEqual([422, "daily_limit"]);
    expect((await book(bob, table.id, timeOn(5, "16:00"), 15)).status).toBe(201);
  });

  it("[R7] a call that is repeated with its key has one effect and the same answer", async () => {
    const { table, ana } = await scene();
    const body = { tableId: table.id, startsAt: timeOn(1, "18:00"), durationMinutes: 15 };
    const key = { "idempotency-key": `booking-${table.id}` };
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ana.post(RESERVATIONS, body, key)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    const other = await ana.post(RESERVATIONS, { ...body, durationMinutes: 30 }, key);
    expect(codeOf(other)).toEqual([422, "idempotency_key_reused"]);
    expect((await ana.get(RESERVATIONS)).body.items).toHaveLength(1);
  });
});

describe("a day of the venue", () => {
  it("[R3] tells of every table what is free, 92 and 100 slots on the days the clocks change", async () => {
    const { table } = await scene();
    const anyone = new Client(server());
    const ana = await newPlayer(server());
    await book(ana, table.id, timeOn(6, "12:00"), 15);
    const statusFor = async (client: Client) => {
      const path = `/api/v1/venues/${table.venueId}/schedule?date=${dateIn(6)}`;
      const { slots, tables } = (await client.get(path)).body;
      const at = slots.findIndex(
        ({ startsAt }: { startsAt: string }) => startsAt === timeOn(6, "12:00"),
      );
      const own = tables.find(({ id }: { id: string }) => id === table.id);
      return [own.statuses[at], own.statuses[at + 1]];
    };
    expect(await statusFor(anyone)).toEqual(["reserved", "free"]);
    expect(await statusFor(ana)).toEqual(["mine", "free"]);
    const count = async (date: string) => {
      const { body } = await anyone.get(`/api/v1/venues/${table.venueId}/schedule?date=${date}`);
      expect(body.tables.length).toBeGreaterThan(0);
      for (const { statuses } of body.tables) expect(statuses).toHaveLength(body.slots.length);
      return body.slots.length;
    };
    expect(await count("2027-03-28")).toBe(92);
    expect(await count("2027-10-31")).toBe(100);
    expect(await count("2028-02-29")).toBe(96);
    const today = await anyone.get(`/api/v1/tables/${table.id}/schedule`);
    expect(today.body).toMatchObject({ date: dateIn(0), timeZone: "Europe/Paris" });
    const bad = await anyone.get(`/api/v1/tables/${table.id}/schedule?date=2027-02-29`);
    expect(codeOf(bad)).toEqual([400, "invalid_input"]);
    const none = await anyone.get("/api/v1/venues/0193a9b0-0000-7000-8000-000000000000/schedule");
    expect(codeOf(none)).toEqual([404, "not_found"]);
  });
});
