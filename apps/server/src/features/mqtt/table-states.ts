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
  const keep = (code: string, payload: string): void => {
    if ((said.get(code) ?? "") === payload) return;
    if (payload === "") said.delete(code);
    else said.set(code, payload);
    say({ topic: tableStateTopic(code), payload, retain: true });
  };
  const show = (tables: readonly Table[]): void => {
    const left = new Set<string>();
    for (const { id, code, status } of tables) {
      left.add(codes.get(id) ?? code);
      if (status === "retired") codes.delete(id);
      else codes.set(id, code);
    }
    const used = new Set(codes.values());
    for (const code of left) if (!used.has(code)) keep(code, "");
    for (const table of tables)
      if (codes.has(table.id)) keep(table.code, JSON.stringify(shownTable(table)));
  };
  return {
    sayAll: async () => {
      const rows = await listTables(db, { retired: false });
      said.clear();
      show(rows.map(presentTable));
    },
    sayChanged: async (tableIds) => show((await loadTables(db, [...tableIds])).map(presentTable)),
    hear: (code) => {
      if (codes.size > 0 && ![...codes.values()].includes(code))
        say({ topic: tableStateTopic(code), payload: "", retain: true });
    },
  };
}
