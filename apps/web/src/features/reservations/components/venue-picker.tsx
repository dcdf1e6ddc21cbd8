import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Choices } from "../../../shared/ui/choices.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { reservationMessages } from "../messages.ts";

interface VenuePickerProps {
  venues: Venue[];
  chosen: Venue;
  onChange: (id: string) => void;
}

/** Where there are several venues. */
export function VenuePicker({ venues, chosen, onChange }: VenuePickerProps) {
  const texts = useMessages(reservationMessages);
  if (venues.length < 2) return null;
  return (
    <Choices
      legend={texts.chooseVenue}
      hideLegend
      value={chosen.id}
      options={venues.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={onChange}
    />
  );
}
