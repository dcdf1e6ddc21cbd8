import styles from "./switch.module.css";

interface SwitchProps {
  label: string;
  /** Whether the label stands beside it, or is only for readers. */
  showLabel?: boolean;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** On or off: a bead on a rod, pushed to one end or the other. */
export function Switch({ label, showLabel = false, on, disabled = false, onChange }: SwitchProps) {
  return (
    <label className={styles.switch}>
      <input
        type="checkbox"
        role="switch"
        className={styles.rod}
        checked={on}
        aria-checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={showLabel ? undefined : "visually-hidden"}>{label}</span>
    </label>
  );
}
