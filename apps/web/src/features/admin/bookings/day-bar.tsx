import type { Venue } from "@babyfoot/contract";
import { dateAt, dayAfter } from "@babyfoot/domain";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import styles from "./day-bar.module.css";
import { bookingsMessages } from "./messages.ts";

interface DayBarProps {
  venues: readonly Venue[];
  venue: Venue;
  date: string;
  onChange: (where: { venue?: string; date?: string }) => void;
}

/** Which day of which venue: a step back, a step on, or any date. */
export function DayBar({ venues, venue, date, onChange }: DayBarProps) {
  const texts = useMessages(bookingsMessages);
  const today = dateAt(Date.now(), venue.timeZone);
  const step = (days: number) => onChange({ date: dayAfter(date, days) });
  return (
    <div className={styles.bar}>
      {venues.length > 1 ? (
        <Choices
          legend={texts.chooseVenue}
          hideLegend
          value={venue.id}
          options={venues.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => onChange({ venue: id })}
        />
      ) : null}
      <div className={styles.day}>
        <Button aria-label={texts.before} onClick={() => step(-1)}>
          ‹
        </Button>
        <input
          type="date"
          className={styles.date}
          aria-label={texts.date}
          required
          min="2020-01-01"
          max="2099-12-31"
          value={date}
          onChange={(event) => {
            if (event.target.value !== "") onChange({ date: event.target.value });
          }}
        />
        <Button aria-label={texts.after} onClick={() => step(1)}>
          ›
        </Button>
        <Button look="quiet" disabled={date === today} onClick={() => onChange({ date: today })}>
          {texts.today}
        </Button>
      </div>
    </div>
  );
}
