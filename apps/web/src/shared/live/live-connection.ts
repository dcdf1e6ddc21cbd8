import { API, type LiveMessage, liveMessageSchema } from "@babyfoot/contract";
import { query } from "../api/client.ts";
import type { ConnectionState } from "./live-store.ts";

/** What a page wants to hear of; `{}` is everything. */
export interface LiveScope {
  tableId?: string;
  matchId?: string;
  venueId?: string;
}

/** The part of `EventSource` that is used. */
export interface Source {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveConnectionOptions {
  openSource: (url: string) => Source;
  onMessage: (message: LiveMessage, scope: LiveScope) => void;
  onState: (state: ConnectionState) => void;
  isOnline: () => boolean;
  /** In [0, 1). */
  random: () => number;
  setTimer: (act: () => void, ms: number) => number;
  clearTimer: (timer: number) => void;
}

export type LiveConnection = ReturnType<typeof createLiveConnection>;

const MESSAGE_TYPES = [
  "snapshot",
  "match.started",
  "match.goal",
  "match.corrected",
  "match.finished",
  "table.changed",
] as const;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 10_000;
/** Comments do not reach us, so a connection this silent is opened anew to see if it lives. */
const SILENCE_MS = 75_000;
const CONNECT_MS = 12_000;

/**
 * One stream of changes at a time, reopened after every loss with jittered growing pauses and
 * resumed after the last message heard. A new scope begins with a new snapshot.
 */
export function createLiveConnection(options: LiveConnectionOptions) {
  let scope: LiveScope | null = null;
  let source: Source | null = null;
  let timer: number | null = null;
  let failures = 0;
  let lastEventId: string | null = null;

  function schedule(act: () => void, ms: number): void {
    if (timer !== null) options.clearTimer(timer);
    timer = options.setTimer(act, ms);
  }

  function drop(): void {
    source?.close();
    source = null;
    if (timer !== null) options.clearTimer(timer);
    timer = null;
  }

  function open(): void {
    if (scope === null) return;
    drop();
    const opened = options.openSource(urlOf(scope, lastEventId));
    const asked = scope;
    source = opened;
    opened.addEventListener("open", () => opened === source && alive());
    opened.addEventListener("error", () => opened === source && lost());
    for (const type of MESSAGE_TYPES) {
      opened.addEventListener(type, (event) => opened === source && hear(event, asked));
    }
    schedule(lost, CONNECT_MS);
  }

  function alive(): void {
    failures = 0;
    options.onState("live");
    schedule(open, SILENCE_MS * (1 + 0.4 * options.random()));
  }

  function lost(): void {
    drop();
    const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
    failures += 1;
    options.onState(options.isOnline() ? "reconnecting" : "offline");
    schedule(open, longest * (0.5 + 0.5 * options.random()));
  }

  function hear(event: MessageEvent<string>, asked: LiveScope): void {
    alive();
    const message = readMessage(event.data);
    if (message === null) {
      // What cannot be read is asked for again as a whole, after a pause.
      lastEventId = null;
      lost();
      return;
    }
    if (event.lastEventId) lastEventId = event.lastEventId;
    options.onMessage(message, asked);
  }

  return {
    /** What to listen to from now on; null to stop. */
    listen(next: LiveScope | null): void {
      if (JSON.stringify(next) === JSON.stringify(scope)) return;
      scope = next;
      lastEventId = null;
      failures = 0;
      drop();
      options.onState(next === null ? "idle" : "connecting");
      open();
    },
    /** The page is in front again, or the network is back: try at once. */
    wake(): void {
      if (scope === null) return;
      failures = 0;
      open();
    },
    /** The network is known to be gone. */
    sleep(): void {
      if (scope === null) return;
      options.onState("offline");
    },
    /** Frees the line while nobody looks; `wake` resumes. */
    pause(): void {
      drop();
    },
  };
}

function urlOf(scope: LiveScope, lastEventId: string | null): string {
  return `${API}/live${query({ ...scope, lastEventId })}`;
}

function readMessage(data: string): LiveMessage | null {
  try {
    return liveMessageSchema.parse(JSON.parse(data));
  } catch (error) {
    console.error("A live message does not fit the contract", error);
    return null;
  }
}
