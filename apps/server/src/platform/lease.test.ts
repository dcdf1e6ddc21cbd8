import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { keepLease, type Lease } from "./lease.ts";

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await cloneDatabase();
  drop = own.drop;
  database = openDatabase({ connectionString: own.url }, { onError: () => undefined });
});
afterAll(async () => {
  await database.close();
  await drop();
});

async function want(name: string): Promise<Lease & { told: string[] }> {
  const told: string[] = [];
  const lease = await keepLease({
    ...{ db: database.db, name, lastsMs: 300, log: { warn: () => undefined } },
    onGain: () => void told.push("gained"),
    onLoss: () => void told.push("lost"),
  });
  onTestFinished(() => lease.release());
  return { ...lease, told };
}

describe("what only one process may do", () => {
  it("[R27] is done by one of many who want to, and by the next when that one gives it up", async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => want("given up")));
    const holders = () => all.filter((lease) => lease.held());
    expect(holders()).toHaveLength(1);
    const [first] = holders();
    await first?.release();
    expect(first?.told).toEqual(["gained", "lost"]);
    await expect.poll(() => holders().length).toBe(1);
    expect(holders()[0]).not.toBe(first);
  });

  it("[R27] is done by another when the one who did it says nothing any more", async () => {
    const silent = await want("silent");
    // As after its end, or with the database out of its reach: it can renew nothing.
    await database.db
      .updateTable("leases")
      .set({ holder: "0193a9b0-0000-7000-8000-000000000000" })
      .where("name", "=", "silent")
      .execute();
    await expect.poll(() => silent.held()).toBe(false);
    const next = await want("silent");
    await expect.poll(() => next.held() || silent.held()).toBe(true);
    expect(next.held() && silent.held()).toBe(false);
  });

  it("[R27] ends on time where the question whether one still has it hangs, and is had again after it", async () => {
    const one = await want("hanging");
    await database.db.transaction().execute(async (tx) => {
      await sql`lock table leases in access exclusive mode`.execute(tx);
      await expect.poll(() => one.held(), { timeout: 3_000 }).toBe(false);
    });
    await expect.poll(() => one.told).toEqual(["gained", "lost", "gained"]);
  });
});
