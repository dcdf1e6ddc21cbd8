import type { LiveMessage } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { loadMatches, loadRunning, presentMatch } from "../matches/matches.service.ts";
import { listTables, loadTables, presentTable } from "../tables/tables.service.ts";

export interface LiveFilter {
  tableId?: string | undefined;
  matchId?: string | undefined;
  venueId?: string | undefined;
  /** Nothing of the tables. */
  only?: "me" | undefined;
}

export interface Snapshot {
  /** The finished message of the stream. */
  text: string;
  /** The announcements up to this version are in it, none after. */
  version: number;
}

/** Reads snapshots; those asked for at the same time for the same things are read once. */
export function createSnapshots(db: Db): { read: (filter: LiveFilter) => Promise<Snapshot> } {
  const reading = new Map<string, Promise<Snapshot>>();
  return {
    read: (filter) => {
      const key = `${filter.only ?? ""}/${filter.venueId ?? ""}/${filter.tableId ?? ""}/${filter.matchId ?? ""}`;
      const under = reading.get(key);
      if (under !== undefined) return under;
      const fresh = readSnapshot(db, filter).finally(() => reading.delete(key));
      reading.set(key, fresh);
      return fresh;
    },
  };
}

/** One repeatable-read transaction, so that the tables, the matches and the version belong together. */
async function readSnapshot(db: Db, filter: LiveFilter): Promise<Snapshot> {
  return db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const head = await tx.selectFrom("live_head").select("version").executeTakeFirstOrThrow();
      const asked = filter.matchId === undefined ? [] : await loadMatches(tx, [filter.matchId]);
      const tableIds =
        filter.tableId !== undefined ? [filter.tableId] : asked.map((match) => match.table_id);
      const { venueId } = filter;
      const whole = filter.tableId === undefined && filter.matchId === undefined;
      const found =
        filter.only === "me"
          ? []
          : whole
            ? await listTables(tx, { venueId, retired: false })
            : await loadTables(tx, tableIds);
      const tables = found.filter((table) => venueId === undefined || table.venue_id === venueId);
      const shown = new Set(tables.map((table) => table.id));
      const matches =
        filter.matchId === undefined
          ? await loadRunning(tx, [...shown])
          : asked.filter((match) => shown.has(match.table_id));
      const message: LiveMessage = {
        type: "snapshot",
        at: new Date().toISOString(),
        tables: tables.map(presentTable),
        matches: matches.map(presentMatch),
      };
      const text = `id: ${head.version}\nevent: snapshot\ndata: ${JSON.stringify(message)}\n\n`;
      return { text, version: head.version };
    });
}
