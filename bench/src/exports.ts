import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { API, EXPORT_COLUMNS } from "@babyfoot/contract";
import pg from "pg";
import { analyze } from "./load/analyze.ts";
import { copyOut } from "./load/copy-out.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";
import { memoryOf, processTree } from "./load/tree.ts";

const GAMES = 25_000;
const LIMIT_SECONDS = 5;
const LIMIT_MIB = 200;

/** Games of the past belong to an import. */
const IMPORT = `
  do $$ begin
    if to_regclass('imports') is not null then
      insert into imports (venue_id, id, status, file_name, is_preview, fingerprint, finished_at)
      select id, id, 'finished', 'history.csv', false, '\\x00', now() from venues limit 1;
    end if;
  end $$`;

/** 25,000 games of four, over two years, of 800 players. */
const HISTORY = `
  with venue as (select id from venues limit 1),
  people as (
    insert into players (id, display_name)
    select gen_random_uuid(), 'Player ' || n from generate_series(1, 800) n returning id),
  numbered as (select id, row_number() over () - 1 as n from people),
  new_games as (
    insert into games (venue_id, id, code, import_id, day, season, table_code, duration_seconds, score_red, score_blue,
      winner, location, ball_type, attendance, recorded_by, rating)
    select venue.id, gen_random_uuid(), 'G' || lpad(n::text, 6, '0'), venue.id, date '2024-09-01' + n % 600,
      '2024/2025', 'T' || lpad((n % 20)::text, 2, '0'), 300 + n % 600, n % 11, (n * 7) % 11, 'red', 'Hall ' || n % 5,
      'orange soft', n % 9, 'Camera', 1 + n % 5
    from venue, generate_series(1, ${GAMES}) n returning venue_id, id, code)
  insert into game_lines (venue_id, game_id, player_id, player_code, team, role, goals, own_goals, assists, saves,
    possession_seconds, is_substitute)
  select g.venue_id, g.id, p.id, 'P' || lpad(p.n::text, 4, '0'), case when seat < 2 then 'red' else 'blue' end,
    case when seat % 2 = 0 then 'attack' else 'defense' end, seat, 0, 1, 3, 100 + seat, seat = 3
  from new_games g cross join generate_series(0, 3) seat
  join numbered p on p.n = (substr(g.code, 2)::integer * 13 + seat * 211) % 800`;

const MIB = 1024 * 1024;

/** The most memory of a process since the last call. */
function peakOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(text)?.[1]);
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
  return kilobytes / 1024;
}

/** Watches the process that writes the file; answers how to learn its peak (MiB). */
function watchChild(pid: number): () => number {
  let peak = 0;
  const timer = setInterval(() => {
    for (const one of processTree(pid))
      if (one.parent === pid && one.name !== "postgres")
        peak = Math.max(peak, memoryOf(one.pid, "Rss"));
  }, 20);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

async function signIn({ url, admin }: ServerUnderTest): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(admin),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

interface Taken {
  seconds: number;
  firstMs: number;
  bytes: number;
}

async function download(url: string, cookie: string): Promise<Taken> {
  const start = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok || answer.body === null) throw new Error(`${url} answered ${answer.status}`);
  let [bytes, firstMs] = [0, 0];
  for await (const part of answer.body) {
    if (bytes === 0) firstMs = performance.now() - start;
    bytes += part.length;
  }
  return { seconds: (performance.now() - start) / 1000, firstMs, bytes };
}

const columns = EXPORT_COLUMNS.lines.map(({ name }) => name).join(", ");

async function plainCopy(database: pg.ClientConfig): Promise<Taken> {
  const client = new pg.Client(database);
  await client.connect();
  const start = performance.now();
  const bytes = await copyOut(
    client,
    `copy (select ${columns} from reporting.lines) to stdout (format csv)`,
  );
  const seconds = (performance.now() - start) / 1000;
  await client.end();
  return { seconds, firstMs: 0, bytes };
}

const show = (name: string, { seconds, firstMs, bytes }: Taken, more = ""): void =>
  console.log(
    `  ${name.padEnd(24)} ${seconds.toFixed(2)} s   first byte ${firstMs.toFixed(0)} ms   ${(bytes / MIB).toFixed(1)} MiB${more}`,
  );

/** 100,000 lines as Parquet, CSV and JSON, against PostgreSQL's own COPY. Parquet within 5 s and 200 MiB. */
export async function benchExports(): Promise<void> {
  const server = await startServerUnderTest();
  const client = new pg.Client(server.database);
  await client.connect();
  try {
    await client.query(IMPORT);
    await client.query(HISTORY);
    await analyze(server);
    const cookie = await signIn(server);
    await wait(2_000);
    peakOf(server.pid);
    const idle = memoryOf(server.pid, "Rss");
    const plain = await plainCopy(server.database);
    show("COPY TO STDOUT", plain);
    for (const format of ["parquet", "csv", "json"]) {
      peakOf(server.pid);
      const childsPeak = watchChild(server.pid);
      const taken = await download(`${server.url}${API}/exports/lines.${format}`, cookie);
      const peak = peakOf(server.pid);
      const limit =
        format === "parquet" ? ` (must stay under ${LIMIT_SECONDS} s, ${LIMIT_MIB} MiB)` : "";
      show(
        format,
        taken,
        `   peaks: server ${peak.toFixed(0)} MiB, its writer ${childsPeak().toFixed(0)} MiB${limit}`,
      );
      if (format === "parquet")
        console.log(`ratio ${(taken.seconds / plain.seconds).toFixed(1)} times as long as COPY`);
    }
    console.log(`  the server before ${idle.toFixed(0)} MiB`);
  } finally {
    await client.end();
    await server.stop();
  }
}
