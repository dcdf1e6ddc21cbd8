import { setTimeout as wait } from "node:timers/promises";
import { API } from "@babyfoot/contract";
import pg from "pg";
import { analyze } from "./load/analyze.ts";
import { type Asked, type Line, openLine } from "./load/at-once.ts";
import { type BenchDevice, makeDevices } from "./load/campus.ts";
import { jsonRequest, percentile } from "./load/http-load.ts";
import { makeVenue, signUpPlayers } from "./load/players.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

const TABLES = 50;
const PLAYERS = 150;
const BASELINE_ROUNDS = 10;
const ROUNDS = 30;
const ROUND_MS = 1_000;

/** Whoever is there goes, as when their time is over. */
const LEAVE = `
  update reservations set status = 'ended', held = held_until_now(held), next_turn = null, version = version + 1
  where (table_id = $1 or owner_id = $2) and status in ('booked', 'checked_in')`;
const BOOK = `
  with booked as (
    insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, check_in_by, held)
    select venue_id, gen_random_uuid(), id, $2, s, s + interval '15 minutes', s + interval '5 minutes',
      tstzrange(now(), s + interval '15 minutes')
    from tables, lateral (select date_trunc('minute', now()) as s) as span where id = $1
    on conflict do nothing returning venue_id, id, owner_id, held
  )
  insert into reservation_players (venue_id, reservation_id, player_id, answer, held)
  select venue_id, id, owner_id, 'accepted', held from booked on conflict do nothing`;

interface Holder {
  playerId: string;
  uid: string;
}

interface Table extends BenchDevice {
  line: Line;
}

const uidOf = (number: number): string => `04${number.toString(16).padStart(12, "0")}`;
const auth = ({ token }: BenchDevice) => ({ authorization: `Bearer ${token}` });

async function answerOf(answer: Response): Promise<Record<string, string>> {
  if (!answer.ok) throw new Error(`${answer.url}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, string>;
}

/** Links a card a player, as people do: a code, and a tap. */
async function linkCards(server: ServerUnderTest, tables: readonly Table[]): Promise<Holder[]> {
  const cookies = await signUpPlayers(server, PLAYERS);
  const holders: Holder[] = [];
  for (const [index, cookie] of cookies.entries()) {
    const table = tables[index % tables.length];
    if (table === undefined) throw new Error("no table");
    const headers = { cookie, "content-type": "application/json" };
    const me = await answerOf(await fetch(`${server.url}${API}/me`, { headers }));
    const cards = `${server.url}${API}/me/cards`;
    const { code } = await answerOf(await fetch(cards, { method: "POST", headers, body: "{}" }));
    const uid = uidOf(index);
    const body = JSON.stringify({ uid, code });
    const tap = { ...auth(table), "content-type": "application/json" };
    await answerOf(
      await fetch(`${server.url}${API}/device/card`, { method: "POST", headers: tap, body }),
    );
    holders.push({ playerId: String(me.id), uid });
  }
  return holders;
}

/** What every table does once a second, each at a moment of its own; answers how long each took. */
async function paced(
  tables: readonly Table[],
  rounds: number,
  act: (table: Table, count: number) => Promise<Asked>,
): Promise<Asked[]> {
  const answers: Asked[] = [];
  const start = performance.now();
  await Promise.all(
    tables.map(async (table, index) => {
      for (let round = 0; round < rounds; round += 1) {
        const due = start + round * ROUND_MS + (index * ROUND_MS) / tables.length;
        await wait(Math.max(0, due - performance.now()));
        answers.push(await act(table, round * tables.length + index));
      }
    }),
  );
  return answers;
}

function show(name: string, answers: readonly Asked[], limit = ""): number {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const wrong = answers.filter(({ status }) => status !== 200).length;
  const p99 = percentile(times, 0.99);
  console.log(
    `  ${name.padEnd(34)} ${answers.length} calls, ${wrong} not 200   p50 ${percentile(times, 0.5).toFixed(1)} ms   p99 ${p99.toFixed(1)} ms${limit}`,
  );
  return p99;
}

/** Of seven taps one is of an unknown card, two claim a reservation, four find the table free. */
function tapping(database: pg.Pool, holders: readonly Holder[]) {
  return async (table: Table, count: number): Promise<Asked> => {
    const holder = holders[count % holders.length];
    const kind = count % 7;
    if (kind === 0 || holder === undefined)
      return table.line.ask(card(table, uidOf(1_000_000 + count)));
    const who = [table.tableId, holder.playerId];
    await database.query(LEAVE, who);
    if (kind <= 2) await database.query(BOOK, who);
    return table.line.ask(card(table, holder.uid));
  };
}

const card = (table: Table, uid: string): string =>
  jsonRequest(`${API}/device/card`, { uid }, auth(table));

const silent = (table: Table): string =>
  jsonRequest(`${API}/device/events`, { bootId: "bench", events: [] }, auth(table));

/** 50 taps a second over 50 tables for 30 s, against as many calls in which a device says nothing. Target 200 ms. */
export async function benchCards(): Promise<void> {
  const server = await startServerUnderTest();
  const database = new pg.Pool({ ...server.database, max: 4 });
  try {
    await makeVenue(server, 0);
    const devices = await makeDevices(server, TABLES);
    const tables = await Promise.all(
      devices.map(async (device) => ({ ...device, line: await openLine(server.port) })),
    );
    const holders = await linkCards(server, tables);
    await analyze(server);
    const plain = show(
      "a device that says nothing",
      await paced(tables, BASELINE_ROUNDS, (table) => table.line.ask(silent(table))),
    );
    const taps = await paced(tables, ROUNDS, tapping(database, holders));
    const p99 = show("a card is tapped", taps, " (must stay under 200)");
    const { rows } = await database.query<{ told: string }>(
      "select string_agg(origin || ' ' || n, ', ' order by origin) as told from (select origin, count(*) as n from reservations where checked_in_at is not null group by origin) as turns",
    );
    console.log(`  turns: ${rows[0]?.told}`);
    console.log(`ratio ${(p99 / plain).toFixed(1)} times as long`);
    for (const { line } of tables) line.close();
  } finally {
    await database.end();
    await server.stop();
  }
}
