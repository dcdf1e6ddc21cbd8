import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin, newTable } from "../../../test/campus.ts";
import { type Client, newPlayer } from "../../../test/client.ts";
import { startOtherProcess } from "../../../test/other-process.ts";
import { type TestServer, useServer } from "../../../test/server.ts";
import { keepGames } from "./games.service.ts";
import {
  addGames,
  everythingCounted,
  firstVenue,
  type GameInput,
  historyPlayers,
  type LineInput,
} from "./testing/history.ts";
import { differences, keptRollups } from "./testing/recount.ts";

const server = useServer();

/** Counts everything, and compares with a recount one game after the other. */
async function expectExact(): Promise<void> {
  await everythingCounted(server());
  expect(await differences(server())).toEqual([]);
}

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Games of every kind: with and without day, time, score, team, count; of seasons that overlap in a month. */
function someGames(players: string[], count: number, seed: number): GameInput[] {
  const below = seeded(seed);
  const unless = <T>(oneIn: number, value: T): T | null => (below(oneIn) === 0 ? null : value);
  return Array.from({ length: count }, () => {
    const day = unless(15, new Date(Date.UTC(2024, 6, 1 + below(75))).toISOString().slice(0, 10));
    const drawn = players.toSorted(() => below(3) - 1).slice(0, below(5));
    return {
      day,
      startedAt:
        day === null ? null : unless(2, `${day}T${String(8 + below(12)).padStart(2, "0")}:30:00Z`),
      season: unless(20, below(6) === 0 ? "2024/2025" : "2023/2024"),
      table: unless(10, `T0${1 + below(4)}`),
      seconds: unless(4, below(900)),
      score: unless(12, [below(11), below(11)] as [number, number]),
      lines: drawn.map(
        (player): LineInput => ({
          player,
          team: unless(12, below(2) === 0 ? "red" : "blue"),
          role: unless(3, below(2) === 0 ? "attack" : "defense"),
          goals: unless(4, below(6)),
          saves: unless(3, below(9)),
        }),
      ),
    };
  });
}

const lineOf = async (gameId: string) => {
  const { rows } = await sql<{
    team: string;
    goals: number | null;
    own_goals: number | null;
    role: string | null;
  }>`
    select team, role, goals, own_goals from game_lines where game_id = ${gameId} order by team, role, player_id`.execute(
    server().database.db,
  );
  return rows;
};
const gameOf = (id: string) =>
  server().database.db.selectFrom("games").selectAll().where("id", "=", id).executeTakeFirst();

interface Played {
  admin: Client;
  id: string;
  path: string;
  red: string[];
  blue: string[];
}

async function startMatch(size: 1 | 2, format: object = { goalsToWin: 3 }): Promise<Played> {
  const admin = await asAdmin(server());
  const { id: tableId } = await newTable(admin);
  const people = await historyPlayers(server(), "Rita", "Rob", "Bob", "Bill");
  const [red, blue] = [people.slice(0, size), people.slice(2, 2 + size)];
  const made = await admin.post("/api/v1/matches", { tableId, red, blue, format });
  expect(made.status).toBe(201);
  const path = `/api/v1/matches/${made.body.id}`;
  return { admin, id: made.body.id, path, red, blue };
}

async function score({ admin, path }: Played, ...goals: object[]): Promise<void> {
  for (const goal of goals) expect((await admin.post(`${path}/goals`, goal)).status).toBe(201);
}

describe("a match that is over", () => {
  it("[I2] is a game: when, where, how long and how it ended, and alone one has shot all goals of one's team", async () => {
    const match = await startMatch(1);
    await score(match, { side: "red" }, { side: "blue" }, { side: "red" }, { side: "red" });
    await everythingCounted(server());
    expect(await gameOf(match.id)).toMatchObject({
      match_id: match.id,
      import_id: null,
      score_red: 3,
      score_blue: 1,
      winner: "red",
      recorded_by: "hand",
    });
    expect(await lineOf(match.id)).toMatchObject([
      { team: "blue", goals: 1, own_goals: null },
      { team: "red", goals: 3, own_goals: null },
    ]);
    await expectExact();
  });

  it("[I3] of doubles knows goals only where somebody is named for them", async () => {
    const match = await startMatch(2);
    const [rita = "", rob = ""] = match.red;
    await match.admin.post(`${match.path}/players`, {
      red: [
        { playerId: rita, position: "attack" },
        { playerId: rob, position: "goal" },
      ],
      blue: match.blue.map((playerId) => ({ playerId, position: null })),
    });
    const byRita = { side: "red", scorerId: rita };
    await score(match, byRita, { side: "blue" }, byRita, byRita);
    await everythingCounted(server());
    expect(await lineOf(match.id)).toEqual([
      { team: "blue", role: null, goals: null, own_goals: null },
      { team: "blue", role: null, goals: null, own_goals: null },
      { team: "red", role: "attack", goals: 3, own_goals: null },
      { team: "red", role: "defense", goals: 0, own_goals: null },
    ]);
    await expectExact();
  });

  it("[I3] counts own goals for whoever shot them, and for nobody else", async () => {
    const match = await startMatch(1);
    const [bob = ""] = match.blue;
    await score(
      match,
      { side: "red", scorerId: bob, ownGoal: true },
      { side: "red" },
      { side: "red" },
    );
    await everythingCounted(server());
    expect(await lineOf(match.id)).toMatchObject([
      { team: "blue", goals: 0, own_goals: 1 },
      { team: "red", goals: 2, own_goals: null },
    ]);
  });

  it("[I4] is right again after a correction, and is no game any more once it goes on", async () => {
    const match = await startMatch(1);
    await score(match, { side: "red" }, { side: "red" }, { side: "red" });
    await everythingCounted(server());
    const corrected = await match.admin.post(`${match.path}/corrections`, { red: 2, blue: 3 });
    expect(corrected.status).toBe(201);
    await everythingCounted(server());
    expect(await gameOf(match.id)).toMatchObject({ score_red: 2, score_blue: 3, winner: "blue" });
    expect((await lineOf(match.id)).map(({ goals }) => goals)).toEqual([3, 2]);
    await expectExact();
  });

  it("[I2] that was abandoned is none, and one that nobody has finished neither", async () => {
    const [abandoned, live] = [await startMatch(1), await startMatch(1)];
    await score(abandoned, { side: "red" });
    expect(
      (await abandoned.admin.post(`${abandoned.path}/abandon`, { reason: "rain" })).status,
    ).toBe(201);
    await score(live, { side: "red" });
    await everythingCounted(server());
    expect([await gameOf(abandoned.id), await gameOf(live.id)]).toEqual([undefined, undefined]);
  });

  it("[I1] belongs to the day and the school year of the venue's clock", async () => {
    const { db } = server().database;
    const venue = await firstVenue(server());
    const match = await startMatch(1);
    await score(match, { side: "red" }, { side: "red" }, { side: "red" });
    await db
      .updateTable("matches")
      .set({ started_at: "2025-07-31T22:30:00Z" })
      .where("id", "=", match.id)
      .execute();
    const placed = () =>
      db
        .selectFrom("games")
        .select([sql<string>`day::text`.as("day"), "season"])
        .where("id", "=", match.id)
        .executeTakeFirst();
    await everythingCounted(server());
    expect(await placed()).toEqual({ day: "2025-08-01", season: "2025/2026" });
    await db
      .updateTable("venues")
      .set({ time_zone: "America/Montreal" })
      .where("id", "=", venue)
      .execute();
    await everythingCounted(server());
    expect(await placed()).toEqual({ day: "2025-07-31", season: "2024/2025" });
    await db
      .updateTable("venues")
      .set({ time_zone: "Europe/Paris" })
      .where("id", "=", venue)
      .execute();
    await expectExact();
  });
});

describe("[I4] what is counted", () => {
  let players: string[] = [];
  beforeAll(async () => {
    players = await historyPlayers(server(), "Ana", "Bea", "Cle", "Dio", "Eva", "Fay");
  });

  it("is exactly what counting one game after the other gives, whatever is missing in them", async () => {
    for (const seed of [1, 2, 3]) {
      await addGames(server(), someGames(players, 400, seed));
      await expectExact();
    }
  });

  it("is as before once an import is taken back", async () => {
    await everythingCounted(server());
    const before = await keptRollups(server());
    const { importId } = await addGames(server(), someGames(players, 300, 4));
    await expectExact();
    await server().database.db.deleteFrom("games").where("import_id", "=", importId).execute();
    await expectExact();
    expect(await keptRollups(server())).toEqual(before);
  });

  it("follows changes of single games and lines, and of the day itself", async () => {
    const { ids } = await addGames(server(), someGames(players, 60, 5));
    const { db } = server().database;
    await expectExact();
    await db
      .updateTable("games")
      .set({ day: "2024-01-05", season: "2023/2024" })
      .where("id", "=", ids[0] ?? "")
      .execute();
    await db
      .updateTable("games")
      .set({ day: null, started_at: null })
      .where("id", "=", ids[1] ?? "")
      .execute();
    await sql`update game_lines set goals = 9, saves = null where game_id = any(${ids.slice(2, 30)}::uuid[])`.execute(
      db,
    );
    await sql`delete from game_lines where game_id = any(${ids.slice(30, 40)}::uuid[])`.execute(db);
    await db
      .deleteFrom("games")
      .where("id", "=", ids[41] ?? "")
      .execute();
    await expectExact();
  });

  it("stays when somebody is erased: their games are an anonymous player's", async () => {
    const leaver = await newPlayer(server(), "Lea Ver");
    await addGames(server(), someGames([leaver.id, ...players], 100, 6));
    await everythingCounted(server());
    const before = await keptRollups(server());
    expect((await leaver.delete("/api/v1/me")).status).toBe(204);
    await expectExact();
    expect(await keptRollups(server())).toEqual(before);
  });

  it("misses nothing that is written while it counts", async () => {
    const { db } = server().database;
    const game = { day: "2023-02-02", score: [3, 1] as [number, number] };
    const { ids } = await addGames(server(), [game]);
    // Nobody has counted the first when the second writer begins, and is not to be seen yet.
    const writer = await db.startTransaction().execute();
    await writer
      .updateTable("games")
      .set({ winner: "draw" })
      .where("id", "=", ids[0] ?? "")
      .execute();
    await keepGames(db);
    await writer.commit().execute();
    await expectExact();
    const { rows } = await sql<{ draws: number }>`
      select draws from rollup_games where day = '2023-02-02'`.execute(db);
    expect(rows).toEqual([{ draws: 1 }]);
  });

  it("is exact whatever two processes count at once, and others write meanwhile", async () => {
    const other: TestServer = await startOtherProcess(server().databaseUrl);
    try {
      const writers = [11, 12, 13, 14].map(async (seed) => {
        for (let round = 0; round < 5; round += 1) {
          const { importId } = await addGames(server(), someGames(players, 40, 100 * seed + round));
          if (round % 2 === 0)
            await other.database.db.deleteFrom("games").where("import_id", "=", importId).execute();
        }
      });
      const counters = [server(), other, server(), other].map(async ({ database }) => {
        for (let turn = 0; turn < 10; turn += 1) await keepGames(database.db);
      });
      await Promise.all([...writers, ...counters]);
      await expectExact();
    } finally {
      await other.close();
    }
  });
});
