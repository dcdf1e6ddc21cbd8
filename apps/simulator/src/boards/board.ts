import type { Moment } from "../game/moments.ts";

/** The boards that exist at student tables, besides our own protocol. */
export const BOARD_MAKES = [
  "samsul",
  "takata",
  "takata_inc",
  "domotrap",
  "lagitech",
  "teslow",
  "babyconnect",
] as const;
export type BoardMake = (typeof BOARD_MAKES)[number];

/** A request as the board writes it; `path` comes after its secret base URL. */
export interface BoardRequest {
  method: "POST" | "PATCH";
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** A board: what it sends, if anything, when something happens at the table. It keeps its own counters. */
export type Board = (moment: Moment, atMs: number) => BoardRequest[];
