import { randomUUID } from "node:crypto";
import type { Import, ImportDetail } from "@babyfoot/contract";
import { sql } from "kysely";
import { expect, vi } from "vitest";
import type { Answer, Client } from "../../../../test/client.ts";
import { expectDocumented } from "../../../../test/documented.ts";
import type { TestServer } from "../../../../test/server.ts";

export const IMPORTS = "/api/v1/imports";
// Each import starts a process, which takes its time where the machine is busy.
vi.setConfig({ testTimeout: 180_000 });
const SOON = { timeout: 60_000, interval: 20 };

type Body = string | Uint8Array | ReadableStream | FormData;

/** Sends a file as a script does. */
export async function sendFile(
  server: Pick<TestServer, "url">,
  client: Client,
  body: Body,
  { query = "", type = "text/csv" }: { query?: string; type?: string | null } = {},
): Promise<Answer> {
  const response = await fetch(`${server.url}${IMPORTS}${query}`, {
    method: "POST",
    headers: { cookie: client.cookie, ...(type !== null && { "content-type": type }) },
    body,
    ...(body instanceof ReadableStream && { duplex: "half" as const }),
  });
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    body: await response.json(),
  };
  const { status } = answer;
  if (status >= 400)
    await expectDocumented(server.url, {
      method: "POST",
      path: IMPORTS,
      status,
      code: answer.body.code,
    });
  return answer;
}

/** The import once nothing more happens to it by itself. */
export async function settled(client: Client, id: string): Promise<ImportDetail> {
  const isSettled = async () => {
    const { body } = await client.get(`${IMPORTS}/${id}`);
    return !["receiving", "importing"].includes(body.status);
  };
  await expect.poll(isSettled, SOON).toBe(true);
  return (await client.get(`${IMPORTS}/${id}`)).body;
}

/** Brings a file in; answers the import when it has settled. */
export async function bringIn(
  server: Pick<TestServer, "url">,
  client: Client,
  body: Body,
  options: { query?: string; type?: string | null } = {},
): Promise<ImportDetail> {
  const answer = await sendFile(server, client, body, options);
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  return settled(client, answer.body.id);
}

export const countsOf = ({ counts, status }: Pick<Import, "counts" | "status">) => ({
  status,
  ...counts,
});

/** Another venue. */
export async function newVenue(server: TestServer): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into venues (id, name, time_zone, opening_hours, policy)
    select ${id}, 'Other', 'Europe/Paris', opening_hours, policy from venues order by id limit 1`.execute(
    server.database.db,
  );
  return id;
}

/** Games of a venue as they stand, without what is anew at each import. */
export async function gamesOf(server: Pick<TestServer, "database">, venueId: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select g.code, g.day::text, g.score_red, g.score_blue, g.winner, g.season, g.table_code, g.duration_seconds,
      (select json_agg(json_build_array(l.player_code, p.display_name, l.team, l.role, l.goals) order by l.player_code)
       from game_lines l join players p on p.id = l.player_id
       where l.venue_id = g.venue_id and l.game_id = g.id) as lines
    from games g where g.venue_id = ${venueId} order by g.code`.execute(server.database.db);
  return rows;
}

/** Sums over all rows of all tables, save those that tell of imports and of what has been announced. */
export async function checksums(server: TestServer): Promise<Record<string, string>> {
  const { db } = server.database;
  const onTheWay = async () => (await db.selectFrom("import_rows").select("game").execute()).length;
  await expect.poll(onTheWay, SOON).toBe(0);
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'
      and tablename not in ('imports', 'import_chunks', 'live_events', 'live_head', 'sessions', 'stale_days', 'migrations')
      and tablename not like 'insight%' order by 1`.execute(db);
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${sql.table(name)} t`.execute(
      db,
    );
    sums[name] = rows[0]?.sum ?? "";
  }
  return sums;
}
