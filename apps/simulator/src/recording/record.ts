import type { Board, BoardRequest } from "../boards/board.ts";
import type { Happening, Mishap } from "./notation.ts";

/** A request of a board, so many milliseconds after the one before, or after the start. */
export interface RecordedRequest extends BoardRequest {
  afterMs: number;
}

/** Well within the time in which two goals of one side are one to the server. */
const RETRY_MS = 100;
const LATE_MS = 500;

/** What reached the server from a board at whose table this happened, in the order of its arrival. */
export function record(board: Board, happenings: readonly Happening[]): RecordedRequest[] {
  const arrivals: { atMs: number; request: BoardRequest }[] = [];
  let overtaken: BoardRequest[] = [];
  for (const { atMs, moment, mishap } of happenings) {
    const requests = board(moment, atMs);
    const arrive = (delayMs: number, arriving: BoardRequest[]) => {
      for (const request of arriving) arrivals.push({ atMs: atMs + delayMs, request });
    };
    if (mishap !== "lost") arrive(0, requests);
    for (const delayMs of retriesOf(mishap)) arrive(delayMs, requests.slice(-1));
    if (requests.length === 0) continue;
    arrive(LATE_MS, overtaken);
    overtaken = mishap === "overtaken" ? requests : [];
  }
  return arrivals.map(({ atMs, request }, index) => ({
    ...request,
    afterMs: atMs - (arrivals[index - 1]?.atMs ?? 0),
  }));
}

/** When the board says the last thing again. */
function retriesOf(mishap: Mishap | null): number[] {
  switch (mishap) {
    case "sent_again":
      return [RETRY_MS];
    case "sent_three_times":
      return [RETRY_MS, 2 * RETRY_MS];
    case "lost":
    case "overtaken":
    case null:
      return [];
    default:
      return mishap satisfies never;
  }
}
