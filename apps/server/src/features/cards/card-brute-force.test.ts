import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDayAndNight } from "../../../test/booking.ts";
import { asAdmin } from "../../../test/campus.ts";
import { type Answer, Client, newPlayer } from "../../../test/client.ts";
import { startServer, type TestServer } from "../../../test/server.ts";
import { newHolder, newReader, type Reader, someUid } from "./testing/card-play.ts";

const count = (answers: Answer[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

/** A code that differs from the right one. */
const wrong = (code: string, by: number): string =>
  String((Number(code) + by) % 1_000_000).padStart(6, "0");

describe("guessing codes and cards", () => {
  let one: TestServer;
  let other: TestServer;
  let admin: Client;
  beforeAll(async () => {
    one = await startServer();
    other = await startServer({ databaseUrl: one.databaseUrl });
    admin = await asAdmin(one);
    await openDayAndNight(admin);
  });
  beforeEach(() => one.database.db.deleteFrom("tries").execute());
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const guess = (server: TestServer, { device }: Reader, code: string, headers = {}) =>
    new Client(server).post(
      "/api/v1/device/card",
      { uid: someUid(), code },
      { authorization: `Bearer ${device.token}`, ...headers },
    );

  it("[F40] [K16] a table takes ten wrong codes, raced on two processes, and no right one after", async () => {
    const reader = await newReader(one, admin);
    const ana = await newPlayer(one, "Ana");
    const { code } = (await ana.post("/api/v1/me/cards")).body;
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        guess(index % 2 === 0 ? one : other, reader, wrong(code, index + 1)),
      ),
    );
    expect(count(answers, 422)).toBe(10);
    expect(count(answers, 429)).toBe(20);
    const right = await reader.tap(someUid(), code);
    expect(right.body.code).toBe("rate_limited");
    expect(Number(right.headers.get("retry-after"))).toBeGreaterThan(800);
    await sql`update tries set at = array(select x - interval '15 minutes' from unnest(at) x)`.execute(
      one.database.db,
    );
    expect((await reader.tap(someUid(), code)).status).toBe(200);
  });

  it("[F40] [K16] an address takes ten over all tables, whatever it says of itself", async () => {
    const ana = await newPlayer(one, "Ana");
    const { code } = (await ana.post("/api/v1/me/cards")).body;
    const answers: Answer[] = [];
    for (let index = 1; index <= 12; index += 1) {
      const reader = await newReader(one, admin);
      const headers = { "x-forwarded-for": `203.0.113.${index}` };
      answers.push(await guess(one, reader, wrong(code, index), headers));
    }
    expect([count(answers, 422), count(answers, 429)]).toEqual([10, 2]);
  });

  it("[F40] [K16] linking one's own card in between frees no further guesses", async () => {
    const reader = await newReader(one, admin);
    const [ana, eve] = [await newPlayer(one, "Ana"), await newPlayer(one, "Eve")];
    const { code } = (await ana.post("/api/v1/me/cards")).body;
    const answers: Answer[] = [];
    for (let index = 1; index <= 11; index += 1) {
      answers.push(await guess(one, reader, wrong(code, index)));
      if (index > 9) continue;
      const own = (await eve.post("/api/v1/me/cards")).body.code;
      expect((await reader.tap(someUid(), own)).status).toBe(200);
    }
    expect([count(answers, 422), count(answers, 429)]).toEqual([10, 1]);
  });

  it("[F40] [K16] a reader looks at ten unknown cards; a known one still opens", async () => {
    const reader = await newReader(one, admin);
    const ana = await newHolder(one, admin, "Ana");
    const answers = await Promise.all(Array.from({ length: 15 }, () => reader.tap(someUid())));
    expect([count(answers, 200), count(answers, 429)]).toEqual([10, 5]);
    expect((await reader.tap(ana.uid)).body).toMatchObject({ unlocked: true, playerName: "Ana" });
    const elsewhere = await newReader(one, admin);
    expect((await elsewhere.tap(someUid())).body.reason).toBe("unknown_card");
  });
});
