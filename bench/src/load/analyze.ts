import pg from "pg";
import type { ServerUnderTest } from "./server-process.ts";

/** What PostgreSQL does by itself a minute later: plans made for empty tables are made again. */
export async function analyze({ database }: Pick<ServerUnderTest, "database">): Promise<void> {
  const client = new pg.Client(database);
  await client.connect();
  await client.query("analyze");
  await client.end();
}
