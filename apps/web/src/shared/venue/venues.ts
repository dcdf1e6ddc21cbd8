import { API, listOf, venueSchema } from "@babyfoot/contract";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "../api/client.ts";

export type Venue = ReturnType<typeof venueSchema.parse>;

export const DEFAULT_TIME_ZONE = "Europe/Paris";

const venueList = listOf(venueSchema);

export const venuesQuery = queryOptions({
  queryKey: ["venues"],
  queryFn: ({ signal }) => call(venueList, `${API}/venues`, { signal }),
  staleTime: 5 * 60_000,
});

/** The venue of that id, or the first one. */
export function useVenue(id?: string): Venue | undefined {
  const { data } = useQuery(venuesQuery);
  return id === undefined ? data?.items[0] : data?.items.find((venue) => venue.id === id);
}

export function useVenueTimeZone(id?: string): string {
  return useVenue(id)?.timeZone ?? DEFAULT_TIME_ZONE;
}
