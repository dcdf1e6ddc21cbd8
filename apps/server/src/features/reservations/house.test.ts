import { sameTimeAfter } from "@babyfoot/domain";
import { describe, expect, it } from "vitest";
import {
  book,
  later,
  RESERVATIONS,
  thisSlot,
  timeOn,
  useOpenVenue,
  ZONE,
} from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { Client, codeOf, newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();
const WEEKLY = `${RESERVATIONS}/weekly`;
const weeksAfter = (startsAt: string, weeks: number) =>
  new Date(sameTimeAfter(Date.parse(startsAt), 7 * weeks, ZONE)).toISOString();

async function staffMember(name: string) {
  const person = await newPlayer(server(), name);
  const { db } = server().database;
  await db.updateTable("users").set({ role: "staff" }).where("id", "=", person.id).execute();
  return person;
}

/** A club that one of the staff has on two tables, from tomorrow on. */
async function club({ weeks = 2, at = "19:00", label = "Thursday club" } = {}) {
  const [one, other] = [await newTable(admin()), await newTable(admin())];
  const staff = await staffMember("Sam Staff");
  const wish = {
    tableIds: [one.id, other.id],
    startsAt: timeOn(1, at),
    durationMinutes: 120,
    weeks,
    label,
  };
  const made = await staff.post(WEEKLY, wish);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { one, other, staff, wish, made: made.body };
}

describe("what the house holds", () => {
  it("[R22] is many tables at a time, while whoever holds them plays elsewhere", async () => {
    const { one, other, staff, wish, made } = await club();
    expect(made.items.map((item: { outcome: string }) => item.outcome)).toEqual(
      Array(4).fill("booked"),
    );
    const third = await newTable(admin());
    const own = await book(staff, third.id, wish.startsAt, 30);
    expect(own.status, JSON.stringify(own.body)).toBe(201);
    const fourth = await newTable(admin());
    expect(codeOf(await book(staff, fourth.id, wish.startsAt, 15))).toEqual([422, "player_busy"]);
    const mine = (await staff.get(`${RESERVATIONS}?mine=true`)).body.items;
    expect(mine.map(({ id }: { id: string }) => id)).toEqual([own.body.id]);
    const all = (await staff.get(`${RESERVATIONS}?tableId=${one.id}`)).body.items;
    expect(all).toMatchObject([
      { label: "Thursday club", origin: "house", status: "checked_in", guests: [] },
      { label: "Thursday club", seriesId: made.seriesId, startsAt: wish.startsAt },
    ]);
    const taken = await book(await newPlayer(server()), other.id, wish.startsAt, 30);
    expect(codeOf(taken)).toEqual([409, "slot_taken"]);
  });

  it("[R22] shows its label to everybody in place of a name, in the table's calendar too", async () => {
    const [table, staff] = [await newTable(admin()), await staffMember("Sam Secret")];
    const startsAt = later(thisSlot(), 15);
    const wish = { tableIds: [table.id], startsAt, durationMinutes: 60, weeks: 1 };
    const made = await staff.post(WEEKLY, { ...wish, label: "Open evening" });
    expect(made.body.items[0].outcome).toBe("booked");
    const seen = await new Client(server()).get(`/api/v1/tables/${table.id}`);
    expect(seen.body.nextReservation).toEqual({
      startsAt,
      endsAt: later(startsAt, 60),
      displayName: "Open evening",
    });
    const { url } = (await admin().get(`/api/v1/tables/${table.id}/calendar`)).body;
    const { pathname, search } = new URL(url);
    const calendar = (await admin().get(pathname + search)).body;
    expect(calendar).toContain("SUMMARY:Open evening");
    expect(calendar).not.toContain("Sam Secret");
  });

  it("[R22] nobody has to claim it, and it stays when whoever made it is erased", async () => {
    const { one, staff, made } = await club();
    const { reservationId } = made.items.find(
      ({ tableId }: { tableId: string }) => tableId === one.id,
    );
    expect((await staff.delete("/api/v1/me")).status).toBe(204);
    const kept = await admin().get(`${RESERVATIONS}/${reservationId}`);
    expect(kept.body).toMatchObject({ status: "checked_in", label: "Thursday club" });
    expect(kept.body.checkInBy).toBe(kept.body.endsAt);
  });

  it("[R22] is moved as a whole, keeps its label, and needs no check-in afterwards either", async () => {
    const { staff, wish, made } = await club();
    const path = `${RESERVATIONS}/${made.items[0].reservationId}`;
    const elsewhere = await newTable(admin());
    const body = { tableId: elsewhere.id, startsAt: later(wish.startsAt, 60) };
    const moved = await staff.patch(path, body);
    expect(moved.body).toMatchObject({ ...body, status: "checked_in", label: "Thursday club" });
    expect(moved.body.checkInBy).toBe(moved.body.endsAt);
  });

  it("[R14] may be longer and further ahead than players' may, and says so in a dry run first", async () => {
    const table = await newTable(admin());
    const far = weeksAfter(timeOn(1, "18:00"), 30);
    const wish = {
      tableIds: [table.id],
      startsAt: far,
      durationMinutes: 300,
      weeks: 1,
      label: "Cup",
    };
    const dry = await admin().post(WEEKLY, { ...wish, dryRun: true });
    expect(dry.body).toMatchObject({ seriesId: null, items: [{ outcome: "free" }] });
    expect((await admin().post(WEEKLY, wish)).body.items).toMatchObject([{ outcome: "booked" }]);
    const again = (await admin().post(WEEKLY, { ...wish, dryRun: true })).body.items[0];
    expect(again.outcome).toBe("slot_taken");
    expect(again.alternatives).toHaveLength(3);
  });

  it.each([
    [{ label: "" }, "/label"],
    [{ label: "a\nb" }, "/label"],
    [{ tableIds: [] }, "/tableIds"],
    [{ weeks: 54 }, "/weeks"],
  ])("[R14] %j is refused by name", async (wrong, where) => {
    const { id } = await newTable(admin());
    const wish = { tableIds: [id], startsAt: timeOn(1, "12:00"), durationMinutes: 15, weeks: 1 };
    const answer = await admin().post(WEEKLY, { ...wish, label: "Club", ...wrong });
    expect(codeOf(answer)).toEqual([400, "invalid_input"]);
    expect(answer.body.errors[0].path).toBe(where);
  });

  it("[R23] all that is ahead of a series is cancelled at once, and free at once", async () => {
    const { one, staff, wish, made } = await club({ weeks: 3 });
    const listed = (await admin().get("/api/v1/series?limit=200")).body.items;
    expect(listed.find(({ id }: { id: string }) => id === made.seriesId)).toMatchObject({
      label: "Thursday club",
      tableCodes: expect.arrayContaining([one.code]),
      nextStartsAt: wish.startsAt,
      lastStartsAt: weeksAfter(wish.startsAt, 2),
      durationMinutes: 120,
      count: 6,
    });
    const path = `/api/v1/series/${made.seriesId}`;
    expect(codeOf(await staff.delete(path))).toEqual([400, "invalid_input"]);
    const cancelled = await staff.delete(`${path}?reason=Holidays`);
    expect(cancelled.body).toEqual({ cancelled: 6 });
    expect(codeOf(await staff.delete(`${path}?reason=Holidays`))).toEqual([404, "not_found"]);
    const gone = (await staff.get(`${RESERVATIONS}/${made.items[0].reservationId}`)).body;
    expect(gone).toMatchObject({ status: "cancelled", reason: "Holidays" });
    expect((await book(await newPlayer(server()), one.id, wish.startsAt)).status).toBe(201);
  });

  it("[R2] of two series that want the same tables at once, each table goes to one", async () => {
    const tables = [await newTable(admin()), await newTable(admin()), await newTable(admin())];
    const ids = tables.map(({ id }) => id);
    const [ana, bob] = [await staffMember("Ana"), await staffMember("Bob")];
    const wish = { startsAt: timeOn(1, "10:00"), durationMinutes: 60, weeks: 4 };
    const answers = await Promise.all([
      ana.post(WEEKLY, { ...wish, tableIds: ids, label: "Hers" }),
      bob.post(WEEKLY, { ...wish, tableIds: [...ids].reverse(), label: "His" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const outcomes = answers.flatMap(({ body }) =>
      body.items.map(({ outcome }: { outcome: string }) => outcome),
    );
    expect(outcomes.filter((outcome) => outcome === "booked")).toHaveLength(12);
    expect(outcomes.filter((outcome) => outcome === "slot_taken")).toHaveLength(12);
  });
});

describe("staff who touch what is another's", () => {
  it("[R21] say why, and whoever had it sees the reason and who it was", async () => {
    const [table, ana] = [await newTable(admin()), await newPlayer(server(), "Ana")];
    const staff = await staffMember("Sam");
    const path = `${RESERVATIONS}/${(await book(ana, table.id, timeOn(1, "12:00"))).body.id}`;
    const reason = "The rods are being oiled";
    const moved = await staff.patch(path, { startsAt: timeOn(1, "13:00"), reason });
    expect(moved.status).toBe(200);
    expect((await ana.get(path)).body).toMatchObject({ reason, changedBy: "Sam" });
    await ana.patch(path, { durationMinutes: 15 });
    expect((await ana.get(path)).body).toMatchObject({ reason: null, changedBy: null });
    const cancelled = await staff.delete(`${path}?reason=Flood`);
    expect(cancelled.body).toMatchObject({ status: "cancelled", reason: "Flood" });
  });

  it("[F37] reasons and labels that would run, or break a calendar, are text wherever they come", async () => {
    const nasty = `"><script>alert(1)</script>'; drop table reservations; --=1+1;BEGIN:VEVENT`;
    const [table, ana] = [await newTable(admin()), await newPlayer(server(), "Ana")];
    const path = `${RESERVATIONS}/${(await book(ana, table.id, timeOn(1, "12:00"))).body.id}`;
    const staff = await staffMember("Sam");
    const moved = await staff.patch(path, { startsAt: timeOn(1, "13:00"), reason: nasty });
    expect(moved.body.reason).toBe(nasty);
    expect(codeOf(await staff.patch(path, { reason: "a\r\nEND:VCALENDAR" }))).toEqual([
      400,
      "invalid_input",
    ]);
    const label = nasty.slice(0, 60);
    const wish = { tableIds: [table.id], startsAt: timeOn(1, "18:00"), durationMinutes: 60 };
    const made = await staff.post(WEEKLY, { ...wish, weeks: 1, label });
    expect(made.body.items[0].outcome).toBe("booked");
    const { url } = (await admin().get(`/api/v1/tables/${table.id}/calendar`)).body;
    const { pathname, search } = new URL(url);
    const calendar = String((await admin().get(pathname + search)).body).replace(/\r\n[ \t]/g, "");
    const events = calendar.split("\r\n").filter((line) => line === "BEGIN:VEVENT");
    expect(events).toHaveLength(2);
    expect(calendar).toContain("SUMMARY:");
    const listed = await admin().get(`/api/v1/audit?subjectId=${made.body.seriesId}`);
    expect(listed.body.items[0].details.label).toBe(label);
  });
});
