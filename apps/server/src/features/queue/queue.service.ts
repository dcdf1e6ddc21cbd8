import type { WaitingLine } from "../reservations/reservations.service.ts";
import { lockLine } from "./line.queries.ts";
import { passOn } from "./pass-on.ts";
import { newsOf } from "./told.ts";

export { leaveForGood, lockLineOf } from "./leaving.ts";
export { accept, join } from "./line.ts";
export { serveQueues } from "./queue.jobs.ts";

/** The line as those see it who give a table back: it goes to the next in the same transaction. */
export const waitingLine: WaitingLine = {
  lock: lockLine,
  passOn: async (tx, venueId) => {
    const { reservations, touched } = await passOn(tx, venueId);
    return { reservations, ...(await newsOf(tx, venueId, touched)) };
  },
};
