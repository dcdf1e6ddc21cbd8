import { type PlayOptions, playTables } from "./play/play-tables.ts";
import type { PlayedTable } from "./play/table.ts";

export type { BoardKind, PlayedTable } from "./play/table.ts";

/**
 * Plays tables against a running server as real boards do, until the abort. A server that goes away is waited for;
 * native devices keep what they could not send, boards lose it, as they do.
 */
export async function playBoards(
  boards: readonly PlayedTable[],
  options: Pick<PlayOptions, "serverUrl" | "signal" | "speed" | "faults" | "log">,
): Promise<void> {
  await playTables(boards, options);
}
