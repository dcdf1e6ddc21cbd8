import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { book, later, RESERVATIONS, thisSlot, useOpenVenue } from "../../../test/booking.ts";
import { newDevice, newTable } from "../../../test/campus.ts";
import { type Answer, newPlayer } from "../../../test/client.ts";
import { backendOf, untilWaiting } from "../../../test/racing.ts";
import type { Transaction } from "../../platform/database.ts";
import { newHolder, newReader } from "../cards/testing/card-play.ts";

const { server, admin } = useOpenVenue();
const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  server().database.db.transaction().execute(work);

const retire = (id: string) => admin().patch(`/api/v1/tables/${id}`, { retired: true });

/** What somebody is answered who asks while a table is all but retired. */
async function whileRetiring(id: string, ask: () => Promise<Answer>): Promise<Answer> {
  const [retired, asked] = await inTransaction(async (tx) => {
    await sql`select from live_head for update`.execute(tx);
    const backend = await backendOf(tx);
    const retiring = retire(id);
    await untilWaiting(server(), backend);
    const asking = ask();
    await untilWaiting(server(), backend, 2);
    return [retiring, asking].map((answer) => ({ answer }));
  });
  expect((await retired?.answer)?.status).toBe(200);
  const answer = await asked?.answer;
  if (answer === undefined) throw new Error("nobody asked");
  return answer;
}

async function heldOn(tableId: string): Promise<number> {
  const { rows } = await sql`select from reservations
    where table_id = ${tableId} and status in ('offered', 'booked', 'checked_in') and ends_at > now()`.execute(
    server().database.db,
  );
  return rows.length;
}

describe("a table that is being retired", () => {
  it("[T4] is not booked any more by whoever asks at that moment", async () => {
    const [{ id }, ana] = [await newTable(admin()), await newPlayer(server(), "Ana")];
    const answer = await whileRetiring(id, () => book(ana, id, later(thisSlot(), 60)));
    expect([answer.status, answer.body.code]).toEqual([422, "table_unavailable"]);
    expect(await heldOn(id)).toBe(0);
  });

  it("[T4] opens to nobody who taps a card at that moment", async () => {
    const reader = await newReader(server(), admin());
    const ana = await newHolder(server(), admin(), "Ana");
    const answer = await whileRetiring(reader.table.id, () => reader.tap(ana.uid));
    expect(answer.body).toMatchObject({ unlocked: false });
    expect(await heldOn(reader.table.id)).toBe(0);
  });

  it("[T4] waits for whoever is changing a reservation of it, and then cancels that", async () => {
    const [{ id: tableId }, ana] = [await newTable(admin()), await newPlayer(server(), "Ana")];
    const { id } = (await book(ana, tableId, later(thisSlot(), 60))).body;
    const { retiring } = await inTransaction(async (tx) => {
      await sql`select from reservations where id = ${id} for update`.execute(tx);
      const answer = retire(tableId);
      await untilWaiting(server(), await backendOf(tx));
      await sql`update tables set version = version + 1 where id = ${tableId}`.execute(tx);
      return { retiring: answer };
    });
    expect((await retiring).status).toBe(200);
    expect((await ana.get(`${RESERVATIONS}/${id}`)).body.status).toBe("cancelled");
  });

  it("[T4] waits for what its device is sending, with its device", async () => {
    const { id } = await newTable(admin());
    const device = await newDevice(admin(), id);
    const { removing } = await inTransaction(async (tx) => {
      await sql`select from table_heads where table_id = ${id} for update`.execute(tx);
      const answer = admin().delete(`/api/v1/tables/${id}`);
      await untilWaiting(server(), await backendOf(tx));
      await sql`update devices set last_seen_at = now() where id = ${device.id}`.execute(tx);
      return { removing: answer };
    });
    expect((await removing).status).toBe(204);
  });
});

describe("a venue that is being changed", () => {
  it("[T4] neither a match that begins waits for it, nor who changes a table", async () => {
    const table = await newTable(admin());
    await inTransaction(async (tx) => {
      await sql`select from venues where id = ${table.venueId} for update`.execute(tx);
      const made = await admin().post("/api/v1/matches", { tableId: table.id });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      const changed = await admin().patch(`/api/v1/tables/${table.id}`, { location: "Hall" });
      expect(changed.status).toBe(200);
      await sql`update tables set version = version + 1 where id = ${table.id}`.execute(tx);
    });
  });

  it("[T2] a venue with tables stays", async () => {
    const { venueId } = await newTable(admin());
    const removing = sql`delete from venues where id = ${venueId}`.execute(server().database.db);
    await expect(removing).rejects.toThrow("has tables");
  });
});
