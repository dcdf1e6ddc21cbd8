import type { Db } from "../../platform/database.ts";
import { startJobs } from "../../platform/jobs.ts";
import type { LiveHub } from "../../platform/live/hub.ts";
import type { LiveEvent } from "../../platform/live/live-event.ts";
import { venuesWithLines } from "./line.queries.ts";
import { serveLine } from "./serve-line.ts";

interface QueueWatch {
  db: Db;
  hub: LiveHub;
  log: { warn: (data: object, message: string) => void };
}

/** After any of these a table may be free. */
const FREEING = ["event: match.finished", "event: table.changed", "event: reservation.changed"];

const mayFree = ({ text }: LiveEvent): boolean => FREEING.some((name) => text.includes(name));

/** For what time alone has freed: offers not taken, reservations not claimed, slots that are over. */
const SWEEP_EVERY_MS = 1_000;

/**
 * Serves a line as soon as anything is announced by which a table may have become free, and every second. While nobody
 * waits anywhere it does not listen. Answers how to stop.
 */
export function serveQueues({ db, hub, log }: QueueWatch): () => Promise<void> {
  let lines = new Set<string>();
  const serving = new Map<string, { again: boolean; done: Promise<void> }>();
  const serve = async (venueId: string, turn: { again: boolean }): Promise<void> => {
    do {
      turn.again = false;
      await serveLine(db, venueId).catch((error: unknown) =>
        log.warn({ err: error }, "could not serve a line"),
      );
    } while (turn.again);
    serving.delete(venueId);
  };
  const wake = (venueId: string): void => {
    const running = serving.get(venueId);
    if (running !== undefined) running.again = true;
    else {
      const turn = { again: false, done: Promise.resolve() };
      serving.set(venueId, turn);
      turn.done = serve(venueId, turn);
    }
  };
  const unsubscribe = hub.subscribe({
    listens: () => lines.size > 0,
    onEvents: (events) => {
      for (const venueId of new Set(events.filter(mayFree).map((event) => event.venueId)))
        if (venueId !== null && lines.has(venueId)) wake(venueId);
    },
    onGap: () => undefined,
  });
  const sweep = async (): Promise<void> => {
    lines = new Set(await venuesWithLines(db));
    for (const venueId of lines) wake(venueId);
  };
  const stopSweeping = startJobs(
    [{ name: "lines", everyMs: SWEEP_EVERY_MS, run: sweep }],
    (_name, error) => log.warn({ err: error }, "could not look for lines"),
  );
  return async () => {
    unsubscribe();
    await stopSweeping();
    await Promise.all([...serving.values()].map(({ done }) => done));
  };
}
