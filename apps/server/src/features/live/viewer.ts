import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { LiveEvent } from "../../platform/live/live-event.ts";
import type { LiveFilter } from "./snapshot.ts";

/** A viewer that still has so many bytes to take when more comes is cut off; it comes back by its last id. */
export const SLOW_READER_BYTES = 256 * 1024;

/** When a viewer of a server that ends comes back. */
const COME_BACK_MS = 500;
const SPREAD_MS = 4_500;

/** What somebody watches: a filter, and for one match the table on which it is played. */
export interface Scope extends LiveFilter {
  tableOfMatch: string | null;
  /** Whoever is signed in is also told what is only for them. */
  playerId: string | null;
}

const concernsMatch = ({ matchId, tableOfMatch }: Scope, event: LiveEvent): boolean =>
  event.matchId === null ? event.tableId === tableOfMatch : event.matchId === matchId;

const isWatched = (scope: Scope, event: LiveEvent): boolean =>
  scope.only !== "me" &&
  (scope.venueId === undefined || scope.venueId === event.venueId) &&
  (scope.tableId === undefined || scope.tableId === event.tableId) &&
  (scope.matchId === undefined || concernsMatch(scope, event));

/** Whether an announcement is within what somebody watches, or only for them. */
const concerns = (scope: Scope, event: LiveEvent): boolean =>
  event.playerId === null ? isWatched(scope, event) : event.playerId === scope.playerId;

/** The messages that concern somebody, in order. */
export const textFor = (scope: Scope, events: readonly LiveEvent[]): string =>
  events
    .filter((event) => concerns(scope, event))
    .map((event) => event.text)
    .join("");

export interface Viewer {
  /** Whether something concerns this viewer. */
  watches(event: LiveEvent): boolean;
  /** Sends what concerns this viewer and is newer than what it has; kept back until `start`. */
  tell(events: readonly LiveEvent[]): void;
  /** Sends the opening, which holds everything up to a version; whatever was kept back and is newer follows. */
  start(opening: { text: string; version: number }): void;
  comment(text: string): void;
  cutOff(): void;
  end(): void;
  closed(): Promise<void>;
}

/** Writes to one reader without ever waiting for it. */
export function createViewer(
  scope: Scope,
  response: ServerResponse,
  onSlow: () => void = () => undefined,
): Viewer {
  let waiting: LiveEvent[] | null = [];
  let version = 0;
  let allowance = SLOW_READER_BYTES;
  const gone = response.destroyed ? Promise.resolve() : once(response, "close");
  gone.catch(() => undefined);
  response.on("error", () => response.destroy());

  const send = (text: string): void => {
    if (text === "" || response.destroyed || response.writableEnded) return;
    if (response.writableLength > allowance) {
      response.destroy();
      onSlow();
    } else response.write(text);
  };
  const tell = (events: readonly LiveEvent[]): void => {
    if (waiting !== null) {
      waiting.push(...events);
      return;
    }
    // Another process may have told it more already than this one has heard of.
    send(
      textFor(
        scope,
        events.filter((event) => event.version > version),
      ),
    );
    version = Math.max(version, events.at(-1)?.version ?? 0);
  };
  return {
    watches: (event) => concerns(scope, event),
    tell,
    start: (opening) => {
      version = opening.version;
      // An opening may be large; only what piles up behind it makes a slow reader.
      allowance = SLOW_READER_BYTES + Buffer.byteLength(opening.text);
      send(`retry: 1000\n\n${opening.text}`);
      const kept = waiting ?? [];
      waiting = null;
      tell(kept);
    },
    comment: (text) => {
      if (waiting === null) send(`: ${text}\n\n`);
    },
    cutOff: () => response.destroy(),
    end: () => {
      // All of them come back, and not at the same moment.
      const retryMs = Math.round(COME_BACK_MS + Math.random() * SPREAD_MS);
      if (waiting === null) response.end(`retry: ${retryMs}\n\n`);
      else response.destroy();
    },
    closed: async () => {
      await gone.catch(() => undefined);
    },
  };
}
