import pg from "pg";
import { type Calls, callsAs, Tally } from "./load/calls.ts";
import { makeVenue, signUpPlayers } from "./load/players.ts";
import { startServerUnderTest } from "./load/server-process.ts";

const RACES = 10_000;
const TABLES = 8;
/** The offer ends within so long, and is taken within a quarter of it: sometimes before, sometimes after. */
const MARGIN_MS = 160;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A table, whoever it is offered to, and the next in line. */
interface Course {
  tableId: string;
  first: Calls;
  next: Calls;
  database: pg.Pool;
  outcomes: Map<string, number>;
}

const LAPSE_SOON = `
  update reservations set check_in_by = now() + make_interval(secs => $2::float8)
  where table_id = $1 and status = 'offered'`;
const OWNERS = `
  select owner_id, reservation_status(status, check_in_by, ends_at) as status from reservations
  where table_id = $1 and held_by_now(status, check_in_by, held) @> now()`;

async function race({ tableId, first, next, database, outcomes }: Course): Promise<void> {
  await first("POST", "/queue", { tableId });
  await next("POST", "/queue", { tableId });
  await database.query(LAPSE_SOON, [tableId, (Math.random() * MARGIN_MS) / 1000]);
  const [taken] = await Promise.all([
    pause((Math.random() * MARGIN_MS) / 4).then(() =>
      first<{ id: string }>("POST", "/queue/accept"),
    ),
    pause((Math.random() * MARGIN_MS) / 4).then(() => next("PATCH", "/queue", { away: false })),
  ]);
  const { rows: owners } = await database.query(OWNERS, [tableId]);
  const outcome = taken.status === 200 ? "taken" : (taken.code ?? `${taken.status}`);
  const wrong =
    owners.length > 1 || (taken.status === 200 && owners.some((one) => one.status === "offered"));
  const key = wrong ? "TWO OWNERS" : outcome;
  outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
  if (taken.status === 200) await first("DELETE", `/reservations/${taken.body.id}`);
  await first("DELETE", "/queue");
  await next("DELETE", "/queue");
}

/** F15: an offer that expires while it is being taken, ten thousand times: never two owners. */
export async function drillOffers(): Promise<void> {
  const server = await startServerUnderTest();
  const database = new pg.Pool({ ...server.database, max: TABLES });
  try {
    const { tableIds } = await makeVenue(server, TABLES);
    const calls = (await signUpPlayers(server, 2 * TABLES)).map((cookie) =>
      callsAs(server.url, { cookie }, new Tally()),
    );
    const outcomes = new Map<string, number>();
    const run = async (tableId: string, index: number) => {
      const [first, next] = [calls[2 * index], calls[2 * index + 1]];
      if (first === undefined || next === undefined) throw new Error("too few players");
      for (let count = 0; count < RACES / TABLES; count += 1)
        await race({ tableId, first, next, database, outcomes });
    };
    await Promise.all(tableIds.map(run));
    for (const [key, count] of [...outcomes].sort()) console.log(`  ${key.padEnd(16)} ${count}`);
    const { rows } = await database.query(
      "select deadlocks from pg_stat_database where datname = current_database()",
    );
    console.log(
      `  two owners: ${outcomes.get("TWO OWNERS") ?? 0} of ${RACES} (must be 0), deadlocks: ${rows[0]?.deadlocks} (must be 0)`,
    );
  } finally {
    await database.end();
    await server.stop();
  }
}
