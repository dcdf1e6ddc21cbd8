import { API } from "@babyfoot/contract";
import { callsAs, Tally } from "./load/calls.ts";
import { percentile } from "./load/http-load.ts";
import { makeVenue, signUpPlayers } from "./load/players.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";
import { openViewers, type Viewers } from "./load/viewers.ts";

const TABLES = 8;
const ROUNDS = 20;
const VIEWERS = 500;
const SLOT_MS = 15 * 60_000;

type Call = (method: string, path: string, body?: unknown) => Promise<{ id: string }>;

/** Calls that must go well. */
function callAs(server: ServerUnderTest, cookie: string): Call {
  const calls = callsAs(server.url, { cookie }, new Tally());
  return async (method, path, body) => {
    const answer = await calls<{ id: string }>(method, path, body);
    if (answer.code !== null) throw new Error(`${method} ${path}: ${answer.code}`);
    return answer.body;
  };
}

/** Two at a table: one plays, the other waits, and then the other way round. */
interface Pair {
  playing: Call;
  waiting: Call;
  tableId: string;
  reservationId: string;
}

async function openPairs(server: ServerUnderTest): Promise<Pair[]> {
  const { tableIds } = await makeVenue(server, TABLES);
  const calls = (await signUpPlayers(server, 2 * TABLES)).map((cookie) => callAs(server, cookie));
  const startsAt = new Date(Math.floor(Date.now() / SLOT_MS) * SLOT_MS).toISOString();
  const pairs: Pair[] = [];
  for (const [index, tableId] of tableIds.entries()) {
    const [playing, waiting] = [calls[2 * index], calls[2 * index + 1]];
    if (playing === undefined || waiting === undefined) throw new Error("too few players");
    const wish = { tableId, startsAt, durationMinutes: 60 };
    const { id } = await playing("POST", "/reservations", wish);
    await playing("POST", `/reservations/${id}/check-in`);
    pairs.push({ playing, waiting, tableId, reservationId: id });
  }
  return pairs;
}

/** One gives the table back, the other takes it. Answers how long until all had seen the offer, in milliseconds. */
async function swap(pair: Pair, viewers: Viewers): Promise<number[]> {
  const { playing, waiting, tableId, reservationId } = pair;
  const { id: entryId } = await waiting("POST", "/queue", { tableId });
  const seen = viewers.all(`"entryId":"${entryId}"`);
  const from = performance.now();
  const [times] = await Promise.all([seen, playing("DELETE", `/reservations/${reservationId}`)]);
  // What the page of whoever waits does as soon as it hears of its offer.
  await waiting("GET", "/queue");
  const known = performance.now();
  const { id } = await waiting("POST", "/queue/accept");
  await waiting("POST", `/reservations/${id}/check-in`);
  Object.assign(pair, { playing: waiting, waiting: playing, reservationId: id });
  return [...times.map((at) => at - from), known - from];
}

async function measure(count: number): Promise<number[]> {
  const server = await startServerUnderTest();
  try {
    const pairs = await openPairs(server);
    const viewers = await openViewers(server.port, `${API}/live`, count);
    const latencies: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const pair of pairs) latencies.push(...(await swap(pair, viewers)));
    viewers.close();
    return latencies.sort((a, b) => a - b);
  } finally {
    await server.stop();
  }
}

/** From giving a table back to the offer on every screen: p99 under a second. Baseline: one viewer. */
export async function benchOffers(): Promise<void> {
  const single = await measure(1);
  const all = await measure(VIEWERS);
  const show = (name: string, latencies: number[]) =>
    console.log(
      `  ${name.padEnd(14)} ${String(latencies.length).padStart(7)} seen   p50 ${percentile(latencies, 0.5).toFixed(1)} ms   p99 ${percentile(latencies, 0.99).toFixed(1)} ms`,
    );
  show("1 viewer", single);
  show(`${VIEWERS} viewers`, all);
  console.log(
    `ratio ${(percentile(all, 0.99) / percentile(single, 0.99)).toFixed(1)} to one viewer's p99 (p99 must stay under 1,000 ms)`,
  );
}
