import { EXPORT_COLUMNS, EXPORT_DATASETS } from "@babyfoot/contract";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { book, timeOn, useOpenVenue } from "../../../test/booking.ts";
import { newTable } from "../../../test/campus.ts";
import { Client, codeOf, newPlayer } from "../../../test/client.ts";
import { pastGames, pastImport, pastPlayer } from "../../../test/past-games.ts";
import { rowsOfParquet } from "./testing/duckdb.ts";

const { server, admin } = useOpenVenue();
const EXPORTS = "/api/v1/exports";
let venueId: string;
let importId: string;
let table: Awaited<ReturnType<typeof newTable>>;
let ana: string;

const linesOf = (csv: string): string[] => csv.split("\r\n").filter((line) => line !== "");
const download = async (file: string) => (await admin().get(`${EXPORTS}/${file}`)).body;

beforeAll(async () => {
  table = await newTable(admin());
  venueId = table.venueId;
  const { db } = server().database;
  importId = await pastImport(db, venueId);
  ana = await pastPlayer(db, 'Ana, "the wall"');
  const evil = await pastPlayer(db, "=1+1");
  await pastGames(db, venueId, [
    {
      ...{ code: "G000001", day: "2025-04-23", importId, tableCode: "T04", score: [8, 2] },
      ...{ tableId: table.id, winner: "red", durationSeconds: 516, location: "-Hall\nNorth" },
      lines: [
        { playerId: ana, code: "P0036", team: "red", role: "defense", goals: 1, saves: 3 },
        { playerId: evil, code: "P0161", team: "blue", goals: 0, isSubstitute: false },
      ],
    },
    { code: "G000002", day: "2025-04-24", importId, recordedBy: "@SUM(A1)" },
    { code: "G000003", importId },
  ]);
});

describe("games and lines", () => {
  it("[X1] have the columns of the contract, in that order; what nobody knows is empty", async () => {
    const [header, ...games] = linesOf(await download(`games.csv?importId=${importId}`));
    expect(header).toBe(
      "game_id,date,table_id,duration_seconds,score_red,score_blue,winner,season,location,ball_type,table_condition,attendance,recorded_by,rating",
    );
    expect(games).toHaveLength(3);
    expect(games[2]).toBe("G000003,,,,,,,,,,,,,");
    const [columns, ...lines] = linesOf(await download(`lines.csv?importId=${importId}`));
    expect(columns).toBe(
      "game_id,player_id,player_name,team,role,goals,own_goals,assists,saves,possession_seconds,is_substitute",
    );
    expect(new Set(lines)).toEqual(
      new Set([
        'G000001,P0036,"Ana, ""the wall""",red,defense,1,,,3,,',
        "G000001,P0161,'=1+1,blue,,0,,,,,false",
      ]),
    );
  });

  it("[X3] [F37] no cell is a formula for a spreadsheet, and numbers stay numbers", async () => {
    const csv: string = await download(`games.csv?importId=${importId}`);
    expect(csv).toContain('G000001,2025-04-23,T04,516,8,2,red,,"\'-Hall\nNorth",');
    expect(csv).toContain(",'@SUM(A1),");
    const dangerous = ["=1", "+1", "-1", "@x"];
    const { db } = server().database;
    for (const [index, name] of dangerous.entries()) {
      const line = { playerId: await pastPlayer(db, name), code: `P9${index}` };
      await pastGames(db, venueId, [{ code: `GF${index}`, lines: [line] }]);
    }
    const lines = await download("lines.csv");
    for (const [index, name] of dangerous.entries())
      expect(lines).toContain(`GF${index},P9${index},'${name},`);
  });

  it("[X4] JSON says the same in types of its own", async () => {
    const games = await download(`games.json?importId=${importId}`);
    expect(games[0]).toEqual({
      ...{ game_id: "G000001", date: "2025-04-23", table_id: "T04", duration_seconds: 516 },
      ...{ score_red: 8, score_blue: 2, winner: "red", season: null, location: "-Hall\nNorth" },
      ...{
        ball_type: null,
        table_condition: null,
        attendance: null,
        recorded_by: null,
        rating: null,
      },
    });
    const lines = await download(`lines.json?importId=${importId}`);
    expect(lines.map((line: { is_substitute: unknown }) => line.is_substitute).sort()).toEqual([
      false,
      null,
    ]);
    expect(await download(`games.json?importId=${crypto.randomUUID()}`)).toEqual([]);
  });

  it("[X5] Parquet has days as days, instants as instants in UTC and whole numbers, as DuckDB reads it", async () => {
    const games = await rowsOfParquet(await bytesOf(`games.parquet?importId=${importId}`));
    expect(games.types).toMatchObject({
      ...{ game_id: "VARCHAR", date: "DATE", duration_seconds: "INTEGER", score_red: "INTEGER" },
    });
    expect(games.rows).toEqual(
      (await download(`games.json?importId=${importId}`)).map(Object.values),
    );
    const lines = await rowsOfParquet(await bytesOf("lines.parquet"));
    expect(lines.types).toMatchObject({ goals: "INTEGER", is_substitute: "BOOLEAN" });
    expect(lines.rows).toEqual((await download("lines.json")).map(Object.values));
    const players = await rowsOfParquet(await bytesOf("players.parquet"));
    expect(players.types).toMatchObject({ created_at: "TIMESTAMP WITH TIME ZONE" });
    expect(
      (await rowsOfParquet(await bytesOf("games.parquet?from=1990-01-01&to=1990-01-02"))).rows,
    ).toEqual([]);
  });

  it("[X2] are chosen by day of the venue, both ends included, by import and by venue", async () => {
    const codes = async (filter: string) =>
      (await download(`games.json?${filter}&importId=${importId}`)).map(
        (game: { game_id: string }) => game.game_id,
      );
    expect(await codes("from=2025-04-23&to=2025-04-23")).toEqual(["G000001"]);
    expect(await codes("from=2025-04-23")).toEqual(["G000001", "G000002"]);
    expect(await codes("to=2025-04-24")).toEqual(["G000001", "G000002"]);
    expect(await codes(`venueId=${venueId}`)).toHaveLength(3);
    expect(await codes(`venueId=${crypto.randomUUID()}`)).toEqual([]);
    const players = await download(`players.json?importId=${importId}`);
    expect(players.map((one: { player_name: string }) => one.player_name).sort()).toEqual([
      "=1+1",
      'Ana, "the wall"',
    ]);
    const tables = await download("tables.json?from=2025-04-23&to=2025-04-23");
    expect(tables).toMatchObject([{ table_id: table.code, games: 1, first_date: "2025-04-23" }]);
    expect(codeOf(await admin().get(`${EXPORTS}/games.csv?from=yesterday`))).toEqual([
      ...[400, "invalid_input"],
    ]);
  });

  it("[X1] matches played here are among them, by their ids", async () => {
    const eve = await newPlayer(server(), "Eve");
    const { id: tableId, code } = await newTable(admin());
    const match = (await eve.post("/api/v1/matches", { tableId, red: [eve.id] })).body;
    await sql`insert into games (venue_id, id, match_id, day, table_code, score_red, score_blue)
      values (${venueId}, ${match.id}, ${match.id}, '2026-11-20', ${code}, 5, 3)
      on conflict do nothing`.execute(server().database.db);
    await sql`insert into game_lines (venue_id, game_id, player_id, team)
      values (${venueId}, ${match.id}, ${eve.id}, 'red') on conflict do nothing`.execute(
      server().database.db,
    );
    expect(await download("games.csv")).toContain(`${match.id},2026-11-20,${code},,5,3,`);
    expect(await download("lines.csv")).toContain(`${match.id},${eve.id},Eve,red,`);
  });

  it("[X7] somebody erased stays in them, without a name", async () => {
    const gone = await newPlayer(server(), "Gone Forever");
    await pastGames(server().database.db, venueId, [
      {
        code: "G000099",
        importId: await pastImport(server().database.db, venueId),
        lines: [{ playerId: gone.id }],
      },
    ]);
    expect(await download("lines.csv")).toContain(`G000099,${gone.id},Gone Forever,`);
    expect((await gone.delete("/api/v1/me")).status).toBe(204);
    expect(await download("lines.csv")).toContain(`G000099,${gone.id},Anonyme,`);
    expect(await download("players.csv")).not.toContain("Gone Forever");
  });
});

const bytesOf = async (file: string): Promise<Buffer> => {
  const answer = await fetch(`${server().url}${EXPORTS}/${file}`, {
    headers: { cookie: admin().cookie },
  });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

describe("the other datasets", () => {
  it("[X6] hold what was told and reserved, by display names, and no e-mail address", async () => {
    const bob = await newPlayer(server(), "Bob");
    await book(bob, table.id, timeOn(1, "12:00"));
    const { id } = (
      await bob.post("/api/v1/matches", { tableId: (await newTable(admin())).id, red: [bob.id] })
    ).body;
    const reservations = await download("reservations.json");
    expect(reservations).toMatchObject([
      {
        ...{ table_id: table.code, player_name: "Bob", status: "booked", origin: "booking" },
        ...{ starts_at: timeOn(1, "12:00"), planned_minutes: 30, held_minutes: 30, players: 1 },
      },
    ]);
    const events = await download("events.json");
    expect(events).toContainEqual(expect.objectContaining({ game_id: id, source: "hand" }));
    const [{ date }] = reservations;
    expect(await download(`reservations.json?from=${date}&to=${date}`)).toHaveLength(1);
    expect(await download("reservations.json?to=2001-01-01")).toEqual([]);
    expect(await download(`events.json?importId=${importId}`)).toEqual([]);
  });

  it.each(EXPORT_DATASETS)(
    "[X6] %s have their documented columns, and no e-mail address",
    async (dataset) => {
      const csv: string = await download(`${dataset}.csv`);
      expect(linesOf(csv)[0]).toBe(EXPORT_COLUMNS[dataset].map(({ name }) => name).join(","));
      expect(csv).not.toContain("@babyfoot.test");
    },
  );

  it("[X8] nothing else is one, and the file says what it is", async () => {
    expect(codeOf(await admin().get(`${EXPORTS}/users.csv`))).toEqual([400, "invalid_input"]);
    expect(codeOf(await admin().get(`${EXPORTS}/games.xlsx`))).toEqual([400, "invalid_input"]);
    const { headers } = await admin().get(`${EXPORTS}/games.csv?from=2025-01-01&to=2025-12-31`);
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(headers.get("content-disposition")).toBe(
      'attachment; filename="babyfoot-games-from-2025-01-01-to-2025-12-31.csv"',
    );
  });
});

describe("a long export", () => {
  const THOUSANDS = 20;
  const reading = async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where query like '%snapshot_rows%' and datname = current_database() and pid <> pg_backend_pid()`.execute(
      server().database.db,
    );
    return rows[0]?.n;
  };

  beforeAll(async () => {
    await sql`insert into games (venue_id, id, code, import_id, location)
      select ${venueId}, gen_random_uuid(), 'L' || n, ${await pastImport(server().database.db, venueId)},
        repeat('x', 2000) from generate_series(1, ${THOUSANDS * 1_000}) n`.execute(
      server().database.db,
    );
  });

  it("[X9] begins at once, and whoever goes away ends its query", async () => {
    const leaving = new AbortController();
    const answer = await fetch(`${server().url}${EXPORTS}/games.csv`, {
      headers: { cookie: admin().cookie },
      signal: leaving.signal,
    });
    const reader = answer.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(Buffer.from(value ?? []).toString()).toMatch(/^game_id,date,/);
    await expect.poll(reading).toBe(1);
    leaving.abort();
    await expect.poll(reading, { timeout: 10_000 }).toBe(0);
  });

  it("[X9] four are written at a time, and whoever comes fifth is told when to come again", async () => {
    const leaving = new AbortController();
    const slowly = () =>
      fetch(`${server().url}${EXPORTS}/games.csv`, {
        headers: { cookie: admin().cookie },
        signal: leaving.signal,
      });
    const answers = await Promise.all([slowly(), slowly(), slowly(), slowly()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const fifth = await admin().get(`${EXPORTS}/tables.csv`);
    expect([...codeOf(fifth), fifth.headers.get("retry-after")]).toEqual([503, "unavailable", "5"]);
    leaving.abort();
    await expect
      .poll(async () => (await admin().get(`${EXPORTS}/tables.csv`)).status, { timeout: 10_000 })
      .toBe(200);
  });

  it("[X10] what ends it later breaks off the answer, which never looks whole", async () => {
    const answer = await fetch(`${server().url}${EXPORTS}/games.csv`, {
      headers: { cookie: admin().cookie },
    });
    await expect.poll(reading, { timeout: 10_000 }).toBe(1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where query like '%snapshot_rows%' and datname = current_database() and pid <> pg_backend_pid()`.execute(
      server().database.db,
    );
    await expect(answer.text()).rejects.toThrow();
  });

  it("[X10] shows one moment: what is changed meanwhile is not in it", async () => {
    const answer = await fetch(`${server().url}${EXPORTS}/games.csv`, {
      headers: { cookie: admin().cookie },
    });
    const before = Number(
      (await sql<{ n: number }>`select count(*)::int as n from games`.execute(server().database.db))
        .rows[0]?.n,
    );
    await sql`delete from games where code like 'L%'`.execute(server().database.db);
    const text = await answer.text();
    expect(text.split("\r\n")).toHaveLength(before + 2);
  });
});

describe("an analyst's token", () => {
  const TOKENS = "/api/v1/analyst-tokens";
  const withToken = (token: string) => (path: string) =>
    new Client(server()).get(path, { authorization: `Bearer ${token}` });

  it("[X11] is shown once, reads every dataset, and says when it was used last", async () => {
    const made = (await admin().post(TOKENS, { name: "Notebook" })).body;
    expect(Buffer.from(made.token.replace(/^ana_/, ""), "base64url")).toHaveLength(32);
    const read = withToken(made.token);
    for (const file of ["games.csv", "lines.json", "players.parquet"])
      expect((await read(`${EXPORTS}/${file}`)).status).toBe(200);
    const { items } = (await admin().get(TOKENS)).body;
    const [listed] = items.filter((one: { id: string }) => one.id === made.id);
    expect(listed).toMatchObject({
      name: "Notebook",
      createdBy: expect.any(String),
      expiresAt: null,
    });
    expect(Date.parse(listed.lastUsedAt)).toBeGreaterThan(Date.parse(listed.createdAt) - 1);
    expect(JSON.stringify(items)).not.toContain(made.token);
    const { rows } = await sql<{
      all: string;
    }>`select t::text as all from analyst_tokens t`.execute(server().database.db);
    expect(JSON.stringify(rows)).not.toContain(made.token);
  });

  it("[X12] ends when it is revoked or has expired, and every wrong one is refused", async () => {
    const made = (await admin().post(TOKENS, { name: "Short" })).body;
    const read = withToken(made.token);
    expect((await read(`${EXPORTS}/games.csv`)).status).toBe(200);
    expect((await admin().delete(`${TOKENS}/${made.id}`)).status).toBe(204);
    expect(codeOf(await read(`${EXPORTS}/games.csv`))).toEqual([401, "unknown_token"]);
    expect(codeOf(await admin().delete(`${TOKENS}/${made.id}`))).toEqual([404, "not_found"]);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const brief = (await admin().post(TOKENS, { name: "Brief", expiresAt })).body;
    expect((await withToken(brief.token)(`${EXPORTS}/games.csv`)).status).toBe(200);
    await sql`update analyst_tokens set created_at = now() - interval '2 hours',
      expires_at = now() - interval '1 hour' where id = ${brief.id}`.execute(server().database.db);
    expect(codeOf(await withToken(brief.token)(`${EXPORTS}/games.csv`))).toEqual([
      ...[401, "unknown_token"],
    ]);
    const past = { name: "Past", expiresAt: "2020-01-01T00:00:00.000Z" };
    expect(codeOf(await admin().post(TOKENS, past))).toEqual([422, "in_the_past"]);
  });

  it("[X13] cannot be guessed for long from one address", async () => {
    const codes = new Set<string>();
    for (let tried = 0; tried < 101; tried += 1) {
      const answer = await withToken(`ana_${tried}`)(`${EXPORTS}/tables.csv`);
      codes.add(`${answer.status} ${answer.body.code}`);
    }
    expect([...codes]).toEqual(["401 unknown_token", "429 rate_limited"]);
    await sql`delete from tries`.execute(server().database.db);
  });

  it("[X14] is in the audit by its name", async () => {
    const made = (await admin().post(TOKENS, { name: "Audited" })).body;
    await admin().delete(`${TOKENS}/${made.id}`);
    const { items } = (await admin().get(`/api/v1/audit?subjectId=${made.id}`)).body;
    expect(items).toMatchObject([
      { action: "analyst_token.revoked", details: { name: "Audited" } },
      { action: "analyst_token.created", details: { name: "Audited" } },
    ]);
  });
});
