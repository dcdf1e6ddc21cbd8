import type { VenueEvent } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { CheckField } from "../../../shared/ui/field.tsx";
import styles from "./channels.module.css";
import { channelMessages } from "./messages.ts";

const EVENTS: readonly VenueEvent[] = [
  "booking_confirmed",
  "booking_changed",
  "booking_cancelled",
  "booking_released",
  "fault_reported",
];

interface EventFieldsProps {
  events: readonly VenueEvent[];
  onChange: (events: VenueEvent[]) => void;
}

export function EventFields({ events, onChange }: EventFieldsProps) {
  const texts = useMessages(channelMessages);
  return (
    <fieldset>
      <legend className={styles.legend}>{texts.events}</legend>
      {EVENTS.map((event) => (
        <CheckField
          key={event}
          label={texts[event]}
          checked={events.includes(event)}
          onChange={({ target }) =>
            onChange(
              EVENTS.filter((one) => (one === event ? target.checked : events.includes(one))),
            )
          }
        />
      ))}
    </fieldset>
  );
}
