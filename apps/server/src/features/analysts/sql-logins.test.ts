import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asAdmin } from "../../../test/campus.ts";
import { pastGames, pastPlayer } from "../../../test/past-games.ts";
import { useServer } from "../../../test/server.ts";
import { createLogin, LoginError, listLogins, removeLogin } from "./sql-logins.ts";

const server = useServer();
// Roles belong to the whole server, which other test files share.
const name = `mia_${process.pid}`;
let owner: pg.Client;
let mia: pg.Client;

async function clientOf(user?: string, password?: string): Promise<pg.Client> {
  const url = new URL(server().databaseUrl);
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}
const ask = async (text: string) => (await mia.query(text)).rows;

beforeAll(async () => {
  const admin = await asAdmin(server());
  const { id } = (await admin.get("/api/v1/venues")).body.items[0];
  const { db } = server().database;
  const ana = await pastPlayer(db, "Ana");
  await pastGames(db, id, [
    {
      ...{ code: "G1", day: "2025-04-23", score: [5, 3], winner: "red" },
      lines: [{ playerId: ana, code: "P1", team: "red", goals: 5 }],
    },
  ]);
  owner = await clientOf();
  mia = await clientOf(name, await createLogin(owner, name));
});
afterAll(async () => {
  await mia.end();
  await removeLogin(owner, name);
  await owner.end();
});

describe("an analyst's login", () => {
  it("[X40] reads every view, each with a comment on it and on every column", async () => {
    const { rows: views } = await owner.query<{ view: string; silent: number }>(`
      select c.relname as view, (select count(*)::int from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and col_description(c.oid, a.attnum) is null)
        + (obj_description(c.oid) is null)::int as silent
      from pg_class c where relnamespace = 'reporting'::regnamespace and relkind = 'v' order by 1`);
    expect(views.map(({ view }) => view)).toEqual([
      ...["days", "events", "games", "lines", "players", "reservations", "tables", "venues"],
    ]);
    for (const { view, silent } of views) {
      expect([view, silent]).toEqual([view, 0]);
      expect((await ask(`select count(*) from ${view}`)).length).toBe(1);
    }
    expect(await ask("select game_id, date::text, score_red, source from games")).toEqual([
      { game_id: "G1", date: "2025-04-23", score_red: 5, source: "import" },
    ]);
    expect(
      await ask(`select p.player_name, l.result from lines l join games g using (game_key)
        join players p using (player_key)`),
    ).toEqual([{ player_name: "Ana", result: "won" }]);
    expect(await ask("select games, goals_red, weekday from days")).toEqual([
      { games: 1, goals_red: 5, weekday: 3 },
    ]);
  });

  it("[X41] is refused every table, and every other view of ours", async () => {
    const { rows } = await owner.query<{ name: string }>(`
      select c.oid::regclass::text as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')`);
    expect(rows.length).toBeGreaterThan(40);
    for (const { name: table } of rows)
      await expect(ask(`select * from public.${table} limit 1`), table).rejects.toThrow(
        /permission denied/,
      );
  });

  it.each([
    ["insert into reporting.venues (venue) values ('x')", /read-only|permission|cannot insert/],
    ["delete from reporting.games", /permission|cannot delete|read-only/],
    ["create table reporting.mine (a int)", /permission|read-only/],
    ["create table public.mine (a int)", /permission|read-only/],
    ["create temporary table mine (a int)", /permission|read-only/],
    ["create schema mine", /permission|read-only/],
    ["update public.users set role = 'admin'", /permission|read-only/],
    ["truncate public.games", /permission|read-only/],
    ["create role another", /permission|read-only/],
    ["set role babyfoot", /permission/],
    ["copy reporting.games to '/tmp/games.csv'", /permission|denied/],
    ["select pg_read_file('/etc/passwd')", /permission/],
  ])("[X41] is refused: %s, also when it says that it may write", async (text, refusal) => {
    await expect(ask(text)).rejects.toThrow(refusal);
    await ask("set default_transaction_read_only = off");
    try {
      await expect(ask(text)).rejects.toThrow(/permission denied|cannot (insert|delete)/);
    } finally {
      await ask("set default_transaction_read_only = on");
    }
  });

  it("[X42] is bounded: read-only, a minute a statement, in the schema that is its own", async () => {
    const shown = async (setting: string) => (await ask(`show ${setting}`))[0][setting];
    expect(await shown("default_transaction_read_only")).toBe("on");
    expect(await shown("statement_timeout")).toBe("1min");
    expect(await shown("search_path")).toBe("reporting");
  });

  it("[X43] gets a new password when it is made again; no other role is taken for one", async () => {
    const [first, second] = [await createLogin(owner, name), await createLogin(owner, name)];
    expect(first).not.toBe(second);
    expect(await listLogins(owner)).toContain(name);
    for (const wrong of ["babyfoot", "postgres", "analyst", "Robert'); --", ""])
      await expect(createLogin(owner, wrong)).rejects.toThrow(LoginError);
    for (const wrong of ["babyfoot", "nobody_there", "analyst"])
      await expect(removeLogin(owner, wrong)).rejects.toThrow(LoginError);
  });

  it("[X44] where the owner may not make roles, says who can", async () => {
    const plain = `plain_${process.pid}`;
    await owner.query(`create role ${plain} login`);
    const client = await clientOf(plain);
    try {
      await expect(createLogin(client, "somebody")).rejects.toThrow("docs/data/analysts.md");
    } finally {
      await client.end();
      await owner.query(`drop role ${plain}`);
    }
  });
});
