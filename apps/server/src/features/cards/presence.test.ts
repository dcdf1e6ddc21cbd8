import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { book, RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { newTable, type TestTable } from "../../../test/campus.ts";
import { Client, newPlayer } from "../../../test/client.ts";
import { isPresent, presenceTokenAt } from "../presence/presence-token.ts";
import { codeOf, newReader } from "./testing/card-play.ts";

const { server, admin } = useOpenVenue();
const KEY = "some-key-of-at-least-32-characters-long";

async function screenKeyOf({ id }: TestTable): Promise<string> {
  const answer = await admin().post(`/api/v1/tables/${id}/screen-key`);
  expect(answer.status).toBe(201);
  return answer.body.key;
}
const screenOf = (table: TestTable, key: string) =>
  new Client(server()).get(`/api/v1/tables/${table.id}/presence-code`, {
    authorization: `Bearer ${key}`,
  });
const tokenAt = async (table: TestTable): Promise<string> =>
  (await admin().get(`/api/v1/tables/${table.id}/presence-code`)).body.token;

describe("the code on a table's screen", () => {
  it("[K13] is another one every 30 s and good for 60 s, at its own table only", () => {
    const now = 1_000_000 * 30_000;
    const shown = presenceTokenAt(KEY, "table one", now + 10);
    const token = { tableId: "table one", token: shown.token };
    expect(presenceTokenAt(KEY, "table one", now + 29_999).token).toBe(shown.token);
    expect(presenceTokenAt(KEY, "table one", now + 30_000).token).not.toBe(shown.token);
    expect([shown.renewAt, shown.expiresAt]).toEqual([now + 30_000, now + 60_000]);
    expect(isPresent(KEY, token, now + 59_999)).toBe(true);
    expect(isPresent(KEY, token, now + 60_000)).toBe(false);
    expect(isPresent(KEY, { ...token, tableId: "table two" }, now)).toBe(false);
    expect(isPresent(`${KEY}!`, token, now)).toBe(false);
    expect(isPresent(KEY, { ...token, token: "" }, now)).toBe(false);
  });

  it("[K13] opens the table for whoever scans it, as a card does", async () => {
    const table = await newTable(admin());
    const ana = await newPlayer(server(), "Ana");
    const token = await tokenAt(table);
    const { body } = await ana.post(`/api/v1/tables/${table.id}/presence`, { token });
    expect(body).toMatchObject({ unlocked: true, reason: "walk_up", playerName: "Ana" });
    expect((await ana.get(`/api/v1/tables/${table.id}`)).body.seats).toEqual([
      { side: "red", displayName: "Ana" },
    ]);
    const elsewhere = await newTable(admin());
    expect(codeOf(await ana.post(`/api/v1/tables/${elsewhere.id}/presence`, { token }))).toEqual([
      422,
      "invalid_link",
    ]);
  });

  it("[K14] is shown to the table's own screen by its key, which a new one ends", async () => {
    const [table, other] = [await newTable(admin()), await newTable(admin())];
    expect((await screenOf(table, "scr_made-up")).body.code).toBe("unknown_token");
    const key = await screenKeyOf(table);
    const shown = await screenOf(table, key);
    expect(shown.body.url).toBe(`${server().url}/at/${table.code}?k=${shown.body.token}`);
    expect((await screenOf(other, key)).body.code).toBe("unknown_token");
    const next = await screenKeyOf(table);
    expect((await screenOf(table, key)).body.code).toBe("unknown_token");
    expect((await screenOf(table, next)).status).toBe(200);
  });

  it("[K15] where the venue wants it, a reservation is only claimed at its table", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await newPlayer(server(), "Ana");
    const path = `/api/v1/venues/${table.venueId}`;
    await admin().patch(path, { policy: { checkInAtTable: true } });
    try {
      const made = (await book(ana, table.id, thisSlot())).body;
      const checkIn = `${RESERVATIONS}/${made.id}/check-in`;
      expect(codeOf(await ana.post(checkIn))).toEqual([422, "not_at_table"]);
      expect(codeOf(await ana.post(checkIn, { token: "made-up" }))).toEqual([422, "not_at_table"]);
      const claimed = await ana.post(checkIn, { token: await tokenAt(table) });
      expect(claimed.body.status).toBe("checked_in");
      const bob = await newPlayer(server(), "Bob");
      const uid = "0102030405";
      const elsewhere = await newReader(server(), admin());
      await elsewhere.tap(uid, (await bob.post("/api/v1/me/cards")).body.code);
      await sql`update reservations set status = 'ended', held = 'empty' where owner_id in (${ana.id}, ${bob.id})`.execute(
        server().database.db,
      );
      const his = (await book(bob, table.id, thisSlot())).body;
      expect((await tap(uid)).body.reason).toBe("reservation");
      expect((await bob.get(`${RESERVATIONS}/${his.id}`)).body.status).toBe("checked_in");
    } finally {
      await admin().patch(path, { policy: { checkInAtTable: false } });
    }
  });
});
