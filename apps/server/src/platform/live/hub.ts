import type { Connection } from "../connection.ts";
import type { Db } from "../database.ts";
import { LIVE_CHANNEL } from "../live-log.ts";
import type { Tracer } from "../tracing/tracer.ts";
import { keepListening } from "./listener.ts";
import { headVersion, type LiveEvent, readAfter } from "./live-event.ts";

export interface LiveWatcher {
  /** Whether anybody listens just now; while nobody does, announcements are not read. */
  listens(): boolean;
  /** New announcements, in order, none left out. */
  onEvents(events: readonly LiveEvent[]): void;
  /** Announcements were forgotten before this process could read them: whoever watches must begin anew. */
  onGap(): void;
}

export interface LiveHub {
  /** The version of the last announcement this process has passed on. */
  version(): number;
  /** Whether LISTEN stands. */
  connected(): boolean;
  /** Answers how to stop. */
  subscribe(watcher: LiveWatcher): () => void;
  /** Lets somebody listen, by `enter`, who may be the first: what was not read meanwhile is passed over. */
  join(enter: () => void): Promise<void>;
  /** What came after a version, or null when that is further back than can be told one by one, or not yet here. */
  since(version: number): Promise<LiveEvent[] | null>;
  close(): Promise<void>;
}

const KEPT_IN_MEMORY = 2_000;
const READ_AT_ONCE = 1_000;
/** Looks into the log without being told to, should a notification or a read have failed. */
const LOOK_EVERY_MS = 2_000;

interface Tail {
  version(): number;
  /** The newest announcements, without gaps. */
  recent(): readonly LiveEvent[];
  /** Reads on while anybody listens; never beside itself. */
  poke(): void;
  /** Goes to the end of the log where nobody listens. */
  skip(): Promise<void>;
}

/** Follows the end of the log: since versions have no gaps, a missing one shows. */
function followTail(
  db: Db,
  from: number,
  {
    tracer,
    ...watcher
  }: LiveWatcher & { onError: (error: unknown) => void; tracer: Tracer | undefined },
): Tail {
  const ring: LiveEvent[] = [];
  let version = from;
  let pulling = false;
  let again = false;
  let heardAt = 0;

  const skip = async (): Promise<void> => {
    if (watcher.listens() || pulling) return;
    const head = await headVersion(db);
    // Whoever has come meanwhile must be told all that came after.
    if (watcher.listens() || pulling || head <= version) return;
    version = head;
    ring.length = 0;
  };
  /** Nothing is left to read: either nothing came, or PostgreSQL broke off and what had come went with it. */
  const noticeLoss = async (): Promise<void> => {
    const head = await headVersion(db);
    if (head <= version) return;
    if ((await readAfter(db, version, 1)).length > 0) {
      again = true;
      return;
    }
    version = head;
    ring.length = 0;
    watcher.onGap();
  };
  const pullOnce = async (): Promise<boolean> => {
    const since = heardAt;
    const events = heard(await readAfter(db, version, READ_AT_ONCE), { tracer, since });
    const [first] = events;
    const last = events.at(-1);
    if (first === undefined || last === undefined) {
      await noticeLoss();
      return false;
    }
    if (first.version !== version + 1) {
      ring.length = 0;
      watcher.onGap();
    }
    version = last.version;
    ring.push(...events);
    ring.splice(0, Math.max(0, ring.length - KEPT_IN_MEMORY));
    watcher.onEvents(events);
    return events.length === READ_AT_ONCE;
  };
  const pull = async (): Promise<void> => {
    pulling = true;
    try {
      while (again) {
        again = false;
        if (await pullOnce()) again = true;
      }
    } finally {
      pulling = false;
    }
  };
  const poke = (): void => {
    if (!watcher.listens()) return;
    again = true;
    heardAt = Date.now();
    if (!pulling) pull().catch(watcher.onError);
  };
  return { version: () => version, recent: () => ring, poke, skip };
}

/** What is traced goes on from here: heard of, and read. */
function heard(
  events: LiveEvent[],
  { tracer, since }: { tracer: Tracer | undefined; since: number },
): LiveEvent[] {
  if (tracer === undefined) return events;
  return events.map((event) => {
    if (event.cause === null) return event;
    const attributes = { "live.version": event.version };
    const span = tracer.begin("live log", { parent: event.cause, startedAt: since, attributes });
    span?.end();
    return { ...event, cause: span?.traceparent ?? null };
  });
}

/**
 * Follows the log of announcements for this process: LISTEN tells that it has grown, the log itself tells what is
 * new. So nothing is lost when the connection drops and is made again.
 */
export async function startLiveHub({
  db,
  connection,
  log,
  tracer,
}: {
  db: Db;
  connection: Connection;
  log: { warn: (data: object, message: string) => void };
  tracer?: Tracer | undefined;
}): Promise<LiveHub> {
  const watchers = new Set<LiveWatcher>();
  const all = {
    listens: () => [...watchers].some((watcher) => watcher.listens()),
    onEvents: (events: readonly LiveEvent[]) => {
      for (const watcher of watchers) watcher.onEvents(events);
    },
    onGap: () => {
      for (const watcher of watchers) watcher.onGap();
    },
    onError: (error: unknown) => log.warn({ err: error }, "could not read the live log"),
  };
  const tail = followTail(db, await headVersion(db), { ...all, tracer });
  const listener = keepListening({ connection, channel: LIVE_CHANNEL, log, onGrowth: tail.poke });
  const look = (): void => {
    tail.poke();
    tail.skip().catch((error: unknown) => log.warn({ err: error }, "could not read the live log"));
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  return {
    version: tail.version,
    connected: listener.connected,
    subscribe: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    join: async (enter) => {
      await tail.skip();
      enter();
      // Something may have been announced since the end of the log was read.
      tail.poke();
    },
    since: (from) => tellSince(db, tail, from),
    close: async () => {
      clearInterval(looking);
      await listener.close();
    },
  };
}

async function tellSince(db: Db, tail: Tail, from: number): Promise<LiveEvent[] | null> {
  const to = tail.version();
  if (from > to) return null;
  if (from === to) return [];
  const recent = tail.recent();
  const [oldest] = recent;
  if (oldest !== undefined && oldest.version <= from + 1)
    return recent.filter((event) => event.version > from);
  if (to - from > KEPT_IN_MEMORY) return null;
  const events = await readAfter(db, from, to - from);
  return events[0]?.version === from + 1 && events.at(-1)?.version === to ? events : null;
}
