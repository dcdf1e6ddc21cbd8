import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { startJobs } from "../../platform/jobs.ts";
import { accept, join } from "../queue/queue.service.ts";
import { deviceNamePrefix } from "./demo.names.ts";

/** So many players of the demo campus wait for a table. */
const WAITING = 3;
const TURN_MS = 10_000;

interface Demo {
  db: Db;
  log: { warn: (data: object, message: string) => void };
}

/** Has players of the demo campus wait for a table, and take what is offered to them. Answers how to stop. */
export function waitAsDemoPlayers({ db, log }: Demo): () => Promise<void> {
  return startJobs([{ name: "demo line", everyMs: TURN_MS, run: () => turn(db) }], (_name, error) =>
    log.warn({ err: error }, "could not wait as demo players"),
  );
}

async function turn(db: Db): Promise<void> {
  const { rows } = await sql<{ playerId: string; offered: boolean }>`
    select e.player_id as "playerId", e.offer_id is not null as offered
    from queue_entries e join players p on p.id = e.player_id
    where e.left_at is null and p.user_id is null`.execute(db);
  for (const { playerId, offered } of rows)
    if (offered) await unlessRefused(() => accept(db, playerId));
  if (rows.length < WAITING) await unlessRefused(() => joinAsSomebody(db));
}

async function joinAsSomebody(db: Db): Promise<void> {
  const { rows } = await sql<{ venueId: string; playerId: string }>`
    select d.venue_id as "venueId", p.id as "playerId"
    from devices d, players p
    where d.name like ${`${deviceNamePrefix}%`} and d.revoked_at is null and p.user_id is null and p.erased_at is null
    order by random() limit 1`.execute(db);
  const [row] = rows;
  if (row === undefined) return;
  await db.transaction().execute((tx) => join(tx, { venueId: row.venueId }, row.playerId));
}

/** At night the venue is closed, and an offer may have gone to the next. */
async function unlessRefused(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}
