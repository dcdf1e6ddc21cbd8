import ICAL from "ical.js";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { book, dateIn, openDayAndNight, timeOn } from "./booking.ts";
import { asAdmin, newTable } from "./campus.ts";
import { Client, newPlayer } from "./client.ts";
import { cloneDatabase } from "./database.ts";
import { startServer, type TestServer } from "./server.ts";

/** Half a day ahead of the venue, with clock changes of its own. */
const ELSEWHERE = "Pacific/Auckland";

let server: TestServer;
let admin: Client;
let drop: () => Promise<void>;
const zoneBefore = process.env.TZ;
beforeAll(async () => {
  process.env.TZ = ELSEWHERE;
  const database = await cloneDatabase();
  drop = database.drop;
  const url = new URL(database.url);
  url.searchParams.set("options", `-c timezone=${ELSEWHERE}`);
  server = await startServer({ databaseUrl: url.href });
  admin = await asAdmin(server);
  await openDayAndNight(admin);
});
afterAll(async () => {
  await server.close();
  await drop();
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

describe("[F18] a server whose own clock is of another zone", () => {
  it("is in that zone indeed, and so is its PostgreSQL", async () => {
    expect(new Date(0).getTimezoneOffset()).toBe(-720);
    const { rows } = await server.database.db.executeQuery<{ TimeZone: string }>(
      CompiledQuery.raw("show timezone"),
    );
    expect(rows[0]?.TimeZone).toBe(ELSEWHERE);
  });

  it.each([
    ["2027-03-28", 92, "2027-03-27T23:00:00.000Z", "2027-03-28T22:00:00.000Z"],
    ["2027-10-31", 100, "2027-10-30T22:00:00.000Z", "2027-10-31T23:00:00.000Z"],
    ["2028-02-29", 96, "2028-02-28T23:00:00.000Z", "2028-02-29T23:00:00.000Z"],
    ["2027-12-31", 96, "2027-12-30T23:00:00.000Z", "2027-12-31T23:00:00.000Z"],
  ])("counts the slots of %s by the venue's clock", async (date, count, first, end) => {
    const { id } = await newTable(admin);
    const { items } = (await admin.get(`/api/v1/tables/${id}/schedule?date=${date}`)).body;
    expect([items.length, items[0].startsAt, items.at(-1).endsAt]).toEqual([count, first, end]);
  });

  it("has the venue's today, its quotas by the venue's day, and calendars with the right instants", async () => {
    const table = await newTable(admin);
    const ana = await newPlayer(server);
    const today = await admin.get(`/api/v1/tables/${table.id}/schedule`);
    expect(today.body).toMatchObject({ date: dateIn(0), timeZone: "Europe/Paris" });
    // Of one evening and the next morning there: two days for the venue, one for the server.
    expect((await book(ana, table.id, timeOn(1, "23:00"), 60)).status).toBe(201);
    expect((await book(ana, table.id, timeOn(2, "09:00"), 60)).status).toBe(201);
    const { pathname, search } = new URL(String((await ana.get("/api/v1/me")).body.calendarUrl));
    const { body } = await new Client(server).get(pathname + search);
    const starts = new ICAL.Component(ICAL.parse(body))
      .getAllSubcomponents("vevent")
      .map((component) => new ICAL.Event(component).startDate.toJSDate().toISOString());
    expect(starts.sort()).toEqual([timeOn(1, "23:00"), timeOn(2, "09:00")]);
  });
});
