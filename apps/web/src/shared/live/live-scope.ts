import type { LiveScope } from "./live-connection.ts";

/** The smallest scope that has what a page shows and the waiting line of a venue, which reaches no single table. */
export function withLine(page: LiveScope | null, venueId: string | null): LiveScope | null {
  if (venueId === null) return page;
  if (page === null) return { venueId };
  return page.venueId === venueId && page.tableId === undefined && page.matchId === undefined
    ? page
    : {};
}
