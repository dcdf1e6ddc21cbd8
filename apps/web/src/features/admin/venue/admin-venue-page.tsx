import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { venuesQuery } from "../../../shared/venue/venues.ts";
import { AdminFrame } from "../admin-frame.tsx";
import { adminMessages } from "../messages.ts";
import { VenueForm } from "./venue-form.tsx";

export function AdminVenuePage() {
  const texts = useMessages(adminMessages);
  const venues = useQuery(venuesQuery);
  return (
    <AdminFrame title={texts.venue} atLeast="admin">
      {venues.isPending ? <Skeleton height="8rem" count={3} /> : null}
      {venues.isError && !venues.data ? (
        <ErrorState error={venues.error} onRetry={() => void venues.refetch()} />
      ) : null}
      {venues.data?.items.length === 0 ? <EmptyState title={texts.noVenue} /> : null}
      {venues.data?.items.map((venue) => (
        <VenueForm key={venue.id} venue={venue} />
      ))}
    </AdminFrame>
  );
}
