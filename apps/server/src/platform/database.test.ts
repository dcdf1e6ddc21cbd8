import { sql } from "kysely";
import { expect, it, onTestFinished } from "vitest";
import { cloneDatabase } from "../../test/database.ts";
import { openDatabase } from "./database.ts";

it("[O13] a database that does not answer keeps nobody who closes it", async () => {
  const own = await cloneDatabase();
  const { db, close } = openDatabase({ connectionString: own.url }, { onError: () => undefined });
  // As long as a statement may take; one whose database is gone would take for ever.
  const hanging = sql`select pg_sleep(14)`.execute(db).catch(() => undefined);
  onTestFinished(async () => {
    await own.drop();
    await hanging;
  });
  const sleeping = async () =>
    (
      await sql`select from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`.execute(db)
    ).rows;
  await expect.poll(sleeping).toHaveLength(1);
  const began = performance.now();
  await close();
  expect(performance.now() - began).toBeLessThan(7_000);
}, 30_000);
