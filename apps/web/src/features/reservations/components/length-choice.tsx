import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Choices } from "../../../shared/ui/choices.tsx";
import { SelectField } from "../../../shared/ui/field.tsx";
import { endOf } from "../data/lengths.ts";
import { reservationMessages } from "../messages.ts";
import styles from "./length-choice.module.css";

const MOST_PLATES = 8;

interface LengthChoiceProps {
  lengths: readonly number[];
  minutes: number;
  startsAt: string;
  timeZone: string;
  onChange: (minutes: number) => void;
}

/** How long, each with when it ends; a list where there are more than fit side by side. */
export function LengthChoice(props: LengthChoiceProps) {
  const { lengths, minutes, startsAt, timeZone, onChange } = props;
  const texts = useMessages(reservationMessages);
  const format = useFormat(timeZone);
  const options = lengths.map((count) => ({
    value: `${count}`,
    label: texts.minutes({ count }),
    hint: texts.until({ time: format.time(endOf(startsAt, count)) }),
  }));
  const value = `${minutes}`;
  if (options.length <= MOST_PLATES) {
    return (
      <div className={styles.lengths}>
        <Choices
          legend={texts.length}
          value={value}
          options={options}
          onChange={(chosen) => onChange(Number(chosen))}
        />
      </div>
    );
  }
  return (
    <SelectField
      label={texts.length}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}, {option.hint}
        </option>
      ))}
    </SelectField>
  );
}
