import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";

type Hours = Venue["openingHours"];
type Span = Hours["monday"][number];
type Day = keyof Hours;

const DAYS: readonly Day[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];
const TIME = "(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
const MOST_SPANS = 6;

interface HourFieldsProps {
  hours: Hours;
  onChange: (hours: Hours) => void;
}

/** The hours of each weekday, in as many parts as wanted. */
export function HourFields({ hours, onChange }: HourFieldsProps) {
  const texts = useMessages(adminMessages);
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.hours}</h2>
      <p>{texts.timeHint}</p>
      {DAYS.map((day) => (
        <DayFields
          key={day}
          day={day}
          spans={hours[day]}
          onChange={(spans) => onChange({ ...hours, [day]: spans })}
        />
      ))}
    </section>
  );
}

interface DayFieldsProps {
  day: Day;
  spans: Span[];
  onChange: (spans: Span[]) => void;
}

function DayFields({ day, ...hours }: DayFieldsProps) {
  const texts = useMessages(adminMessages);
  return (
    <fieldset className={styles.day} aria-label={texts[day]}>
      <p className={styles.dayName}>{texts[day]}</p>
      <SpanFields name={texts[day]} {...hours} />
    </fieldset>
  );
}

interface SpanFieldsProps {
  /** The day's. */
  name: string;
  spans: Span[];
  onChange: (spans: Span[]) => void;
}

/** The hours of one day, none for a day on which it is closed. */
export function SpanFields({ name, spans, onChange }: SpanFieldsProps) {
  const texts = useMessages(adminMessages);
  return (
    <div className={styles.spans}>
      {spans.length === 0 ? <p>{texts.closedDay}</p> : null}
      {spans.map(([from, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans are told apart by their order
        <div key={index} className={styles.span}>
          <TimeInput
            label={texts.from}
            value={from}
            onChange={(value) => onChange(spans.with(index, [value, to]))}
          />
          –
          <TimeInput
            label={texts.to}
            value={to}
            onChange={(value) => onChange(spans.with(index, [from, value]))}
          />
          <Button
            look="quiet"
            aria-label={texts.removeSpan}
            onClick={() => onChange(spans.toSpliced(index, 1))}
          >
            ×
          </Button>
        </div>
      ))}
      {spans.length < MOST_SPANS ? (
        <Button
          look="quiet"
          aria-label={texts.ofDay({ day: name, label: texts.addSpan })}
          onClick={() => onChange([...spans, [spans.at(-1)?.[1] ?? "08:00", "20:00"]])}
        >
          {texts.addSpan}
        </Button>
      ) : null}
    </div>
  );
}

interface TimeInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Not `type="time"`, which knows no 24:00. */
function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <input
      className={styles.time}
      aria-label={label}
      required
      pattern={TIME}
      maxLength={5}
      placeholder="08:00"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
