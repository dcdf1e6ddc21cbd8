import type { QuietHours } from "@babyfoot/contract";
import { useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { notificationMessages } from "../messages.ts";
import styles from "../pages/notifications-page.module.css";
import { Switch } from "./switch.tsx";

const NIGHT: QuietHours = { from: "22:00", to: "07:00" };

interface QuietFieldsProps {
  quiet: QuietHours | null;
  onChange: (quiet: QuietHours | null) => void;
}

/** From when to when nothing is sent. A time is kept once it is whole. */
export function QuietFields({ quiet, onChange }: QuietFieldsProps) {
  const texts = useMessages(notificationMessages);
  const [typed, setTyped] = useState(quiet ?? NIGHT);
  const change = (part: Partial<QuietHours>) => {
    const next = { ...typed, ...part };
    setTyped(next);
    if (next.from !== "" && next.to !== "" && next.from !== next.to) onChange(next);
  };
  return (
    <div className={styles.setting}>
      <Switch
        label={texts.quiet}
        showLabel
        on={quiet !== null}
        onChange={(on) => onChange(on ? typed : null)}
      />
      {quiet === null ? null : (
        <div className={styles.times}>
          <TextField
            type="time"
            label={texts.quietFrom}
            value={typed.from}
            onChange={(event) => change({ from: event.target.value })}
          />
          <TextField
            type="time"
            label={texts.quietTo}
            error={typed.from === typed.to ? texts.quietSame : null}
            value={typed.to}
            onChange={(event) => change({ to: event.target.value })}
          />
        </div>
      )}
      <p className={styles.hint}>{texts.quietText}</p>
    </div>
  );
}
