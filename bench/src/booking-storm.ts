import { API } from "@babyfoot/contract";
import { isLinearizable, type Operation } from "@babyfoot/domain";
import pg from "pg";
import { analyze } from "./load/analyze.ts";
import { makeVenue, signUpPlayers } from "./load/players.ts";
import { type ServerUnderTest, startServerUnderTest } from "./load/server-process.ts";

const CLIENTS = 1_000;
const TABLES = 8;
const SECONDS = 60;
/** So few at a time that the order of what they did can be searched for. */
const WATCHED = { clients: 24, tables: 3, seconds: 20 };
const SLOT_MS = 15 * 60_000;
/** All want something within so many slots. */
const SLOTS = 24;

interface Wish {
  tableId: string;
  from: number;
  to: number;
}

/** A time that somebody may have had: from when it was asked for until its giving back was answered. */
interface Possession extends Wish {
  since: number;
  until: number;
}

/** A refusal as taken, and while it was decided. */
interface Refusal extends Wish {
  asked: number;
  answered: number;
}

interface Storm {
  server: ServerUnderTest;
  tableIds: string[];
  base: number;
  ends: number;
  possessions: Possession[];
  refusals: Refusal[];
  counts: Map<string, number>;
  /** All that was answered, by table. */
  histories: Map<string, Operation[]>;
}

function note({ histories }: Storm, tableId: string, { asked, answered, did }: Operation): void {
  const history = histories.get(tableId) ?? [];
  history.push({ asked, answered, did });
  histories.set(tableId, history);
}

const newStorm = (server: ServerUnderTest, tableIds: string[], seconds: number): Storm => ({
  server,
  tableIds,
  base: (Math.floor(Date.now() / SLOT_MS) + 96) * SLOT_MS,
  ends: performance.now() + seconds * 1000,
  possessions: [],
  refusals: [],
  counts: new Map(),
  histories: new Map(),
});

const random = (below: number): number => Math.floor(Math.random() * below);

function wish({ tableIds, base }: Storm): Wish {
  const from = base + random(SLOTS) * SLOT_MS;
  return {
    tableId: tableIds[random(tableIds.length)] ?? "",
    from,
    to: from + (1 + random(4)) * SLOT_MS,
  };
}

const bodyOf = ({ tableId, from, to }: Wish) => ({
  tableId,
  startsAt: new Date(from).toISOString(),
  durationMinutes: (to - from) / 60_000,
});

async function call(
  storm: Storm,
  cookie: string,
  [method, path, body]: [string, string, unknown?],
) {
  const asked = performance.now();
  const answer = await fetch(`${storm.server.url}${API}${path}`, {
    method,
    headers: { cookie, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = (await answer.json()) as { id?: string; code?: string };
  const key = `${method} ${answer.status} ${text.code ?? ""}`.trim();
  storm.counts.set(key, (storm.counts.get(key) ?? 0) + 1);
  return {
    asked,
    answered: performance.now(),
    id: text.id,
    code: text.code,
    status: answer.status,
  };
}

/** Books, moves and gives back without pause. */
async function client(storm: Storm, cookie: string): Promise<void> {
  while (performance.now() < storm.ends) {
    const wanted = wish(storm);
    const made = await call(storm, cookie, ["POST", "/reservations", bodyOf(wanted)]);
    if (made.code === "slot_taken") refuse(storm, wanted, made);
    if (made.id === undefined) continue;
    const { tableId, ...span } = wanted;
    note(storm, tableId, { ...made, did: { type: "book", id: made.id, span } });
    const had = { ...wanted, since: made.asked, until: Number.POSITIVE_INFINITY };
    storm.possessions.push(had);
    const last = Math.random() < 0.5 ? await move(storm, cookie, { id: made.id, had }) : had;
    const left = await call(storm, cookie, ["DELETE", `/reservations/${made.id}`]);
    if (left.status !== 200) continue;
    last.until = left.answered;
    note(storm, last.tableId, { ...left, did: { type: "give_back", id: made.id } });
  }
}

function refuse(
  storm: Storm,
  wanted: Wish,
  answer: { asked: number; answered: number },
  except?: string,
): void {
  storm.refusals.push({ ...wanted, ...answer });
  const { tableId, ...span } = wanted;
  const did = { type: "refused", span, ...(except !== undefined && { except }) } as const;
  note(storm, tableId, { ...answer, did });
}

async function move(
  storm: Storm,
  cookie: string,
  { id, had }: { id: string; had: Possession },
): Promise<Possession> {
  const wanted = wish(storm);
  const moved = await call(storm, cookie, ["PATCH", `/reservations/${id}`, bodyOf(wanted)]);
  if (moved.code === "slot_taken") refuse(storm, wanted, moved, id);
  if (moved.status !== 200) return had;
  had.until = moved.answered;
  const { tableId, ...span } = wanted;
  if (tableId === had.tableId) note(storm, tableId, { ...moved, did: { type: "move", id, span } });
  else {
    note(storm, had.tableId, { ...moved, did: { type: "give_back", id } });
    note(storm, tableId, { ...moved, did: { type: "book", id, span } });
  }
  const now = { ...wanted, since: moved.asked, until: Number.POSITIVE_INFINITY };
  storm.possessions.push(now);
  return now;
}

/** Refusals at whose time nobody can have had anything of what was wanted. */
function unfounded({ possessions, refusals }: Storm): number {
  const ofTable = new Map<string, Possession[]>();
  for (const had of possessions) {
    const own = ofTable.get(had.tableId);
    if (own === undefined) ofTable.set(had.tableId, [had]);
    else own.push(had);
  }
  return refusals.filter(
    (no) =>
      !(ofTable.get(no.tableId) ?? []).some(
        (had) =>
          had.from < no.to && no.from < had.to && had.since < no.answered && no.asked < had.until,
      ),
  ).length;
}

const CHECK = `
  select (select count(*)::int from reservations a join reservations b
      on a.table_id = b.table_id and a.id < b.id and a.held && b.held) as overlapping,
    (select count(*)::int from reservation_players a join reservation_players b
      on a.player_id = b.player_id and a.reservation_id < b.reservation_id and a.held && b.held
      and a.answer = 'accepted' and b.answer = 'accepted') as in_two_places,
    (select deadlocks::int from pg_stat_database where datname = current_database()) as deadlocks`;

/** F14: a thousand clients book, move and give back overlapping times for a minute. */
export async function drillBookings(): Promise<void> {
  const server = await startServerUnderTest();
  try {
    const { tableIds } = await makeVenue(server, TABLES);
    const cookies = await signUpPlayers(server, CLIENTS);
    await analyze(server);
    const watched = newStorm(server, tableIds.slice(0, WATCHED.tables), WATCHED.seconds);
    await Promise.all(cookies.slice(0, WATCHED.clients).map((cookie) => client(watched, cookie)));
    const histories = [...watched.histories.values()];
    const possible = histories.filter(isLinearizable).length;
    const operations = histories.reduce((sum, history) => sum + history.length, 0);
    console.log(
      `  ${WATCHED.clients} clients, ${operations} operations: the histories of ${possible} of ${histories.length} tables can have happened one after the other (must be all)`,
    );
    const storm = newStorm(server, tableIds, SECONDS);
    await Promise.all(cookies.map((cookie) => client(storm, cookie)));
    for (const [key, count] of [...storm.counts].sort())
      console.log(`  ${key.padEnd(36)} ${count}`);
    const database = new pg.Client(server.database);
    await database.connect();
    const [found] = (await database.query(CHECK)).rows;
    await database.end();
    console.log(
      `  overlapping ${found.overlapping}, in two places ${found.in_two_places}, deadlocks ${found.deadlocks}, refusals without a conflict ${unfounded(storm)} of ${storm.refusals.length} (all must be 0)`,
    );
  } finally {
    await server.stop();
  }
}
