import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import { accept, join } from "../queue/queue.service.ts";
import { someWhim, unlessRefused } from "./demo.whims.ts";

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
  const whim = await someWhim(db);
  if (whim === undefined) return;
  const { venueId, playerId } = whim;
  await db.transaction().execute((tx) => join(tx, { venueId }, playerId));
}
