import type { Column, FileColumn } from "./column.ts";

/** Their header → our column (null: keep it aside); wins over what the names suggest. */
export type Mapping = Readonly<Record<string, Column | null>>;

/** Which columns of a file are which of ours. Throws `missing_columns` without the game or the player. */
export function columnsOf(_header: readonly string[], _mapping: Mapping = {}): FileColumn[] {
  throw new Error("to come");
}
