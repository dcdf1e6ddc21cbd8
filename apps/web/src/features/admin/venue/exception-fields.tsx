import type { OpeningException } from "@babyfoot/contract";
import { dateAt, dayAfter } from "@babyfoot/domain";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";
import { SpanFields } from "./hour-fields.tsx";
import { venueMessages } from "./messages.ts";

interface ExceptionFieldsProps {
  exceptions: OpeningException[];
  timeZone: string;
  onChange: (exceptions: OpeningException[]) => void;
}

/** Dates with hours of their own: an open day on a Sunday, a short Christmas Eve. */
export function ExceptionFields({ exceptions, timeZone, onChange }: ExceptionFieldsProps) {
  const texts = useMessages(venueMessages);
  const add = () => {
    const taken = new Set(exceptions.map(({ date }) => date));
    let date = dayAfter(dateAt(Date.now(), timeZone), 1);
    while (taken.has(date)) date = dayAfter(date, 1);
    onChange([...exceptions, { date, hours: [["10:00", "18:00"]], reason: "" }]);
  };
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.exceptions}</h2>
      <p>{texts.exceptionsText}</p>
      {exceptions.map((exception, index) => (
        <ExceptionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: days are told apart by their order
          key={index}
          exception={exception}
          onChange={(changed) => onChange(exceptions.with(index, changed))}
          onRemove={() => onChange(exceptions.toSpliced(index, 1))}
        />
      ))}
      <p>
        <Button onClick={add}>{texts.addException}</Button>
      </p>
    </section>
  );
}

interface ExceptionLineProps {
  exception: OpeningException;
  onChange: (exception: OpeningException) => void;
  onRemove: () => void;
}

function ExceptionLine({ exception, onChange, onRemove }: ExceptionLineProps) {
  const texts = useMessages(venueMessages);
  const admin = useMessages(adminMessages);
  const name = exception.reason === "" ? texts.newDay : exception.reason;
  return (
    <fieldset className={styles.entry} aria-label={name}>
      <div className={styles.grid}>
        <TextField
          label={texts.date}
          type="date"
          required
          value={exception.date}
          onChange={(event) => {
            if (event.target.value !== "") onChange({ ...exception, date: event.target.value });
          }}
        />
        <TextField
          label={admin.reason}
          required
          maxLength={120}
          value={exception.reason}
          onChange={(event) => onChange({ ...exception, reason: event.target.value })}
        />
      </div>
      <SpanFields
        name={name}
        spans={exception.hours}
        onChange={(hours) => onChange({ ...exception, hours })}
      />
      <p>
        <Button look="quiet" onClick={onRemove}>
          {texts.removeException}
        </Button>
      </p>
    </fieldset>
  );
}
