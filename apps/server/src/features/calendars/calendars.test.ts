import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { later, RESERVATIONS, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { type Answer, Client, codeOf, newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();
/** As a calendar program reads it: no cookies. */
const read = (url: string, headers: Record<string, string> = {}) => {
  const { pathname, search } = new URL(url);
  return new Client(server()).get(pathname + search, headers);
};

const eventsOf = ({ body }: Answer) =>
  new ICAL.Component(ICAL.parse(body))
    .getAllSubcomponents("vevent")
    .map((component) => new ICAL.Event(component))
    .map((event) => ({
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      status: event.component.getFirstPropertyValue("status"),
    }));

async function scene() {
  const table = await newTable(admin());
  const ana = await newPlayer(server(), "Ana");
  await ana.patch("/api/v1/me", { locale: "en" });
  const startsAt = timeOn(1, "12:00");
  const made = await ana.post(RESERVATIONS, { tableId: table.id, startsAt, durationMinutes: 30 });
  const url = String((await ana.get("/api/v1/me")).body.calendarUrl);
  return { table, ana, startsAt, id: String(made.body.id), url };
}

describe("the calendar of a player", () => {
  it("[C1] is read by its secret address, without signing in", async () => {
    const { table, startsAt, id, url } = await scene();
    const answer = await read(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(eventsOf(answer)).toEqual([
      {
        uid: `${id}@babyfoot`,
        sequence: 0,
        summary: `Table football, table ${table.code}`,
        start: startsAt,
        end: later(startsAt, 30),
        status: "CONFIRMED",
      },
    ]);
  });

  it("[C2] a change keeps the entry and counts; what is given back stays, as cancelled", async () => {
    const { ana, startsAt, id, url } = await scene();
    await ana.patch(`${RESERVATIONS}/${id}`, { startsAt: later(startsAt, 60) });
    const moved = eventsOf(await read(url));
    expect(moved).toMatchObject([
      { uid: `${id}@babyfoot`, sequence: 1, start: later(startsAt, 60), status: "CONFIRMED" },
    ]);
    await ana.delete(`${RESERVATIONS}/${id}`);
    const cancelled = eventsOf(await read(url));
    expect(cancelled).toMatchObject([{ uid: `${id}@babyfoot`, sequence: 2, status: "CANCELLED" }]);
  });

  it("[C4] is not sent again while nothing has changed", async () => {
    const { ana, id, url } = await scene();
    const etag = (await read(url)).headers.get("etag") ?? "";
    const again = await read(url, { "if-none-match": etag });
    expect([again.status, again.body, again.headers.get("etag")]).toEqual([304, "", etag]);
    await ana.patch(`${RESERVATIONS}/${id}`, { durationMinutes: 15 });
    expect((await read(url, { "if-none-match": etag })).status).toBe(200);
  });

  it("[C1] another address ends the one before; a made-up one, or one of somebody erased, opens nothing", async () => {
    const { ana, url } = await scene();
    const { body } = await ana.post("/api/v1/me/calendar");
    expect(body.url).not.toBe(url);
    expect(codeOf(await read(url))).toEqual([404, "not_found"]);
    expect((await read(body.url)).status).toBe(200);
    expect((await ana.get("/api/v1/me")).body.calendarUrl).toBe(body.url);
    const guess =
      body.url.slice(0, -5) + (body.url.at(-5) === "A" ? "B" : "A") + body.url.slice(-4);
    expect((await read(guess)).status).toBe(404);
    expect((await read(body.url.replace("/me/", "/tables/"))).status).toBe(404);
    await ana.delete("/api/v1/me");
    expect((await read(body.url)).status).toBe(404);
  });
});

describe("other calendars", () => {
  it("[C6] a table's names who has it, and its address is for staff", async () => {
    const { table, ana, startsAt } = await scene();
    const path = `/api/v1/tables/${table.id}/calendar`;
    expect(codeOf(await ana.get(path))).toEqual([403, "forbidden"]);
    const { url } = (await admin().get(path)).body;
    expect(eventsOf(await read(url))).toMatchObject([{ summary: "Ana", start: startsAt }]);
    const replaced = (await admin().post(path)).body.url;
    expect((await read(url)).status).toBe(404);
    expect((await read(replaced)).status).toBe(200);
    const nowhere = "/api/v1/tables/0193a9b0-0000-7000-8000-000000000000/calendar";
    expect(codeOf(await admin().get(nowhere))).toEqual([404, "not_found"]);
  });

  it("[C7] one reservation is added to a calendar by those it concerns", async () => {
    const { ana, id } = await scene();
    const path = `${RESERVATIONS}/${id}/calendar.ics`;
    const answer = await ana.get(path);
    expect(eventsOf(answer)).toMatchObject([{ uid: `${id}@babyfoot` }]);
    expect(answer.headers.get("content-disposition")).toContain("babyfoot.ics");
    const stranger = await newPlayer(server());
    expect(codeOf(await stranger.get(path))).toEqual([404, "not_found"]);
  });
});
