import { API, type LiveMessage, liveMessageSchema, tracedSchema } from "@babyfoot/contract";
import { query } from "../api/client.ts";
import type { ConnectionState } from "./live-store.ts";

/** What a page wants to hear of; `{}` is everything. */
export interface LiveScope {
  tableId?: string;
  matchId?: string;
  venueId?: string;
  /** Nothing of the tables, only what is for whoever is signed in. */
  only?: "me";
}

/** The part of `EventSource` that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveConnectionOptions {
  openSource: (url: string) => Source;
  onMessage: (message: LiveMessage, scope: LiveScope) => void;
  /** The server asks to be told when the last message is shown. */
  onTraced: (traceparent: string) => void;
  onState: (state: ConnectionState) => void;
  isOnline: () => boolean;
  /** In [0, 1). */
  random: () => number;
  setTimer: (act: () => void, ms: number) => number;
  clearTimer: (timer: number) => void;
}

const MESSAGE_TYPES = [
  "snapshot",
  "match.started",
  "match.goal",
  "match.corrected",
  "match.finished",
  "table.changed",
  "reservation.changed",
  "queue.changed",
  "inbox.changed",
  "import.changed",
  "tap",
] as const satisfies readonly LiveMessage["type"][];
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
/** Comments do not reach us, so a connection this silent is opened anew to see if it lives. */
const SILENCE_MS = 75_000;
const CONNECT_MS = 12_000;

/** One line to the server, and what is known of it. */
interface Line {
  options: LiveConnectionOptions;
  scope: LiveScope | null;
  source: Source | null;
  timer: number | null;
  failures: number;
  lastEventId: string | null;
}

/**
 * One stream of changes at a time, reopened after every loss with jittered growing pauses and
 * resumed after the last message heard. A new scope begins with a new snapshot.
 */
export function createLiveConnection(options: LiveConnectionOptions) {
  const line: Line = {
    options,
    scope: null,
    source: null,
    timer: null,
    failures: 0,
    lastEventId: null,
  };
  return {
    /** What to listen to from now on; null to stop. */
    listen(scope: LiveScope | null): void {
      if (JSON.stringify(scope) === JSON.stringify(line.scope)) return;
      drop(line);
      Object.assign(line, { scope, failures: 0, lastEventId: null });
      options.onState(scope === null ? "idle" : "connecting");
      open(line);
    },
    /** Somebody else is signed in: the stream that was opened is not theirs. */
    renew(): void {
      Object.assign(line, { failures: 0, lastEventId: null });
      open(line);
    },
    /** The page is in front again, or the network is back: try at once. */
    wake(): void {
      line.failures = 0;
      open(line);
    },
    /** The network is known to be gone. */
    sleep(): void {
      if (line.scope !== null) options.onState("offline");
    },
    /** Frees the line while nobody looks; `wake` resumes. */
    pause(): void {
      drop(line);
    },
  };
}

function open(line: Line): void {
  const { scope, options } = line;
  if (scope === null) return;
  drop(line);
  const source = options.openSource(
    `${API}/live${query({ ...scope, lastEventId: line.lastEventId })}`,
  );
  line.source = source;
  source.addEventListener("open", () => line.source === source && alive(line));
  source.addEventListener("error", () => line.source === source && lost(line));
  for (const type of MESSAGE_TYPES) {
    source.addEventListener(type, (event) => line.source === source && hear(line, event, scope));
  }
  schedule(line, () => lost(line), CONNECT_MS);
}

function drop(line: Line): void {
  line.source?.close();
  line.source = null;
  if (line.timer !== null) line.options.clearTimer(line.timer);
  line.timer = null;
}

function schedule(line: Line, act: () => void, ms: number): void {
  if (line.timer !== null) line.options.clearTimer(line.timer);
  line.timer = line.options.setTimer(act, ms);
}

function alive(line: Line): void {
  line.options.onState("live");
  const openAnew = () => {
    line.failures = 0;
    open(line);
  };
  schedule(line, openAnew, SILENCE_MS * (1 + 0.4 * line.options.random()));
}

function lost(line: Line): void {
  const { options } = line;
  drop(line);
  const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** line.failures);
  line.failures += 1;
  options.onState(options.isOnline() ? "reconnecting" : "offline");
  schedule(line, () => open(line), longest * (0.5 + 0.5 * options.random()));
}

function hear(line: Line, event: MessageEvent<string>, scope: LiveScope): void {
  const read = readMessage(event.data);
  if (read === null) {
    // What cannot be read is asked for again as a whole, after a pause.
    line.lastEventId = null;
    lost(line);
    return;
  }
  line.failures = 0;
  alive(line);
  if (event.lastEventId) line.lastEventId = event.lastEventId;
  line.options.onMessage(read.message, scope);
  if (read.traceparent !== undefined) line.options.onTraced(read.traceparent);
}

function readMessage(
  data: string,
): { message: LiveMessage; traceparent: string | undefined } | null {
  try {
    const json: unknown = JSON.parse(data);
    const { traceparent } = tracedSchema.parse(json);
    return { message: liveMessageSchema.parse(json), traceparent };
  } catch (error) {
    console.error("A live message does not fit the contract", error);
    return null;
  }
}
