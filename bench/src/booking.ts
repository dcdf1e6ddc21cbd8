import { API } from "@babyfoot/contract";
import pg from "pg";
import { analyze } from "./load/analyze.ts";
import { type Asked, openLine } from "./load/at-once.ts";
import { jsonRequest, percentile, runLoad } from "./load/http-load.ts";
import { type BenchVenue, makeVenue, signUpPlayers } from "./load/players.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

const CLIENTS = 1_000;
const ROUNDS = 5;
const TABLES = 30;
const STORED = 100_000;
const SLOT_MS = 15 * 60_000;
const READERS = 4;

const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);

const slotAhead = (hours: number): string =>
  new Date(Math.floor(Date.now() / SLOT_MS) * SLOT_MS + hours * 3_600_000).toISOString();

async function query<Row>(server: ServerUnderTest, text: string, values: unknown[] = []) {
  const client = new pg.Client(server.database);
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows as Row[];
}

const deadlocksOf = async (server: ServerUnderTest): Promise<number> =>
  Number(
    (
      await query<{ deadlocks: string }>(
        server,
        "select deadlocks from pg_stat_database where datname = current_database()",
      )
    )[0]?.deadlocks,
  );

/** F13: everybody wants one slot, at the same instant. */
async function oneSlot(server: ServerUnderTest, { tableIds }: BenchVenue): Promise<void> {
  const cookies = await signUpPlayers(server, CLIENTS);
  await analyze(server);
  const lines = await Promise.all(cookies.map(() => openLine(server.port)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const body = { tableId: tableIds[round], startsAt: slotAhead(24 + round), durationMinutes: 15 };
    const answers: Asked[] = await Promise.all(
      lines.map((line, index) =>
        line.ask(jsonRequest(`${API}/reservations`, body, { cookie: cookies[index] ?? "" })),
      ),
    );
    const times = sorted(answers.map(({ ms }) => ms));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    console.log(
      `  ${CLIENTS} clients, one slot   ${count(201)} × 201, ${count(409)} × 409   p50 ${percentile(times, 0.5).toFixed(0)} ms   p99 ${percentile(times, 0.99).toFixed(0)} ms (must stay under 500)`,
    );
  }
  for (const line of lines) line.close();
  console.log(`  deadlocks: ${await deadlocksOf(server)} (must be 0)`);
}

/** A year of the past and the coming days, quarter by quarter, on all tables. */
const FILL = `
  insert into reservations (venue_id, id, table_id, owner_id, starts_at, ends_at, status, check_in_by, held)
  select $1, gen_random_uuid(), t.id, p.id, s, s + interval '15 minutes', 'ended', s + interval '5 minutes',
    tstzrange(s, s + interval '15 minutes')
  from generate_series(0, $3::int / cardinality($2::uuid[])) as n
  cross join unnest($2::uuid[]) with ordinality as t(id, ordinal)
  cross join lateral (select date_trunc('day', now()) + interval '7 days' - n * interval '30 minutes' as s) as at
  cross join lateral (select id from players offset (n * 31 + t.ordinal) % 1000 limit 1) as p
  on conflict do nothing`;

/** How long the day of all tables takes, against one row by its key from the same server. */
async function availability(
  server: ServerUnderTest,
  { venueId, tableIds }: BenchVenue,
): Promise<void> {
  await query(server, FILL, [venueId, tableIds, STORED]);
  await analyze(server);
  const [stored] = await query<{ count: string }>(server, "select count(*) from reservations");
  const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const read = async (path: string) => {
    const next = () => `GET ${API}${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`;
    const load = { port: server.port, connections: READERS, next };
    await runLoad({ ...load, seconds: 2 });
    return (await runLoad({ ...load, seconds: 5 })).latencies;
  };
  const day = await read(`/venues/${venueId}/schedule?date=${date}`);
  const plain = await read(`/venues/${venueId}`);
  const p99 = percentile(day, 0.99);
  console.log(
    `  a day of ${TABLES} tables, ${stored?.count} reservations stored   p50 ${percentile(day, 0.5).toFixed(1)} ms   p99 ${p99.toFixed(1)} ms (must stay under 20)`,
  );
  console.log(
    `  one venue by its id                                p99 ${percentile(plain, 0.99).toFixed(1)} ms`,
  );
  console.log(`ratio ${(p99 / percentile(plain, 0.99)).toFixed(1)} times as long`);
}

/** Booking under contention, and reading what is free. */
export async function benchBooking(): Promise<void> {
  const server = await startServerUnderTest();
  try {
    const venue = await makeVenue(server, TABLES);
    await oneSlot(server, venue);
    await availability(server, venue);
  } finally {
    await server.stop();
  }
}
