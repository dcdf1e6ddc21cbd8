import type { VenueQueue } from "@babyfoot/contract";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { spread } from "../live/spread.ts";
import { useQueueNews } from "../live/use-live.ts";
import { lineQuery } from "./queue.ts";

/** Many parts of a page may show the same line: it is read once for all of them. */
const coming = new Set<string>();

function readSoon(client: QueryClient, venueId: string): void {
  if (coming.has(venueId)) return;
  coming.add(venueId);
  setTimeout(() => {
    coming.delete(venueId);
    void client.invalidateQueries({ queryKey: lineQuery(venueId).queryKey });
  }, spread());
}

/** The line of a venue, read again after a pause of one's own when the stream knows of a newer one. */
export function useLine(venueId: string) {
  const client = useQueryClient();
  const line = useQuery(lineQuery(venueId));
  const known = line.data?.version;
  const heard = useQueueNews(venueId)?.version;
  useEffect(() => {
    if (known !== undefined && heard !== undefined && known < heard) readSoon(client, venueId);
  }, [client, venueId, known, heard]);
  return line;
}

/** The line of a venue as far as it is known. */
export function useLineOf(venueId: string): VenueQueue | undefined {
  return useLine(venueId).data;
}
