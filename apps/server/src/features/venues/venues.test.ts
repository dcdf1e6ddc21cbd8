import { describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { Client, codeOf } from "../../../test/client.ts";
import { startServer, useServer } from "../../../test/server.ts";
import { ensureFirstVenue } from "./venues.service.ts";

const server = useServer();

async function souk() {
  const admin = await asAdmin(server());
  const venue = (await admin.get("/api/v1/venues")).body.items[0];
  return { admin, venue, path: `/api/v1/venues/${venue.id}` };
}

describe("venues", () => {
  it("[T13] the first one is there from the first start, once, however many processes start", async () => {
    const { db } = server().database;
    await Promise.all(Array.from({ length: 5 }, () => ensureFirstVenue(db)));
    const { body } = await new Client(server()).get("/api/v1/venues");
    expect(body).toMatchObject({ items: [{ name: "Souk", timeZone: "Europe/Paris" }] });
    expect(body.nextCursor).toBeNull();
  });

  it("[T14] hours, closures, zone and policy are changed; what is left out stays", async () => {
    const { admin, venue, path } = await souk();
    const openingHours = {
      ...venue.openingHours,
      friday: [
        ["08:00", "12:00"],
        ["12:00", "24:00"],
      ],
      sunday: [["00:00", "24:00"]],
    };
    const closures = [
      { from: "2026-12-20T23:00:00.000Z", to: "2027-01-03T23:00:00.000Z", reason: "Holidays" },
    ];
    const changed = await admin.patch(path, {
      openingHours,
      closures,
      timeZone: "America/Guadeloupe",
      policy: { undoSeconds: 45 },
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    const { body, headers } = await admin.get(path);
    expect(body).toMatchObject({ openingHours, closures, timeZone: "America/Guadeloupe" });
    expect(body.policy).toEqual({ ...venue.policy, undoSeconds: 45 });
    expect(body.name).toBe(venue.name);
    expect(headers.get("etag")).toBe(`"${body.version}"`);
    expect(body.version).toBe(venue.version + 1);
  });

  it.each([
    [{ timeZone: "Europe/Atlantis" }, "/timeZone"],
    [{ timeZone: "+05:00" }, "/timeZone"],
    [{ openingHours: { monday: [["08:00", "20:00"]] } }, "/openingHours/tuesday"],
    [
      {
        closures: [
          { from: "2026-12-20T23:00:00.000Z", to: "2026-12-20T23:00:00.000Z", reason: "x" },
        ],
      },
      "/closures/0",
    ],
    [
      { closures: [{ from: "tomorrow", to: "2026-12-20T23:00:00.000Z", reason: "x" }] },
      "/closures/0/from",
    ],
    [{ policy: { slotMinutes: 4 } }, "/policy/slotMinutes"],
    [
      { policy: { noShowSuspension: { strikes: 0, withinDays: 30, days: 7 } } },
      "/policy/noShowSuspension/strikes",
    ],
    [{ name: "" }, "/name"],
  ])("[T14] %j is refused by name", async (body, where) => {
    const { admin, path } = await souk();
    const answer = await admin.patch(path, body);
    expect(codeOf(answer)).toEqual([400, "invalid_input"]);
    expect(answer.body.errors[0].path).toBe(where);
  });

  it.each([
    [[["20:00", "08:00"]]],
    [[["08:00", "08:00"]]],
    [
      [
        ["08:00", "12:00"],
        ["11:59", "14:00"],
      ],
    ],
    [
      [
        ["14:00", "16:00"],
        ["08:00", "12:00"],
      ],
    ],
    [[["08:00", "24:01"]]],
    [[["24:00", "24:00"]]],
    [[["8:00", "12:00"]]],
    [[["08:00"]]],
  ])("[T14] a day cannot be open %j", async (monday) => {
    const { admin, venue, path } = await souk();
    const openingHours = { ...venue.openingHours, monday };
    expect(codeOf(await admin.patch(path, { openingHours }))).toEqual([400, "invalid_input"]);
    expect((await admin.get(path)).body.openingHours).toEqual(venue.openingHours);
  });

  it("[T3] of two who change the version they have both read, one succeeds", async () => {
    const { admin, path } = await souk();
    const etag = (await admin.get(path)).headers.get("etag") ?? "";
    const rename = (name: string) => admin.patch(path, { name }, { "if-match": etag });
    const answers = await Promise.all([rename("One"), rename("Two")]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412]);
    await admin.patch(path, { name: "Souk" });
  });

  it("[T13] two processes that start on an empty database make one venue", async () => {
    const one = await startServer();
    await one.database.db.deleteFrom("venues").execute();
    const others = await Promise.all(
      [1, 2].map(() => startServer({ databaseUrl: one.databaseUrl })),
    );
    expect((await new Client(one).get("/api/v1/venues")).body.items).toHaveLength(1);
    for (const other of others) await other.close();
    await one.close();
  });
});
