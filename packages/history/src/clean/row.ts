import type { Certainty } from "../certainty.ts";
import type { Column, GameColumn, LineColumn } from "../columns/column.ts";
import type { Rule } from "../rules/rule.ts";

export type Side = "red" | "blue";
export type Winner = Side | "draw";
export type Role = "attack" | "defense";
export type Value = string | number | boolean | null;

/** A row of the file: cells as text, in the file's order; `number` counts data rows from 1. */
export interface CsvRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What was decided about one cell; `header` as the file writes it, `column` null for what is kept aside. */
export interface Cell {
  readonly header: string;
  readonly column: Column | null;
  readonly raw: string;
  readonly value: Value;
  readonly certainty: Certainty;
  readonly rule: Rule;
}

/** What a row says of its game. Dates `YYYY-MM-DD`, times of day `HH:MM`, instants `YYYY-MM-DDTHH:MM:SS`, as told, local. */
export interface GameCells {
  date: string | null;
  time: string | null;
  tableId: string | null;
  location: string | null;
  durationSeconds: number | null;
  scoreRed: number | null;
  scoreBlue: number | null;
  /** The winner as the label names it. */
  winner: Winner | null;
  /** `2024/2025`, or `2025` in files whose seasons are calendar years. */
  season: string | null;
  ballType: string | null;
  tableCondition: string | null;
  attendance: number | null;
  recordedBy: string | null;
  /** 1 to 5. */
  rating: number | null;
  referee: string | null;
  music: string | null;
  recordedAt: string | null;
}

/** What a row says of its player in that game. */
export interface LineCells {
  team: Side | null;
  role: Role | null;
  goals: number | null;
  ownGoals: number | null;
  assists: number | null;
  saves: number | null;
  possessionSeconds: number | null;
  isSubstitute: boolean | null;
  pingMs: number | null;
  /** 1 to 5. */
  mood: number | null;
  comment: string | null;
  notes: string | null;
}

/** What `judge` needs of a row, for keeping until the rows of its game are together. */
export interface StagedRow {
  readonly row: number;
  readonly gameId: string;
  readonly playerId: string;
  readonly game: GameCells;
  readonly line: LineCells;
  /** Columns whose value was guessed. */
  readonly guessed: readonly Column[];
  /** Its side is written as few rows write it. */
  readonly hasUnusualSide: boolean;
}

/** A row after cleaning: its key (null where unreadable: the row is told of), its parts, every cell's verdict, the rest. */
export interface CleanRow {
  readonly row: number;
  readonly gameId: string | null;
  readonly playerId: string | null;
  readonly game: GameCells;
  readonly line: LineCells;
  readonly guessed: readonly Column[];
  readonly hasUnusualSide: boolean;
  readonly cells: readonly Cell[];
  /** Cells of columns that are not ours, by header; the empty ones left out. */
  readonly aside: Readonly<Record<string, string>>;
  /** Cells that the row has more (+) or fewer (−) than the header. */
  readonly ragged: number;
  /** A text that an unquoted delimiter had cut was put together again: the cells are in their places. */
  readonly isRejoined: boolean;
}

/** A game as its rows agree on it; fields are the columns of the export `games`. The winner follows from the scores. */
export interface CleanGame extends GameCells {
  gameId: string;
  guessed: readonly GameColumn[];
}

/** What one player did in one game; fields are the columns of the export `lines`. */
export interface CleanLine extends LineCells {
  gameId: string;
  playerId: string;
  /** The best spelling of the player's name over the whole file. */
  playerName: string | null;
  guessed: readonly LineColumn[];
}
