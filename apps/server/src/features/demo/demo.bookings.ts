import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import { reserve } from "../reservations/reservations.service.ts";
import { someWhim, unlessRefused } from "./demo.whims.ts";

/** So many reservations lie ahead on the demo campus, tables and hours taken at random. */
const AHEAD = 18;
const TRIES_A_TURN = 8;
const TURN_MS = 15_000;
const SLOT_MS = 15 * 60_000;
const HOURS_AHEAD = 30;
const LENGTHS = [15, 30, 30, 45];

interface Demo {
  db: Db;
  log: { warn: (data: object, message: string) => void };
}

/** Has players of the demo campus book, by the rules of everybody, and most of them come. Answers how to stop. */
export function bookForDemoPlayers({ db, log }: Demo): () => Promise<void> {
  return startJobs(
    [{ name: "demo bookings", everyMs: TURN_MS, run: () => turn(db) }],
    (_name, error) => log.warn({ err: error }, "could not book for demo players"),
  );
}

async function turn(db: Db): Promise<void> {
  await claim(db);
  const { rows } = await sql<{ ahead: number }>`
    select count(*)::int as ahead from reservations r join players p on p.id = r.owner_id
    where p.user_id is null and r.status = 'booked' and r.starts_at > now()`.execute(db);
  for (let tries = 0; tries < TRIES_A_TURN && (rows[0]?.ahead ?? 0) + tries < AHEAD; tries += 1)
    await tryToBook(db);
}

/** Three of four demo players come in time; the others show what an unclaimed reservation is. */
async function claim(db: Db): Promise<void> {
  await sql`
    update reservations r set status = 'checked_in', checked_in_at = now(), next_turn = now(), version = r.version + 1
    from players p where p.id = r.owner_id and p.user_id is null and p.erased_at is null and r.status = 'booked'
      and r.starts_at <= now() and r.check_in_by > now() and hashtext(r.id::text) % 4 <> 0`.execute(
    db,
  );
}

async function tryToBook(db: Db): Promise<void> {
  const whim = await someWhim(db);
  if (whim === undefined) return;
  const slots = 1 + Math.floor(Math.random() * HOURS_AHEAD * 4);
  const startsAt = new Date((Math.floor(Date.now() / SLOT_MS) + slots) * SLOT_MS).toISOString();
  const durationMinutes = LENGTHS[Math.floor(Math.random() * LENGTHS.length)] ?? 30;
  const wish = { tableId: whim.tableId, startsAt, durationMinutes };
  await unlessRefused(() => reserve(db, wish, whim.playerId));
}
