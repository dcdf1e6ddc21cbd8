import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { useOpenVenue } from "../../../test/booking.ts";
import { newPlayer } from "../../../test/client.ts";
import { codeOf, newHolder, newReader, someUid } from "./testing/card-play.ts";

const { server, admin } = useOpenVenue();
const CARDS = "/api/v1/me/cards";

async function codeFor(player: Awaited<ReturnType<typeof newPlayer>>, label?: string) {
  const answer = await player.post(CARDS, label === undefined ? {} : { label });
  expect(answer.status).toBe(201);
  return String(answer.body.code);
}

describe("linking a card", () => {
  it("[K1] the code, sent by the table with the card, links it: it opens the table at once", async () => {
    const { tap } = await newReader(server(), admin());
    const ana = await newPlayer(server(), "Ana");
    const uid = someUid();
    expect((await tap(uid)).body).toEqual({ unlocked: false, reason: "unknown_card" });
    const code = await codeFor(ana, "Carte bleue");
    expect(code).toMatch(/^\d{6}$/);
    expect((await tap(uid, code)).body).toMatchObject({ unlocked: true, playerName: "Ana" });
    expect((await tap(uid)).body).toMatchObject({ unlocked: true, playerName: "Ana" });
    expect((await ana.get("/api/v1/me")).body.cardLinked).toBe(true);
  });

  it("[K1] typed on the table's screen, it links the unknown card tapped there last", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await newPlayer(server(), "Ana");
    const [first, last] = [someUid(), someUid()];
    const path = `/api/v1/tables/${table.id}/card-links`;
    const code = await codeFor(ana);
    expect(codeOf(await admin().post(path, { code }))).toEqual([422, "no_card_tapped"]);
    await tap(first);
    await tap(last);
    const linked = await admin().post(path, { code });
    expect([linked.status, linked.body]).toEqual([201, { displayName: "Ana" }]);
    expect((await tap(first)).body.reason).toBe("unknown_card");
    expect((await tap(last)).body.playerName).toBe("Ana");
  });

  it("[K1] two minutes after the tap, the screen links nothing any more", async () => {
    const { table, tap } = await newReader(server(), admin());
    const ana = await newPlayer(server());
    await tap(someUid());
    await sql`update unknown_taps set at = at - interval '121 seconds' where table_id = ${table.id}`.execute(
      server().database.db,
    );
    const answer = await admin().post(`/api/v1/tables/${table.id}/card-links`, {
      code: await codeFor(ana),
    });
    expect(codeOf(answer)).toEqual([422, "no_card_tapped"]);
  });

  it("[K2] a code is good once, for two minutes, and a new one replaces it", async () => {
    const { tap } = await newReader(server(), admin());
    const ana = await newPlayer(server());
    const [old, code] = [await codeFor(ana), await codeFor(ana)];
    if (old !== code) expect(codeOf(await tap(someUid(), old))).toEqual([422, "invalid_code"]);
    expect((await tap(someUid(), code)).status).toBe(200);
    expect(codeOf(await tap(someUid(), code))).toEqual([422, "invalid_code"]);
    const late = await codeFor(ana);
    await sql`update card_codes set expires_at = now() where player_id = ${ana.id}`.execute(
      server().database.db,
    );
    expect(codeOf(await tap(someUid(), late))).toEqual([422, "invalid_code"]);
  });

  it("[K3] a card is one person's until they unlink it; the refused code is still good", async () => {
    const { tap } = await newReader(server(), admin());
    const ana = await newHolder(server(), admin(), "Ana");
    const bob = await newPlayer(server(), "Bob");
    const code = await codeFor(bob);
    expect(codeOf(await tap(ana.uid, code))).toEqual([409, "card_taken"]);
    const { items } = (await ana.get(CARDS)).body;
    expect((await bob.delete(`${CARDS}/${items[0].id}`)).status).toBe(404);
    expect((await ana.delete(`${CARDS}/${items[0].id}`)).status).toBe(204);
    expect((await tap(ana.uid)).body).toEqual({ unlocked: false, reason: "unknown_card" });
    expect((await ana.get("/api/v1/me")).body.cardLinked).toBe(false);
    expect((await tap(ana.uid, code)).body.playerName).toBe("Bob");
  });

  it("[K3] of two people who link one card at the same moment one gets it", async () => {
    const [one, other] = [await newReader(server(), admin()), await newReader(server(), admin())];
    const [ana, bob] = [await newPlayer(server()), await newPlayer(server())];
    const [forAna, forBob] = [await codeFor(ana), await codeFor(bob)];
    const uid = someUid();
    const answers = await Promise.all([one.tap(uid, forAna), other.tap(uid, forBob)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const held = await Promise.all([ana, bob].map((who) => who.get(CARDS)));
    expect(held.map(({ body }) => body.items.length).sort()).toEqual([0, 1]);
  });

  it("[K2] of two cards that are linked by one code at the same moment one is", async () => {
    const [one, other] = [await newReader(server(), admin()), await newReader(server(), admin())];
    const ana = await newPlayer(server());
    const code = await codeFor(ana);
    const answers = await Promise.all([one.tap(someUid(), code), other.tap(someUid(), code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    expect((await ana.get(CARDS)).body.items).toHaveLength(1);
  });

  it("[K4] a number is the same however it is written, and is stored and shown nowhere", async () => {
    const { tap } = await newReader(server(), admin());
    const ana = await newPlayer(server());
    const code = await codeFor(ana, "Carte");
    expect((await tap("04a224b1c65e80", code)).status).toBe(200);
    for (const uid of ["04A224B1C65E80", "04:a2:24:b1:c6:5e:80", "04 A2 24 B1 C6 5E 80 "])
      expect((await tap(uid)).body.unlocked).toBe(true);
    const listed = (await ana.get(CARDS)).body;
    expect(listed.items).toEqual([
      {
        id: expect.any(String),
        label: "Carte",
        linkedAt: expect.any(String),
        lastUsedAt: expect.any(String),
      },
    ]);
    const { rows } = await sql<{ text: string }>`select c::text as text from cards c`.execute(
      server().database.db,
    );
    const exported = JSON.stringify((await ana.get("/api/v1/me/export")).body);
    for (const text of [...rows.map((row) => row.text), exported])
      expect(text.toLowerCase()).not.toContain("a224b1");
    expect(rows.length).toBeGreaterThan(0);
  });

  it("[K5] [F42] whoever is erased leaves no card, no code and no seat", async () => {
    const { tap } = await newReader(server(), admin());
    const ana = await newHolder(server(), admin(), "Ana");
    await tap(ana.uid);
    await codeFor(ana);
    const held = (await ana.get("/api/v1/me/export")).body;
    expect([held.cards.length, held.cardCodes.length, held.seats.length]).toEqual([1, 1, 2]);
    expect((await ana.delete("/api/v1/me")).status).toBe(204);
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from cards where player_id = ${ana.id})
        + (select count(*) from card_codes where player_id = ${ana.id})
        + (select count(*) from reservation_seats where player_id = ${ana.id}) as left`.execute(
      server().database.db,
    );
    expect(rows).toEqual([{ left: 0 }]);
    expect((await tap(ana.uid)).body.reason).toBe("unknown_card");
  });
});
