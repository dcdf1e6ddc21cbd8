import { setTimeout as wait } from "node:timers/promises";
import { API } from "@babyfoot/contract";
import pg from "pg";
import { makeDevices } from "./load/campus.ts";
import { fillHistory } from "./load/history.ts";
import { percentile } from "./load/http-load.ts";
import { asAdmin } from "./load/players.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

/** `BENCH_GAMES=100000` for a small one; `BENCH_GOALS=0` leaves out the goals, which insights never read. */
const GAMES = Number(process.env.BENCH_GAMES ?? 1_000_000);
const GOALS = Number(process.env.BENCH_GOALS ?? 10);
const ROUNDS = 40;
const FINISHED = 10;

/** The same question asked of games and lines: the least that counting on demand would cost. */
const LINES_OF = (sum: string) => `
  select l.player_id, ${sum} from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
  where g.day between $1 and $2 group by l.player_id order by 2 desc limit 10`;
const GAMES_BY = (key: string) =>
  `select ${key}, count(*) from games g where g.day between $1 and $2 group by 1 order by 2 desc limit 10`;

const PLAIN: Record<string, string> = {
  "top-scorers": LINES_OF("sum(l.goals)"),
  "top-defenders": LINES_OF("sum(l.saves)"),
  "best-player": LINES_OF("avg((l.team = g.winner)::int)"),
  "table-usage": GAMES_BY("g.table_id"),
  "peak-hours": GAMES_BY("date_trunc('hour', g.started_at at time zone 'Europe/Paris')::time"),
  "side-influence": GAMES_BY("g.winner"),
  records: LINES_OF("max(l.goals)"),
  "demand-forecast": GAMES_BY("g.day"),
};

const PERIODS = { everything: "", period: "?from=2024-01-17&to=2025-10-09" };

async function timesOf(times: number, ask: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const from = performance.now();
    await ask();
    taken.push(performance.now() - from);
  }
  return taken.sort((a, b) => a - b);
}

async function get(server: ServerUnderTest, path: string): Promise<unknown> {
  const answer = await fetch(`${server.url}${API}${path}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text);
}

/** How long the job takes to count what is marked, in seconds. */
async function untilCounted(client: pg.Client): Promise<number> {
  const from = performance.now();
  for (;;) {
    const { rows } = await client.query<{ open: number }>(
      "select count(*) as open from stale_days",
    );
    if (Number(rows[0]?.open) === 0) return (performance.now() - from) / 1000;
    await wait(250);
  }
}

async function showInsights(server: ServerUnderTest, client: pg.Client): Promise<number> {
  let worst = 0;
  for (const [name, plain] of Object.entries(PLAIN)) {
    for (const [kind, query] of Object.entries(PERIODS)) {
      const days = kind === "period" ? ["2024-01-17", "2025-10-09"] : ["0001-01-01", "infinity"];
      const path = `/insights/${name}${query}`;
      await get(server, path);
      const [times, [baseline = 0]] = [
        await timesOf(ROUNDS, () => get(server, path)),
        await timesOf(1, () => client.query(plain, days)),
      ];
      const p95 = percentile(times, 0.95);
      worst = Math.max(worst, p95);
      console.log(
        `  ${name.padEnd(16)} ${kind.padEnd(11)} p50 ${percentile(times, 0.5).toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms   counted on demand ${baseline.toFixed(0).padStart(6)} ms   ratio ${(p95 / baseline).toFixed(3)}`,
      );
    }
  }
  return worst;
}

/** From the end of a match to its being in the insights, in milliseconds. */
async function freshness(server: ServerUnderTest): Promise<number[]> {
  const call = await asAdmin(server);
  // The games written above have no table's log to go on from.
  const [table] = await makeDevices(server, 1);
  const counted = async () => ((await get(server, "/insights/scope")) as { games: number }).games;
  const times: number[] = [];
  for (let match = 0; match < FINISHED; match += 1) {
    const before = await counted();
    const made = (await call("POST", "/matches", { tableId: table?.tableId })) as { id: string };
    await call("POST", `/matches/${made.id}/goals`, { side: "red" });
    await call("POST", `/matches/${made.id}/finish`, {});
    const from = performance.now();
    while ((await counted()) === before) await wait(20);
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}

/** Insights over a million games and ten million goals: p95 within 200 ms each; a match in them within 5 s. */
export async function benchInsights(): Promise<void> {
  const server = await startServerUnderTest();
  const client = new pg.Client(server.database);
  await client.connect();
  try {
    const from = performance.now();
    await fillHistory(client, {
      games: GAMES,
      goalsPerGame: GOALS,
      players: 2_000,
      tables: 40,
      days: 1_000,
    });
    console.log(
      `  ${GAMES.toLocaleString("en")} games, ${(GAMES * GOALS).toLocaleString("en")} goals written in ${((performance.now() - from) / 1000).toFixed(0)} s`,
    );
    console.log(`  the last of them counted ${(await untilCounted(client)).toFixed(1)} s later`);
    const worst = await showInsights(server, client);
    const fresh = await freshness(server);
    console.log(
      `  a finished match is counted after p50 ${percentile(fresh, 0.5).toFixed(0)} ms, at most ${(fresh.at(-1) ?? 0).toFixed(0)} ms (must stay under 5,000 ms)`,
    );
    console.log(`the slowest insight's p95 is ${worst.toFixed(0)} ms (must stay under 200 ms)`);
  } finally {
    await client.end();
    await server.stop();
  }
}
