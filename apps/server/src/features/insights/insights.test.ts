import { dateAt, dayAfter } from "@babyfoot/domain";
import { afterEachOther, NO_GAMES, NO_WIN, ONE_WIN } from "@babyfoot/domain/statistics";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { asAdmin, newTable } from "../../../test/campus.ts";
import { Client, newPlayer } from "../../../test/client.ts";
import { useServer } from "../../../test/server.ts";
import {
  addGames,
  everythingCounted,
  firstVenue,
  type GameInput,
  historyPlayers,
} from "../games/testing/history.ts";

const server = useServer();
const SEASON = "2023/2024";
const PERIOD = "from=2024-03-04&to=2024-05-20";

let people: Record<string, string> = {};
let games: GameInput[] = [];

const ask = async (path: string, language = "en") =>
  (await new Client(server()).get(`/api/v1/insights/${path}`, { "accept-language": language }))
    .body;

/** A hundred games of doubles from January to June, some with a time; Ana is the best, Bea counts her saves. */
function season(): GameInput[] {
  const { ana = "", bea = "", cle = "", dio = "" } = people;
  return Array.from({ length: 100 }, (_, index): GameInput => {
    const day = dayAfter("2024-01-08", Math.floor(index * 1.6));
    const redWins = index % 4 !== 3;
    return {
      day,
      startedAt: index % 5 === 0 ? `${day}T11:30:00Z` : null,
      season: SEASON,
      table: index % 3 === 0 ? "T02" : "T01",
      seconds: 300 + index,
      score: redWins ? [10, index % 8] : [index % 8, 10],
      lines: [
        { player: ana, team: "red", role: "attack", goals: redWins ? 6 : 2 },
        {
          player: bea,
          team: "red",
          role: index % 2 === 0 ? "defense" : "attack",
          goals: 1,
          saves: 5,
        },
        { player: cle, team: "blue", role: "attack", goals: 3, saves: 6 },
        { player: dio, team: "blue" },
      ],
    };
  });
}

const inPeriod = ({ day }: GameInput) => (day ?? "") >= "2024-03-04" && (day ?? "") <= "2024-05-20";
const goalsOf = (list: GameInput[], player: string | undefined) =>
  list
    .flatMap(({ lines = [] }) =>
      lines.filter((line) => line.player === player).map((line) => line.goals ?? 0),
    )
    .reduce((sum, n) => sum + n, 0);

beforeAll(async () => {
  const [ana = "", bea = "", cle = "", dio = ""] = await historyPlayers(
    server(),
    "Ana",
    "Bea",
    "Cle",
    "Dio",
  );
  people = { ana, bea, cle, dio };
  games = season();
  await addGames(server(), games);
  await addGames(server(), [{ score: [3, 10], lines: [{ player: ana, team: "red", goals: 3 }] }]);
  await everythingCounted(server());
});

describe("who scores, defends and wins", () => {
  it("[I6] the top scorers are counted over everything, a season or a period, undated games only in the first", async () => {
    const totals = async (query: string) =>
      (await ask(`top-scorers?${query}`)).items.map(
        (item: { displayName: string; goals: number }) => [item.displayName, item.goals],
      );
    const expected = (list: GameInput[], more = 0) => [
      ["Ana", goalsOf(list, people.ana) + more],
      ["Cle", goalsOf(list, people.cle)],
      ["Bea", goalsOf(list, people.bea)],
    ];
    expect(await totals("")).toEqual(expected(games, 3));
    expect(await totals(`season=${SEASON}`)).toEqual(expected(games));
    expect(await totals(PERIOD)).toEqual(expected(games.filter(inPeriod)));
    expect(await totals("season=1999/2000")).toEqual([]);
    expect(await totals("limit=1")).toEqual(expected(games, 3).slice(0, 1));
    const all = await ask("top-scorers");
    expect(all.doubts).toContainEqual({ code: "undated", count: 1, of: 101 });
    expect(all.doubts).toContainEqual({ code: "not_counted", count: 100, of: 401 });
    expect(
      (await ask(`top-scorers?${PERIOD}`)).doubts.map((doubt: { code: string }) => doubt.code),
    ).toEqual(["not_counted"]);
  });

  it("[I7] defenders are ranked over all lines, and over those played in defence alone", async () => {
    const body = await ask("top-defenders");
    expect(body.items).toMatchObject([
      { rank: 1, displayName: "Cle", saves: 600, games: 100, savesPerGame: 6 },
      { rank: 2, displayName: "Bea", saves: 500 },
    ]);
    expect(body.inDefence).toMatchObject([{ rank: 1, displayName: "Bea", saves: 250, games: 50 }]);
    expect(body.sentence).toBe(
      "Cle saves most: 600 saves in 100 games. Counting only games played in defence: Bea, 250 saves.",
    );
  });

  it("[I8] the best player wins most surely, ties share a rank, and too few games rank nobody", async () => {
    const body = await ask(`best-player?season=${SEASON}`);
    expect(body.minimumGames).toBe(25);
    expect(
      body.items.map((item: { rank: number; tied: boolean }) => [item.rank, item.tied]),
    ).toEqual([
      [1, true],
      [1, true],
      [3, true],
      [3, true],
    ]);
    expect(body.items[0]).toMatchObject({ wins: 75, losses: 25, winShare: 0.75 });
    expect(body.items[0].interval.low).toBeCloseTo(0.657, 3);
    expect(body.sentence).toContain("Ana and Bea are tied");
    const few = await ask("best-player?from=2024-03-04&to=2024-03-09");
    expect([few.minimumGames, few.items]).toEqual([10, []]);
  });

  it("[I16] whoever wants to be on no leaderboard, or is erased, is in none", async () => {
    const shy = await newPlayer(server(), "Shy One");
    const many = Array.from(
      { length: 12 },
      (_, index): GameInput => ({
        ...{
          day: dayAfter("2022-02-01", index),
          season: "2021/2022",
          score: [10, 0] as [number, number],
        },
        lines: [{ player: shy.id, team: "red", goals: 10, saves: 9 }],
      }),
    );
    await addGames(server(), many);
    await everythingCounted(server());
    const named = async () => {
      const kinds = ["top-scorers", "top-defenders", "best-player"];
      const lists = await Promise.all(kinds.map((kind) => ask(`${kind}?season=2021/2022`)));
      const records = await ask("records?season=2021/2022");
      const holders = records.items
        .flatMap((item: { holders: { player: unknown }[] }) =>
          item.holders.map(({ player }) => player),
        )
        .filter(Boolean);
      return [...lists.map(({ items }) => items.length), holders.length];
    };
    expect(await named()).toEqual([1, 1, 1, 3]);
    await server()
      .database.db.updateTable("players")
      .set({ on_leaderboards: false })
      .where("id", "=", shy.id)
      .execute();
    expect(await named()).toEqual([0, 0, 0, 0]);
    await server()
      .database.db.updateTable("players")
      .set({ on_leaderboards: true })
      .where("id", "=", shy.id)
      .execute();
    expect((await shy.delete("/api/v1/me")).status).toBe(204);
    expect(await named()).toEqual([0, 0, 0, 0]);
    expect((await ask("top-scorers?season=2021/2022")).games).toBe(12);
  });
});

describe("what is played, and when", () => {
  it("[I12] tables are compared with equal use", async () => {
    const body = await ask(`table-usage?season=${SEASON}`);
    expect(body.items).toMatchObject([
      { rank: 1, code: "T01", games: 66, share: 0.66, tableId: null },
      { rank: 2, code: "T02", games: 34 },
    ]);
    expect(body.test).toMatchObject({ name: "chi_squared", degreesOfFreedom: 1, differs: true });
    expect(body.test.statistic).toBeCloseTo(10.24, 6);
  });

  it("[I17] hours are only those of games that have one, in the venue's time", async () => {
    const body = await ask(`peak-hours?season=${SEASON}`);
    expect(new Set(body.hours.map(({ hour }: { hour: number }) => hour))).toEqual(
      new Set([12, 13]),
    );
    const counted = body.hours.reduce(
      (sum: number, hour: { games: number }) => sum + hour.games,
      0,
    );
    expect(counted).toBe(20);
    expect(body.doubts).toContainEqual({ code: "no_time_of_day", count: 80, of: 100 });
    const weekdays = body.weekdays.reduce(
      (sum: number, day: { days: number }) => sum + day.days,
      0,
    );
    expect(weekdays).toBe(159);
    expect(body.months.map(({ month }: { month: string }) => month)).toEqual([
      "2024-01",
      "2024-02",
      "2024-03",
      "2024-04",
      "2024-05",
      "2024-06",
    ]);
  });

  it("[I11] the side's influence is a share, its interval, an exact test and a sentence", async () => {
    const body = await ask(`side-influence?season=${SEASON}`, "fr-FR,fr;q=0.9");
    expect(body).toMatchObject({
      red: { wins: 75, share: 0.75 },
      blue: { wins: 25 },
      decided: 100,
      draws: 0,
    });
    expect(body.test).toMatchObject({ name: "exact_binomial", differs: true });
    expect(body.test.pValue).toBeLessThan(0.000_001);
    expect(body.sentence).toContain("Le côté semble compter, en faveur de Rouge");
    const none = await ask("side-influence?season=1999/2000", "fr");
    expect([none.interval, none.test, none.sentence]).toEqual([
      null,
      null,
      "Rien n’a encore été joué dans ce que tu regardes.",
    ]);
  });

  it("[I9] records say how many share them, and a streak from when to when", async () => {
    const body = await ask(`records?${PERIOD}`);
    const of = (kind: string) => body.items.find((item: { kind: string }) => item.kind === kind);
    const played = games.filter(inPeriod);
    const most = Math.max(
      ...played.map(({ score }) => Math.abs((score?.[0] ?? 0) - (score?.[1] ?? 0))),
    );
    expect(of("biggest_win").value).toBe(most);
    expect(of("most_goals_of_one")).toMatchObject({
      value: 6,
      holders: [{ player: { displayName: "Ana" } }],
    });
    const results = played.map(({ score }) =>
      (score?.[0] ?? 0) > (score?.[1] ?? 0) ? ONE_WIN : NO_WIN,
    );
    const longest = results.reduce(afterEachOther, NO_GAMES).best;
    expect(of("longest_win_streak")).toMatchObject({ value: longest, held: 2 });
    expect(of("longest_game")).toMatchObject({
      held: 1,
      value: Math.max(...played.map(({ seconds }) => seconds ?? 0)),
    });
    expect(
      of("longest_game").holders[0].game.red.map((one: { displayName: string }) => one.displayName),
    ).toEqual(["Ana", "Bea"]);
    expect(body.doubts).toContainEqual(expect.objectContaining({ code: "order_unknown" }));
  });

  it("[I14] the coming week is forecast from the last ones, with how wrong that was", async () => {
    const today = dateAt(Date.now(), "Europe/Paris");
    const daily = Array.from({ length: 70 }, (_, back): GameInput[] =>
      Array.from({ length: 1 + (back % 7) }, () => ({
        day: dayAfter(today, -1 - back),
        score: [1, 0] as [number, number],
      })),
    );
    expect(await ask("demand-forecast")).toMatchObject({ days: [], past: null });
    await addGames(server(), daily.flat());
    await everythingCounted(server());
    const body = await ask("demand-forecast");
    expect(body.days).toHaveLength(7);
    expect(body.past.meanError).toBeCloseTo(0, 6);
    expect(
      body.days.map(({ expected }: { expected: number }) => Math.round(expected)).toSorted(),
    ).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await sql`delete from games where season is null and day > '2024-12-31'`.execute(
      server().database.db,
    );
    await everythingCounted(server());
  });

  it("[I5] what can be asked for is told: seasons, first and last day", async () => {
    const body = await ask("scope");
    expect(body.seasons).toContainEqual({ season: SEASON, games: 100 });
    const other = await new Client(server()).get(
      `/api/v1/insights/scope?venueId=0193a9b0-0000-7000-8000-000000000000`,
    );
    expect(other.body).toEqual({ seasons: [], first: null, last: null, games: 0, imported: 0 });
    expect((await new Client(server()).get("/api/v1/insights/records?from=yesterday")).status).toBe(
      400,
    );
  });
});

describe("a player's page", () => {
  it("[I18] has totals, form, streaks, and with and against whom", async () => {
    const { body } = await new Client(server()).get(`/api/v1/players/${people.ana}/stats`);
    expect(body.totals).toMatchObject({
      games: 101,
      wins: 75,
      losses: 26,
      goals: goalsOf(games, people.ana) + 3,
    });
    expect(body.streaks).toEqual({ current: 0, best: 3 });
    expect(body.form).toHaveLength(10);
    expect(body.form[0]).toMatchObject({ result: "lost", game: { date: games.at(-1)?.day } });
    expect(body.seasons).toMatchObject([{ season: SEASON, games: 100 }]);
    expect(body.partners).toMatchObject([{ displayName: "Bea", games: 100, wins: 75 }]);
    expect(
      body.opponents.map((one: { displayName: string; losses: number }) => [
        one.displayName,
        one.losses,
      ]),
    ).toEqual([
      ["Cle", 25],
      ["Dio", 25],
    ]);
    expect(body.positions).toMatchObject([
      { role: "attack", games: 100 },
      { role: "unknown", games: 1 },
    ]);
    expect(body.tables).toMatchObject([
      { code: "T01", games: 66 },
      { code: "T02", games: 34 },
    ]);
  });

  it("[I18] lists all games, newest first, those without a day last, page by page", async () => {
    const client = new Client(server());
    const seen: (string | null)[] = [];
    let cursor = "";
    do {
      const { body } = await client.get(`/api/v1/players/${people.ana}/games?limit=30${cursor}`);
      for (const { game } of body.items) seen.push(game.date);
      cursor = body.nextCursor === null ? "" : `&cursor=${body.nextCursor}`;
    } while (cursor !== "");
    expect(seen).toEqual([...games.map(({ day }) => day ?? null).toReversed(), null]);
    const wrong = await client.get(`/api/v1/players/${people.ana}/games?cursor=x`);
    expect(wrong.status).toBe(400);
  });

  it("[I16] of somebody erased is nobody's in particular", async () => {
    const leaver = await newPlayer(server(), "Gone Soon");
    await addGames(server(), [
      { day: "2021-05-05", score: [1, 0], lines: [{ player: leaver.id, team: "red" }] },
    ]);
    await leaver.delete("/api/v1/me");
    const { body } = await new Client(server()).get(`/api/v1/players/${leaver.id}/stats`);
    expect(body).toMatchObject({ displayName: "Anonyme", totals: { games: 1 } });
  });
});

it("[I4] a match that ends is in the insights by itself, within moments", async () => {
  const admin = await asAdmin(server());
  const { id: tableId } = await newTable(admin);
  const venueId = await firstVenue(server());
  const counted = async () => (await ask(`scope?venueId=${venueId}`)).games;
  await everythingCounted(server());
  const before = await counted();
  const { id } = (await admin.post("/api/v1/matches", { tableId })).body;
  await admin.post(`/api/v1/matches/${id}/goals`, { side: "red" });
  await admin.post(`/api/v1/matches/${id}/finish`);
  await expect.poll(counted, { timeout: 5_000, interval: 50 }).toBe(before + 1);
});
