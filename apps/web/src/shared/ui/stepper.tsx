import { useId } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { Button } from "./button.tsx";
import { uiMessages } from "./messages.ts";
import styles from "./stepper.module.css";

interface StepperProps {
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}

/** A small number set by thumb. */
export function Stepper({ label, value, max, onChange }: StepperProps) {
  const texts = useMessages(uiMessages);
  const id = useId();
  return (
    <div className={styles.stepper}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <Button
        aria-label={texts.less({ what: label })}
        disabled={value <= 0}
        onClick={() => onChange(value - 1)}
      >
        −
      </Button>
      <output aria-labelledby={id} className={styles.value}>
        {value}
      </output>
      <Button
        aria-label={texts.moreOf({ what: label })}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        +
      </Button>
    </div>
  );
}
