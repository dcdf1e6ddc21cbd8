import { sql } from "kysely";
import { expect } from "vitest";
import type { Transaction } from "../src/platform/database.ts";
import type { TestServer } from "./server.ts";

const SOON = { timeout: 5_000, interval: 10 };

/** The server process at work for a transaction. */
export async function backendOf(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error("no backend");
  return row.pid;
}

/** Until so many wait for the locks of a backend, or for those who wait for it. */
export async function untilWaiting(server: TestServer, backend: number, count = 1): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql<{ pid: number }>`
      with recursive waiting(pid) as (
        select ${backend}::int
        union
        select a.pid from waiting w, pg_stat_activity a
        where a.datname = current_database() and w.pid = any(pg_blocking_pids(a.pid))
      )
      select pid from waiting where pid <> ${backend}::int`.execute(server.database.db);
    return rows.length;
  };
  await expect.poll(waiting, SOON).toBeGreaterThanOrEqual(count);
}
