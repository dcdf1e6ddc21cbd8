import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { type Database, openDatabase } from "./database.ts";
import { execute, rowsSource } from "./rows.ts";

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

const KINDS = {
  id: "uuid",
  count: "int",
  large: "int8",
  share: "float8",
  whether: "bool",
  at: "timestamptz",
  text: "text",
  data: "jsonb",
  list: "text[]",
};

describe("rows as lists of their columns", () => {
  it("arrive as they were, with what is missing missing", async () => {
    const source = rowsSource<Record<keyof typeof KINDS, unknown>>(KINDS);
    const whole = {
      id: "0190a8f0-0000-7000-8000-000000000001",
      count: -3,
      large: 9_007_199_254_740_991,
      share: 0.1,
      whether: false,
      at: new Date("2026-10-25T00:59:59.999Z"),
      text: 'a "quoted", {braced} \\ text, NULL',
      data: { deep: [null, "é", { "}": "," }] },
      list: ["one", "two"],
    };
    const nothing = {
      id: null,
      count: null,
      large: null,
      share: null,
      whether: null,
      at: null,
      text: null,
      data: null,
      list: null,
    };
    const given = [whole, nothing, { ...whole, at: new Date(0), text: "NULL" }];
    const rows = await execute(
      database.db,
      `select ${source.columns} from ${source.from(1)}`,
      source.values(given),
    );
    expect(rows).toEqual(given);
  });

  it("may be none", async () => {
    const source = rowsSource<{ id: string }>({ id: "uuid" });
    const rows = await execute(database.db, `select id from ${source.from(1)}`, source.values([]));
    expect(rows).toEqual([]);
  });

  it("refuse an empty text, which would be lost", () => {
    const source = rowsSource<{ text: string }>({ text: "text" });
    expect(() => source.values([{ text: "" }])).toThrow(TypeError);
  });

  it("keep instants to the millisecond over all years", async () => {
    const source = rowsSource<{ at: Date }>({ at: "timestamptz" });
    const instants = [0, 1, 999, 1_582_934_399_123, 4_102_444_800_001].map((ms) => new Date(ms));
    const rows = await execute<{ at: Date }>(
      database.db,
      `select at from ${source.from(1)}`,
      source.values(instants.map((at) => ({ at }))),
    );
    expect(rows.map(({ at }) => at)).toEqual(instants);
    const { rows: exact } = await sql<{ text: string }>`
      select to_char(to_timestamp(1582934399123::float8 / 1000), 'US') as text`.execute(
      database.db,
    );
    expect(exact).toEqual([{ text: "123000" }]);
  });
});
