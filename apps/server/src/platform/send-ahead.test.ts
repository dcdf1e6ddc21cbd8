import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { type Database, openDatabase, type Transaction } from "./database.ts";
import { execute } from "./rows.ts";
import { ahead } from "./send-ahead.ts";

let database: Database;
let drop: () => Promise<void>;

beforeAll(async () => {
  const own = await cloneDatabase();
  drop = own.drop;
  database = openDatabase({ connectionString: own.url }, { max: 2, onError: () => undefined });
  await sql`create table notes (note text primary key)`.execute(database.db);
});
afterAll(async () => {
  await database.close();
  await drop();
});

const ADD = ahead("insert into notes (note) values ($1)");
const add = (tx: Transaction, note: string) => execute(tx, ADD, [note]);
const notes = async () => {
  const { rows } = await sql<{ note: string }>`select note from notes order by 1`.execute(
    database.db,
  );
  return rows.map(({ note }) => note);
};
const transact = <T>(work: (tx: Transaction) => Promise<T>) =>
  database.db.transaction().execute(work);

describe("statements sent ahead", () => {
  it("are done, in their order, when the transaction is", async () => {
    await transact(async (tx) => {
      await add(tx, "a");
      await add(tx, "b");
      const { rows } = await sql<{ count: number }>`select count(*) from notes`.execute(tx);
      expect(rows).toEqual([{ count: 2 }]);
      await add(tx, "c");
    });
    expect(await notes()).toEqual(["a", "b", "c"]);
  });

  it("fail the transaction with their own error when its commit comes next", async () => {
    const failing = transact(async (tx) => {
      await add(tx, "lost");
      await add(tx, "a");
    });
    await expect(failing).rejects.toMatchObject({ code: "23505", constraint: "notes_pkey" });
    expect(await notes()).not.toContain("lost");
  });

  it("tell their own error to whoever waits for the statement behind them", async () => {
    const failing = transact(async (tx) => {
      await add(tx, "a");
      await sql`select 1`.execute(tx);
      throw new Error("must not come here");
    });
    await expect(failing).rejects.toMatchObject({ code: "23505" });
  });

  it("leave the reason of a rollback as it is", async () => {
    const failing = transact(async (tx) => {
      await add(tx, "a");
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await notes()).toEqual(["a", "b", "c"]);
  });

  it("leave a connection that can be used again", async () => {
    for (let turn = 0; turn < 6; turn += 1)
      await transact((tx) => add(tx, "a")).catch(() => undefined);
    await transact((tx) => add(tx, "d"));
    expect(await notes()).toEqual(["a", "b", "c", "d"]);
  });

  it("make no commit of a transaction that PostgreSQL has given up already", async () => {
    const swallowed = transact(async (tx) => {
      await add(tx, "e");
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow("the transaction was undone");
    expect(await notes()).not.toContain("e");
  });

  it("of many transactions at once do not get into each other's way", async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => transact((tx) => add(tx, `n${index % 20}`))),
    );
    const done = outcomes.filter(({ status }) => status === "fulfilled");
    expect(done).toHaveLength(20);
    expect((await notes()).filter((note) => note.startsWith("n"))).toHaveLength(20);
  });
});
