import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { book, RESERVATIONS, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newDevice, newTable } from "../../../test/campus.ts";
import { type Client, codeOf, newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();
const AUDIT = "/api/v1/audit";
const entriesOf = async (subjectId: string, reader: Client = admin()) =>
  (await reader.get(`${AUDIT}?subjectId=${subjectId}`)).body.items;

async function staffMember(name: string) {
  const person = await newPlayer(server(), name);
  const { db } = server().database;
  await db.updateTable("users").set({ role: "staff" }).where("id", "=", person.id).execute();
  return person;
}

describe("what staff do", () => {
  it("[A2] to somebody's reservation is written down: who, from what to what, and why", async () => {
    const [table, other] = [await newTable(admin()), await newTable(admin())];
    const [ana, staff] = [await newPlayer(server(), "Ana"), await staffMember("Sam")];
    const startsAt = timeOn(1, "12:00");
    const { id } = (await book(ana, table.id, startsAt)).body;
    const reason = "Works";
    await staff.patch(`${RESERVATIONS}/${id}`, { tableId: other.id, durationMinutes: 15, reason });
    await staff.delete(`${RESERVATIONS}/${id}?reason=Flood`);
    const about = {
      subjectType: "reservation",
      subjectId: id,
      actor: { id: staff.id, displayName: "Sam" },
      player: { id: ana.id, displayName: "Ana" },
      venueId: table.venueId,
    };
    expect(await entriesOf(id)).toMatchObject([
      { ...about, action: "reservation.cancelled", details: { reason: "Flood" } },
      {
        ...about,
        action: "reservation.changed",
        details: {
          ...{ reason, startsAt, tableCode: table.code },
          changes: [
            { field: "table", before: table.code, after: other.code },
            { field: "durationMinutes", before: 30, after: 15 },
          ],
        },
      },
    ]);
  });

  it("[A1] to their own is nobody's business, and what is refused leaves no trace", async () => {
    const table = await newTable(admin());
    const [staff, ana] = [await staffMember("Sam"), await newPlayer(server(), "Ana")];
    const own = (await book(staff, table.id, timeOn(1, "12:00"))).body;
    await staff.patch(`${RESERVATIONS}/${own.id}`, { durationMinutes: 15 });
    await staff.delete(`${RESERVATIONS}/${own.id}`);
    expect(await entriesOf(own.id)).toEqual([]);
    const { id } = (await book(ana, table.id, timeOn(1, "14:00"))).body;
    const tooLong = await staff.patch(`${RESERVATIONS}/${id}`, {
      ...{ durationMinutes: 300, reason: "Why not" },
    });
    expect(codeOf(tooLong)).toEqual([422, "too_long"]);
    expect(await entriesOf(id)).toEqual([]);
  });

  it("[A1] to venues, tables, faults, devices and roles is written down, and no secret with it", async () => {
    const table = await newTable(admin());
    await admin().patch(`/api/v1/tables/${table.id}`, { location: "Hall", bounceMs: 500 });
    const device = await newDevice(admin(), table.id, "board");
    const { token } = (await admin().post(`/api/v1/devices/${device.id}/token`)).body;
    await admin().delete(`/api/v1/devices/${device.id}`);
    const faults = `/api/v1/tables/${table.id}/faults`;
    const fault = (await admin().post(faults, { kind: "sensor", blocking: true })).body;
    await admin().patch(`/api/v1/faults/${fault.id}`, { resolved: true, resolution: "Glued" });
    const ana = await newPlayer(server(), "Ana");
    await admin().patch(`/api/v1/people/${ana.id}`, { role: "staff" });
    await admin().patch(`/api/v1/people/${ana.id}`, { role: "staff" });
    await admin().delete(`/api/v1/tables/${table.id}`);
    const actions = async (id: string) =>
      (await entriesOf(id)).map(({ action }: { action: string }) => action);
    expect(await actions(table.id)).toEqual(["table.retired", "table.changed", "table.created"]);
    expect((await entriesOf(table.id))[1].details.changes).toEqual([
      { field: "location", before: null, after: "Hall" },
      { field: "bounceMs", before: 400, after: 500 },
    ]);
    expect(await actions(device.id)).toEqual([
      "device.revoked",
      "device.token_changed",
      "device.created",
    ]);
    expect(await entriesOf(fault.id)).toMatchObject([
      { action: "fault.resolved", details: { tableCode: table.code, reason: "Glued" } },
    ]);
    expect(await entriesOf(ana.id)).toMatchObject([
      {
        action: "role.changed",
        player: { displayName: "Ana" },
        details: { changes: [{ field: "role", before: "player", after: "staff" }] },
      },
    ]);
    const all = JSON.stringify((await admin().get(`${AUDIT}?limit=200`)).body);
    for (const secret of [device.token, token, device.url]) expect(all).not.toContain(secret);
  });

  it("[A2] to a venue names each field with what it was, and closures apart", async () => {
    const { venueId } = await newTable(admin());
    const path = `/api/v1/venues/${venueId}`;
    const before = (await admin().get(path)).body;
    const closure = { from: timeOn(9, "00:00"), to: timeOn(10, "00:00"), reason: "Holidays" };
    const openingHours = { ...before.openingHours, sunday: [["10:00", "12:00"]] };
    const policy = { undoSeconds: 45, noShowSuspension: { strikes: 4, withinDays: 30, days: 7 } };
    await admin().patch(path, { openingHours, policy, closures: [closure] });
    const [latest] = await entriesOf(venueId);
    expect(latest.details).toEqual({
      changes: [
        { field: "openingHours.sunday", before: "00:00–24:00", after: "10:00–12:00" },
        { field: "policy.undoSeconds", before: before.policy.undoSeconds, after: 45 },
        { field: "policy.noShowSuspension.strikes", before: 3, after: 4 },
      ],
      ...{ closuresAdded: [closure], closuresRemoved: [] },
      ...{ exceptionsAdded: [], exceptionsRemoved: [] },
    });
    const { openingHours: hours, policy: rules } = before;
    await admin().patch(path, { openingHours: hours, policy: rules, closures: [] });
    const count = (await entriesOf(venueId)).length;
    await admin().patch(path, { name: before.name });
    expect(await entriesOf(venueId)).toHaveLength(count);
  });
});

describe("the log", () => {
  it("[A3] only grows: the database refuses to change, delete or empty it", async () => {
    await newTable(admin());
    const { db } = server().database;
    const count = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from audit_log`.execute(db)).rows[0]?.n;
    const before = await count();
    expect(before).toBeGreaterThan(0);
    const refused = "entries of audit_log are only ever added";
    await expect(sql`update audit_log set action = 'x'`.execute(db)).rejects.toThrow(refused);
    await expect(sql`delete from audit_log`.execute(db)).rejects.toThrow(refused);
    await expect(sql`truncate audit_log`.execute(db)).rejects.toThrow(refused);
    expect(await count()).toBe(before);
  });

  it("[A4] shows the erased as nobody, and their name is nowhere; before, it is in their export", async () => {
    const table = await newTable(admin());
    const [ana, staff] = [
      await newPlayer(server(), "Anastasia Unforgettable"),
      await staffMember("Samuel Unmistakable"),
    ];
    const { id } = (await book(ana, table.id, timeOn(1, "12:00"))).body;
    await staff.delete(`${RESERVATIONS}/${id}?reason=Flood`);
    const exported = async (person: Client) => (await person.get("/api/v1/me/export")).body.audited;
    expect(await exported(ana)).toMatchObject([{ action: "reservation.cancelled", mine: false }]);
    expect(await exported(staff)).toMatchObject([{ action: "reservation.cancelled", mine: true }]);
    expect(JSON.stringify(await exported(ana))).not.toContain("Samuel");
    for (const person of [ana, staff]) expect((await person.delete("/api/v1/me")).status).toBe(204);
    const [entry] = await entriesOf(id);
    expect([entry.actor.displayName, entry.player.displayName]).toEqual(["Anonyme", "Anonyme"]);
    const { rows } = await sql<{ text: string }>`select a::text as text from audit_log a`.execute(
      server().database.db,
    );
    for (const { text } of rows) expect(text).not.toMatch(/Unforgettable|Unmistakable/);
  });

  it("[A5] is read page by page, by person, action and time, by administrators only", async () => {
    const staff = await staffMember("Sam");
    const table = await newTable(admin());
    const wish = { tableIds: [table.id], durationMinutes: 15, weeks: 1, label: "Club" };
    for (const time of ["08:00", "09:00", "10:00"])
      await staff.post(`${RESERVATIONS}/weekly`, { ...wish, startsAt: timeOn(1, time) });
    const byStaff = `${AUDIT}?actorId=${staff.id}&venueId=${table.venueId}&action=series.booked`;
    const first = (await admin().get(`${byStaff}&limit=2`)).body;
    const next = (await admin().get(`${byStaff}&limit=2&cursor=${first.nextCursor}`)).body;
    const starts = [...first.items, ...next.items].map((one) => one.details.startsAt);
    expect(starts).toEqual(["10:00", "09:00", "08:00"].map((time) => timeOn(1, time)));
    expect(next.nextCursor).toBeNull();
    const { at } = first.items[0];
    const until = (await admin().get(`${byStaff}&to=${at}`)).body.items;
    expect(until).toHaveLength(2);
    expect((await admin().get(`${byStaff}&from=${at}`)).body.items.length).toBeGreaterThan(0);
    expect(codeOf(await staff.get(AUDIT))).toEqual([403, "forbidden"]);
  });
});
