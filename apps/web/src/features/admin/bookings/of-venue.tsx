import type { Venue } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Choices } from "../../../shared/ui/choices.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import { adminMessages } from "../messages.ts";
import { bookingsMessages } from "./messages.ts";

/** What is of one venue, once it is known; with several, one chooses. */
export function OfVenue({ children }: { children: (venue: Venue) => ReactNode }) {
  const texts = useMessages(bookingsMessages);
  const admin = useMessages(adminMessages);
  const { data, error, refetch } = useQuery(venuesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const venues = data?.items ?? [];
  const venue = venues.find(({ id }) => id === chosen) ?? venues[0];
  if (!venue) {
    if (data) return <EmptyState title={admin.noVenue} />;
    if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton height="8rem" count={2} />;
  }
  return (
    <>
      {venues.length > 1 ? (
        <Choices
          legend={texts.chooseVenue}
          hideLegend
          value={venue.id}
          options={venues.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setChosen}
        />
      ) : null}
      {children(venue)}
    </>
  );
}
