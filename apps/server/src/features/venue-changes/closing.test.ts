import { describe, expect, it } from "vitest";
import {
  book,
  dateIn,
  later,
  openDayAndNight,
  RESERVATIONS,
  timeOn,
  useOpenVenue,
} from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { codeOf, newPlayer } from "../../../test/client.ts";
import { LiveStream } from "../../../test/sse.ts";

const { server, admin } = useOpenVenue();

async function scene() {
  const venueId = await openDayAndNight(admin());
  await admin().patch(`/api/v1/venues/${venueId}`, { exceptions: [] });
  const [table, other] = [await newTable(admin()), await newTable(admin())];
  const ana = await newPlayer(server(), "Ana");
  return { venueId, path: `/api/v1/venues/${venueId}`, table, other, ana };
}

const closureOn = (days: number, tableIds?: string[]) => ({
  from: timeOn(days, "12:00"),
  to: timeOn(days, "14:00"),
  reason: "Tournament",
  ...(tableIds && { tableIds }),
});

describe("a closure of some tables", () => {
  it("[R16] keeps people off them and no others; their day shows it, and nothing else is offered there", async () => {
    const { path, table, other, ana, venueId } = await scene();
    await admin().patch(path, { closures: [closureOn(1, [table.id])] });
    const at = timeOn(1, "12:30");
    expect(codeOf(await book(ana, table.id, at, 15))).toEqual([422, "outside_opening_hours"]);
    expect((await book(ana, other.id, at, 15)).status).toBe(201);
    const day = (await ana.get(`${path}/schedule?date=${dateIn(1)}`)).body;
    const statusOf = (id: string) => {
      const { statuses } = day.tables.find((one: { id: string }) => one.id === id);
      return statuses[day.slots.findIndex((slot: { startsAt: string }) => slot.startsAt === at)];
    };
    expect([statusOf(table.id), statusOf(other.id)]).toEqual(["closed", "mine"]);
    const own = (await ana.get(`/api/v1/tables/${table.id}/schedule?date=${dateIn(1)}`)).body.items;
    expect(own.filter(({ status }: { status: string }) => status === "closed")).toHaveLength(8);

    const bob = await newPlayer(server(), "Bob");
    const before = timeOn(1, "11:30");
    await book(ana, table.id, before, 30);
    const taken = await book(bob, table.id, before, 30);
    expect(codeOf(taken)).toEqual([409, "slot_taken"]);
    for (const start of taken.body.alternatives) {
      const inside = start < timeOn(1, "14:00") && later(start, 30) > timeOn(1, "12:00");
      expect(inside, start).toBe(false);
    }
    expect((await ana.get(`/api/v1/venues/${venueId}`)).body.closures[0].tableIds).toEqual([
      table.id,
    ]);
  });
});

describe("a day with other hours", () => {
  it("[R15] is booked by them, on that date only", async () => {
    const { path, table, ana } = await scene();
    const exceptions = [{ date: dateIn(2), hours: [["10:00", "14:00"]], reason: "Open day" }];
    const changed = await admin().patch(path, { exceptions });
    expect(changed.body.exceptions).toEqual(exceptions);
    expect(codeOf(await book(ana, table.id, timeOn(2, "14:00"), 15))).toEqual([
      422,
      "outside_opening_hours",
    ]);
    expect((await book(ana, table.id, timeOn(2, "13:45"), 15)).status).toBe(201);
    expect((await book(ana, table.id, timeOn(3, "14:00"), 15)).status).toBe(201);
  });

  it.each([
    [[{ date: "2026-12-24", hours: [["14:00", "10:00"]], reason: "x" }], "/exceptions/0/hours"],
    [[{ date: "2026-02-30", hours: [], reason: "x" }], "/exceptions/0/date"],
    [[{ date: "2026-12-24", hours: [], reason: "a\u0007" }], "/exceptions/0/reason"],
    [
      [
        { date: "2026-12-24", hours: [], reason: "x" },
        { date: "2026-12-24", hours: [], reason: "y" },
      ],
      "/exceptions",
    ],
  ])("[T14] %j is refused by name", async (exceptions, where) => {
    const { path } = await scene();
    const answer = await admin().patch(path, { exceptions });
    expect(codeOf(answer)).toEqual([400, "invalid_input"]);
    expect(answer.body.errors[0].path).toBe(where);
  });
});

describe("what a change of the venue would do", () => {
  it("[R18] is shown before it is made, by name and by reason, and nothing is changed by looking", async () => {
    const { path, table, other, ana } = await scene();
    const noon = (await book(ana, table.id, timeOn(4, "12:00"), 30)).body;
    const night = (await book(ana, table.id, timeOn(5, "23:00"), 45)).body;
    const before = (await admin().get(path)).body;
    const ALWAYS_LESS = [["08:00", "20:00"]];
    const openingHours = Object.fromEntries(
      Object.keys(before.openingHours).map((day) => [day, ALWAYS_LESS]),
    );
    const change = {
      openingHours,
      closures: [closureOn(4, [table.id])],
      policy: { slotMinutes: 20, maxReservationMinutes: 40, maxActiveReservations: 1 },
    };
    const { status, body } = await admin().post(`${path}/preview`, change);
    expect(status, JSON.stringify(body)).toBe(200);
    const ofAna = body.affected.items.filter(
      ({ displayName, id }: { displayName: string; id: string }) =>
        displayName === "Ana" && [noon.id, night.id].includes(id),
    );
    expect(ofAna).toEqual([
      {
        id: noon.id,
        tableCode: table.code,
        startsAt: noon.startsAt,
        endsAt: noon.endsAt,
        displayName: "Ana",
        misfits: ["closed", "not_on_slot_boundary"],
      },
      {
        id: night.id,
        tableCode: table.code,
        startsAt: night.startsAt,
        endsAt: night.endsAt,
        displayName: "Ana",
        misfits: ["outside_opening_hours", "too_long", "not_on_slot_boundary", "over_quota"],
      },
    ]);
    expect(body.changes).toBe(true);
    expect(body.slotsPerWeek.before % (7 * 96)).toBe(0);
    const tables = body.slotsPerWeek.before / (7 * 96);
    expect(body.slotsPerWeek.after).toBe(tables * 7 * 36);
    expect((await admin().get(path)).body).toEqual(before);
    expect((await ana.get(`${RESERVATIONS}/${noon.id}`)).body.status).toBe("booked");
    const apart = await admin().post(`${path}/preview`, { closures: [closureOn(4, [other.id])] });
    const ids = apart.body.affected.items.map(({ id }: { id: string }) => id);
    expect(ids).not.toContain(noon.id);
  });

  it("[R18] says when nothing would change", async () => {
    const { path } = await scene();
    const { openingHours, policy, name } = (await admin().get(path)).body;
    const same = await admin().post(`${path}/preview`, { openingHours, policy, name });
    expect(same.body.changes).toBe(false);
  });

  it("[R19] cancels what is closed out only when told to, with a reason, and tells those who watch", async () => {
    const { path, table, ana } = await scene();
    const { id } = (await book(ana, table.id, timeOn(6, "13:00"), 30)).body;
    const kept = (await book(ana, table.id, timeOn(6, "16:00"), 30)).body;
    const closures = [closureOn(6)];
    await admin().patch(path, { closures, policy: { maxReservationMinutes: 15 } });
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("booked");
    const stream = await LiveStream.open(server());
    const reason = "The hall is taken";
    const saved = await admin().patch(path, { closures, cancelAffected: { reason } });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    await stream.until(({ events }) =>
      events.some(
        ({ event, data }) => event === "reservation.changed" && JSON.stringify(data).includes(id),
      ),
    );
    await stream.close();
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body).toMatchObject({
      status: "cancelled",
      reason,
    });
    expect((await ana.get(`${RESERVATIONS}/${kept.id}`)).body.status).toBe("booked");
    const log = (await admin().get(`/api/v1/audit?subjectId=${id}`)).body.items;
    expect(log).toMatchObject([
      { action: "reservation.cancelled", player: { id: ana.id }, details: { reason } },
    ]);
    await admin().patch(path, { policy: { maxReservationMinutes: 60 } });
  });

  it("[R17] a closure saved while many book into it misses none of them, again and again", async () => {
    const { path, table, other } = await scene();
    const players = await Promise.all(Array.from({ length: 8 }, () => newPlayer(server())));
    for (let round = 0; round < 5; round += 1) {
      const closure = closureOn(7);
      await admin().patch(path, { closures: [] });
      const bookings = players.map((player, index) => {
        const { id } = index % 2 === 0 ? table : other;
        return book(player, id, later(closure.from, 15 * index), 15);
      });
      const saving = admin().patch(path, {
        closures: [closure],
        cancelAffected: { reason: "Closed" },
      });
      const [saved, ...answers] = await Promise.all([saving, ...bookings]);
      expect(saved?.status).toBe(200);
      const codes = answers.map(({ status, body }) => (status === 201 ? "booked" : body.code));
      expect(new Set(["booked", "outside_opening_hours", ...codes]).size).toBe(2);
      const window = `from=${closure.from}&to=${closure.to}&status=booked&limit=200`;
      const left = (await admin().get(`${RESERVATIONS}?${window}`)).body.items;
      expect(left).toEqual([]);
    }
  });

  it("[R17] one that extends into a closure at the moment it is saved does not slip in either", async () => {
    const { path, table } = await scene();
    for (let round = 0; round < 4; round += 1) {
      await admin().patch(path, { closures: [] });
      const player = await newPlayer(server());
      const from = timeOn(7, "12:00");
      const made = (await book(player, table.id, later(from, -30), 30)).body;
      const reservation = `${RESERVATIONS}/${made.id}`;
      const [extended] = await Promise.all([
        player.patch(reservation, { durationMinutes: 45 }),
        admin().patch(path, { closures: [closureOn(7)], cancelAffected: { reason: "Closed" } }),
      ]);
      const after = (await player.get(reservation)).body;
      if (extended?.status === 200) expect(after.status).toBe("cancelled");
      else expect([extended?.body.code, after.status]).toEqual(["outside_opening_hours", "booked"]);
      if (after.status === "booked") await player.delete(reservation);
    }
  });
});
