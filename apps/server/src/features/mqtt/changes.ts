import type { FastifyBaseLogger } from "fastify";
import type { LiveHub } from "../../platform/live/hub.ts";

/** Between one turn and the next, so that a rush of goals costs a few reads a second. */
const REST_MS = 200;

/** A failed turn is tried again after so long. */
const AGAIN_MS = 1_000;

interface Changes {
  hub: LiveHub;
  /** While it is not, nothing is read. */
  listens: () => boolean;
  /** What to do about tables of which something was announced. */
  onTables: (tableIds: ReadonlySet<string>) => Promise<void>;
  /** What to do where it is not known which. */
  onAll: () => Promise<void>;
  log: Pick<FastifyBaseLogger, "warn">;
}

export interface ChangeFeed {
  /** Begins with all tables. */
  begin(): void;
  stop(): Promise<void>;
}

/** Follows what is announced of tables, whichever process has written it: while one turn is done, the next gathers. */
export function followChanges({ hub, listens, onTables, onAll, log }: Changes): ChangeFeed {
  let due = new Set<string>();
  let allDue = false;
  let doing: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  const isDue = () => listens() && (allDue || due.size > 0);

  const turn = async (): Promise<void> => {
    const ids = due;
    const all = allDue;
    due = new Set();
    allDue = false;
    try {
      if (all) await onAll();
      else await onTables(ids);
    } catch (error) {
      // The next turn says how they stand then.
      for (const id of ids) due.add(id);
      allDue ||= all;
      throw error;
    }
  };
  const takeTurn = async (): Promise<void> => {
    let rest = REST_MS;
    try {
      await turn();
    } catch (error) {
      log.warn({ err: error }, "could not tell displays by MQTT");
      rest = AGAIN_MS;
    }
    doing = undefined;
    again = setTimeout(() => {
      again = undefined;
      poke();
    }, rest);
  };
  const poke = (): void => {
    if (doing === undefined && again === undefined && isDue()) doing = takeTurn();
  };
  const unsubscribe = hub.subscribe({
    listens,
    onEvents: (events) => {
      // All is said when somebody comes.
      if (!listens()) return;
      for (const { tableId, playerId } of events)
        if (tableId !== null && playerId === null) due.add(tableId);
      poke();
    },
    onGap: () => {
      allDue = true;
      poke();
    },
  });
  return {
    begin: () => {
      allDue = true;
      poke();
    },
    stop: async () => {
      unsubscribe();
      await doing;
      clearTimeout(again);
    },
  };
}
