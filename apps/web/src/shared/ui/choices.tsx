import { useId } from "react";
import styles from "./choices.module.css";
import { classNames } from "./class-names.ts";

interface ChoicesProps<Value extends string> {
  legend: string;
  hideLegend?: boolean;
  value: Value;
  options: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
}

/** One of a few: radio buttons that look like plates on a rail. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, hideLegend = false, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={hideLegend ? "visually-hidden" : styles.legend}>{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(styles.choice, option.value === value && styles.chosen)}
        >
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.label}>{option.label}</span>
          {option.hint ? <span className={styles.hint}>{option.hint}</span> : null}
        </label>
      ))}
    </fieldset>
  );
}
