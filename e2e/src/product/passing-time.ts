import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import type { Product } from "./server-process.ts";

/** PostgreSQL writes where it listens into its own pid file: port in line 4, socket folder in line 5. */
async function connect({ dataDir }: Product): Promise<pg.Client> {
  const file = path.join(dataDir, "postgres/cluster/postmaster.pid");
  const lines = (await readFile(file, "utf8")).split("\n");
  const client = new pg.Client({
    ...{ port: Number(lines[3]), host: lines[4] ?? "" },
    ...{ user: "babyfoot", database: "babyfoot" },
  });
  await client.connect();
  return client;
}

/** What some minutes of waiting do, without the waiting: nobody has come until the limit of a reservation. */
export async function letLapse(product: Product, reservationId: string): Promise<void> {
  const client = await connect(product);
  await client.query(
    "update reservations set check_in_by = now(), next_turn = now() where id = $1",
    [reservationId],
  );
  await client.end();
}

/** What a worker finds out within fifteen seconds, without the waiting: the last backup has failed. */
export async function failBackup(product: Product): Promise<void> {
  const client = await connect(product);
  await client.query(`
    insert into backups (id, kind, repository, started_at, finished_at, ok, error)
    values (gen_random_uuid(), 'full', 'offsite', now(), now(), false, 'the repository is full')`);
  await client.query(`
    insert into alert_episodes (id, rule, fired_at, worst, told, told_at)
    values (gen_random_uuid(), 'backup_failed', now(), 1, 1, now()) on conflict do nothing`);
  await client.end();
}
