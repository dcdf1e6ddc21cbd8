import { useId } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import type { Day } from "../data/days.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./day-picker.module.css";

interface DayPickerProps {
  days: Day[];
  chosen: string;
  timeZone: string;
  onChange: (date: string) => void;
}

/** The days one may book, as beads on a rod. */
export function DayPicker({ days, chosen, timeZone, onChange }: DayPickerProps) {
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const name = useId();
  const nameOf = ({ noon, open }: Day) =>
    open ? format.day(noon) : texts.closedDay({ day: format.day(noon) });
  return (
    <fieldset className={styles.picker}>
      <legend className="visually-hidden">{texts.chooseDay}</legend>
      <div className={styles.days}>
        {days.map((day) => (
          <label
            key={day.date}
            className={classNames(
              styles.day,
              day.date === chosen && styles.chosen,
              !day.open && styles.closed,
            )}
          >
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              aria-label={nameOf(day)}
              checked={day.date === chosen}
              onChange={() => onChange(day.date)}
            />
            <span className={styles.weekday}>
              {day.isToday ? texts.today : format.weekday(day.noon)}
            </span>
            <span className={styles.bead}>{Number(day.date.slice(-2))}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
