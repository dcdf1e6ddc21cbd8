import { EventEmitter } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import pg from "pg";
import type { Db } from "../database.ts";
import { LIVE_CHANNEL } from "../live-log.ts";

/** An announcement as it goes to viewers: `text` is the finished message of the stream. */
export interface LiveEvent {
  version: number;
  venueId: string;
  tableId: string | null;
  matchId: string | null;
  text: string;
}

export interface LiveHub {
  /** The version of the last announcement this process has passed on. */
  version(): number;
  /** Whether LISTEN stands. */
  connected(): boolean;
  /** Every new announcement, in order, none left out. Answers how to stop. */
  subscribe(listener: (events: readonly LiveEvent[]) => void): () => void;
  /** What came after a version, or null when that is further back than is kept. */
  since(version: number): Promise<LiveEvent[] | null>;
  close(): Promise<void>;
}

interface EventRow {
  version: number;
  venue_id: string;
  table_id: string | null;
  match_id: string | null;
  type: string;
  data: string;
}

const KEPT_IN_MEMORY = 2_000;

const toEvent = (row: EventRow): LiveEvent => ({
  version: row.version,
  venueId: row.venue_id,
  tableId: row.table_id,
  matchId: row.match_id,
  text: `id: ${row.version}\nevent: ${row.type}\ndata: ${row.data}\n\n`,
});

/**
 * Follows the log of announcements for this process: LISTEN tells that it has grown, the log itself tells what is
 * new. Since versions have no gaps, nothing is lost when the connection drops and is made again.
 */
export async function startLiveHub({
  db,
  connection,
  log,
}: {
  db: Db;
  connection: pg.ClientConfig;
  log: { warn: (data: object, message: string) => void };
}): Promise<LiveHub> {
  const emitter = new EventEmitter().setMaxListeners(0);
  const ring: LiveEvent[] = [];
  let version = await headVersion(db);
  let client: pg.Client | undefined;
  let closed = false;
  let pulling: Promise<void> | undefined;
  let again = false;

  const pull = async (): Promise<void> => {
    do {
      again = false;
      const { rows } = await sql<EventRow>`
        select version, venue_id, table_id, match_id, type, data from live_events
        where version > ${version} order by version`.execute(db);
      const last = rows.at(-1);
      if (last === undefined) continue;
      const events = rows.map(toEvent);
      version = last.version;
      ring.push(...events);
      ring.splice(0, Math.max(0, ring.length - KEPT_IN_MEMORY));
      emitter.emit("events", events);
    } while (again);
  };

  const poke = (): void => {
    if (pulling !== undefined) {
      again = true;
      return;
    }
    pulling = pull()
      .catch((error: unknown) => log.warn({ err: error }, "could not read the live log"))
      .finally(() => {
        pulling = undefined;
        if (again) poke();
      });
  };

  const listen = async (): Promise<void> => {
    const fresh = new pg.Client({ ...connection, application_name: "babyfoot live" });
    const ended = new Promise<void>((resolve) => {
      fresh.once("end", resolve);
      fresh.once("error", () => resolve());
    });
    fresh.on("notification", poke);
    await fresh.connect();
    await fresh.query(`listen ${LIVE_CHANNEL}`);
    client = fresh;
    // What was announced while nobody listened.
    poke();
    await ended;
    client = undefined;
    await fresh.end().catch(() => undefined);
  };

  const keepListening = async (): Promise<void> => {
    for (let delay = 50; !closed; delay = Math.min(delay * 2, 2_000)) {
      const began = Date.now();
      await listen().catch((error: unknown) => log.warn({ err: error }, "live bus is down"));
      if (Date.now() - began > 5_000) delay = 50;
      if (!closed) await wait(delay);
    }
  };
  const listening = keepListening();

  return {
    version: () => version,
    connected: () => client !== undefined,
    subscribe: (listener) => {
      emitter.on("events", listener);
      return () => emitter.off("events", listener);
    },
    since: async (from) => {
      if (from > version) return null;
      const [oldest] = ring;
      if (from === version) return [];
      if (oldest !== undefined && oldest.version <= from + 1)
        return ring.filter((event) => event.version > from);
      return readSince(db, from, version);
    },
    close: async () => {
      closed = true;
      await client?.end();
      await Promise.race([listening, wait(2_500, undefined, { ref: false })]);
    },
  };
}

async function headVersion(db: Db): Promise<number> {
  const head = await db.selectFrom("live_head").select("version").executeTakeFirstOrThrow();
  return head.version;
}

async function readSince(db: Db, from: number, to: number): Promise<LiveEvent[] | null> {
  const { rows } = await sql<EventRow>`
    select version, venue_id, table_id, match_id, type, data from live_events
    where version > ${from} and version <= ${to} order by version limit 5000`.execute(db);
  return rows[0]?.version === from + 1 && rows.length === to - from ? rows.map(toEvent) : null;
}

/** Forgets announcements older than an hour. */
export async function forgetOldAnnouncements(db: Db): Promise<void> {
  await db
    .deleteFrom("live_events")
    .where("at", "<", new Date(Date.now() - 3_600_000))
    .execute();
}
