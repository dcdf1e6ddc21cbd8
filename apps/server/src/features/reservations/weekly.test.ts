import { sameTimeAfter } from "@babyfoot/domain";
import { describe, expect, it } from "vitest";
import { RESERVATIONS, timeOn, useOpenVenue, ZONE } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { newPlayer } from "../../../test/client.ts";

const { server, admin } = useOpenVenue();
describe("a time every week", () => {
  it("[R14] a dry run shows the conflicts and books nothing; the run books what is free", async () => {
    const [table, ana] = [await newTable(admin()), await newPlayer(server())];
    const startsAt = timeOn(0, "23:30");
    const week = (n: number) =>
      new Date(sameTimeAfter(Date.parse(startsAt), 7 * n, ZONE)).toISOString();
    const taken = await ana.post(RESERVATIONS, {
      tableId: table.id,
      startsAt: week(1),
      durationMinutes: 30,
    });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    const closures = [{ from: week(3), to: week(4), reason: "Holidays" }];
    await admin().patch(`/api/v1/venues/${table.venueId}`, { closures });
    const label = "Thursday club";
    const weekly = { tableIds: [table.id], startsAt, durationMinutes: 30, weeks: 30, label };
    const dry = await admin().post(`${RESERVATIONS}/weekly`, { ...weekly, dryRun: true });
    const outcomes = dry.body.items.map(({ outcome }: { outcome: string }) => outcome);
    expect(dry.body.items.map((item: { startsAt: string }) => item.startsAt)).toEqual(
      Array.from({ length: 30 }, (_, n) => week(n)),
    );
    expect(outcomes.slice(1, 5)).toEqual(["slot_taken", "free", "outside_opening_hours", "free"]);
    expect(new Set(outcomes.slice(4))).toEqual(new Set(["free"]));
    expect(dry.body.items[1].alternatives).toHaveLength(3);
    expect((await admin().get(`${RESERVATIONS}?tableId=${table.id}`)).body.items).toHaveLength(1);

    const run = await admin().post(`${RESERVATIONS}/weekly`, weekly, {
      "idempotency-key": table.id,
    });
    const again = await admin().post(`${RESERVATIONS}/weekly`, weekly, {
      "idempotency-key": table.id,
    });
    expect(again.body).toEqual(run.body);
    const done = run.body.items.map(({ outcome }: { outcome: string }) => outcome);
    expect(done).toEqual(outcomes.map((one: string) => (one === "free" ? "booked" : one)));
    const booked = done.filter((outcome: string) => outcome === "booked").length;
    const all = (await admin().get(`${RESERVATIONS}?tableId=${table.id}&limit=200`)).body.items;
    expect(all).toHaveLength(booked + 1);
    await admin().patch(`/api/v1/venues/${table.venueId}`, { closures: [] });
  });
});
