import { type ShownTable, type Table, tableStateTopic } from "@babyfoot/contract";
import type { Db } from "../../platform/database.ts";
import { listTables, loadTables, presentTable } from "../tables/tables.service.ts";
import type { Said } from "./broker.ts";

export interface TableStates {
  /** Says all again: the broker may know none, or old ones. */
  sayAll(): Promise<void>;
  /** Says what has changed at these tables. */
  sayChanged(tableIds: ReadonlySet<string>): Promise<void>;
  /** The broker keeps a state of this code: forgotten, unless it is of a table of ours. */
  hear(code: string): void;
  /** What the broker keeps is not known any more, until all is said again. */
  forget(): void;
}

const shownTable = ({ code, name, status, sensor, currentMatch }: Table): ShownTable => ({
  ...{ code, name, status, sensor },
  match: currentMatch && {
    id: currentMatch.id,
    scoreRed: currentMatch.scoreRed,
    scoreBlue: currentMatch.scoreBlue,
    red: currentMatch.red.map(({ displayName }) => displayName),
    blue: currentMatch.blue.map(({ displayName }) => displayName),
    startedAt: currentMatch.startedAt,
  },
});

/** Keeps on the broker how each table stands. */
export function createTableStates(db: Db, say: (message: Said) => void): TableStates {
  const codes = new Map<string, string>();
  const said = new Map<string, string>();
  let used: ReadonlySet<string> = new Set();
  let isKnown = false;
  /** Kept by the broker, of which nobody can say yet whether they are ours. */
  const unjudged = new Set<string>();
  const clear = (code: string): void => {
    said.delete(code);
    say({ topic: tableStateTopic(code), payload: "", retain: true });
  };
  const keep = (table: Table): void => {
    const payload = JSON.stringify(shownTable(table));
    if (said.get(table.code) === payload) return;
    said.set(table.code, payload);
    say({ topic: tableStateTopic(table.code), payload, retain: true });
  };
  const show = (tables: readonly Table[]): void => {
    for (const { id, code, status } of tables) {
      if (status === "retired") codes.delete(id);
      else codes.set(id, code);
    }
    const before = used;
    used = new Set(codes.values());
    for (const code of before) if (!used.has(code)) clear(code);
    for (const table of tables) if (codes.has(table.id)) keep(table);
  };
  return {
    sayAll: async () => {
      const rows = await listTables(db, { retired: false });
      said.clear();
      codes.clear();
      show(rows.map(presentTable));
      isKnown = true;
      for (const code of unjudged) if (!used.has(code)) clear(code);
      unjudged.clear();
    },
    sayChanged: async (tableIds) => show((await loadTables(db, [...tableIds])).map(presentTable)),
    hear: (code) => {
      if (!isKnown) unjudged.add(code);
      else if (!used.has(code)) clear(code);
    },
    forget: () => {
      isKnown = false;
      unjudged.clear();
    },
  };
}
