import { useMessages } from "../i18n/use-messages.ts";
import { Choices } from "../ui/choices.tsx";
import { venueMessages } from "./messages.ts";
import type { Venue } from "./venues.ts";

interface VenuePickerProps {
  venues: Venue[];
  chosen: Venue;
  onChange: (id: string) => void;
}

/** Where there are several venues. */
export function VenuePicker({ venues, chosen, onChange }: VenuePickerProps) {
  const texts = useMessages(venueMessages);
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
