import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from, to } from "pg-copy-streams";
import { type Ran, runCommand } from "./load/command.ts";
import { millionEvents } from "./load/million-events.ts";
import { addressOfPostgres, startOn } from "./load/server-process.ts";

const EVENTS = 1_000_000;
const RTO_LIMIT_SECONDS = 300;
const ERASED = "1 people who had been erased";

/**
 * F35: a million events backed up while the server runs, and restored on a second machine, which then serves (at most
 * 300 s); somebody was erased in between. Against plain COPY of the events alone from one database into the other.
 */
export async function benchRestore(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "babyfoot-restore-"));
  const [first, second] = [path.join(folder, "first"), path.join(folder, "second")];
  const file = path.join(folder, "backup.enc");
  const journal = path.join(folder, "erasures");
  const secrets = { BACKUP_PASSPHRASE: "only for this bench", ERASURE_JOURNAL: journal };
  try {
    const server = await startOn({ dataDir: first, port: 0, env: { ERASURE_JOURNAL: journal } });
    try {
      await load(first);
      const erase = await newcomer(server.url);
      const backup = await runCommand("backup", {
        args: [file],
        env: { DATA_DIR: first, ...secrets },
      });
      show("backup, read back", backup, `${((await stat(file)).size / 1e6).toFixed(1)} MB`);
      await erase();
    } finally {
      await server.stop();
    }
    const restore = await runCommand("restore", {
      args: [file],
      env: { DATA_DIR: second, ...secrets },
    });
    show(
      "restore, machine empty",
      restore,
      restore.said.includes(ERASED) ? "" : "NOBODY ERASED AGAIN",
    );
    if (!restore.said.includes(ERASED)) process.exitCode = 1;
    await serveBoth(first, second, restore.seconds);
    const drill = await runCommand("drill-restore", {
      args: [file],
      env: { DATA_DIR: first, ...secrets },
    });
    show("drill, checks and all", drill, "");
    console.log(drill.said.replace(/^/gm, "    "));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The restored machine serves; beside it the one that was backed up, for plain COPY from one into the other. */
async function serveBoth(first: string, second: string, restoreSeconds: number): Promise<void> {
  const began = performance.now();
  const restored = await startOn({ dataDir: second, port: 0 });
  const rto = restoreSeconds + (performance.now() - began) / 1000;
  const original = await startOn({ dataDir: first, port: 0 });
  try {
    const copy = await plainCopy(first, second);
    console.log(`  RTO: it serves again after  ${rto.toFixed(1)} s (at most ${RTO_LIMIT_SECONDS})`);
    console.log(`  plain COPY of the events   ${copy.toFixed(1)} s (baseline)`);
    console.log(`ratio ${(restoreSeconds / copy).toFixed(2)} of the restore to plain COPY`);
    if (rto > RTO_LIMIT_SECONDS) process.exitCode = 1;
  } finally {
    await restored.stop();
    await original.stop();
  }
}

function show(what: string, { code, seconds, peakMiB, said }: Ran, more: string): void {
  console.log(
    `  ${what.padEnd(26)} ${seconds.toFixed(1)} s   peak ${peakMiB.toFixed(0)} MiB   ${more}`,
  );
  if (code === 0) return;
  console.log(said);
  process.exitCode = 1;
}

async function load(dataDir: string): Promise<void> {
  const client = new pg.Client(await addressOfPostgres(dataDir));
  await client.connect();
  await client.query(millionEvents(EVENTS));
  await client.query("analyze");
  await client.end();
}

/** Whoever signs up; answers how to have them erased. */
async function newcomer(url: string): Promise<() => Promise<void>> {
  const headers = { "content-type": "application/json", origin: url };
  const person = {
    name: "Leaves Soon",
    email: "leaves@bench.example",
    password: "only for this bench",
  };
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    ...{ method: "POST", headers, body: JSON.stringify(person) },
  });
  if (!answer.ok) throw new Error(`nobody could sign up: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return async () => {
    const erased = await fetch(`${url}/api/v1/me`, {
      method: "DELETE",
      headers: { cookie, origin: url },
    });
    if (erased.status !== 204) throw new Error(`nobody was erased: ${erased.status}`);
  };
}

/** How long plain COPY takes for the events alone, keys and indexes in place, nothing checked. */
async function plainCopy(first: string, second: string): Promise<number> {
  const clients = [first, second].map(async (dataDir) => {
    const client = new pg.Client(await addressOfPostgres(dataDir));
    await client.connect();
    return client;
  });
  const [source, target] = await Promise.all(clients);
  if (source === undefined || target === undefined) throw new Error("no databases");
  await target.query("create table copied (like table_events including all)");
  const began = performance.now();
  await pipeline(
    source.query(to("copy table_events to stdout")),
    target.query(from("copy copied from stdin")),
  );
  const seconds = (performance.now() - began) / 1000;
  await target.query("drop table copied");
  await Promise.all([source.end(), target.end()]);
  return seconds;
}
