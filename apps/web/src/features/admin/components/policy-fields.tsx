import type { Policy } from "@babyfoot/contract";
import type { FaultAt } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import { adminMessages } from "../messages.ts";
import styles from "./admin.module.css";

type Choice = "checkInAtTable" | "walkInWhileSuspended";
type Rule = Exclude<keyof Policy, "noShowSuspension" | Choice>;
type SuspensionRule = keyof Policy["noShowSuspension"];

const RULES: readonly Rule[] = [
  "abandonAfterMinutes",
  "undoSeconds",
  "slotMinutes",
  "maxReservationMinutes",
  "maxDaysAhead",
  "maxActiveReservations",
  "maxMinutesPerDay",
  "checkInOpensMinutesBefore",
  "noShowAfterMinutes",
  "queueOfferSeconds",
];
const CHOICES: readonly Choice[] = ["checkInAtTable", "walkInWhileSuspended"];
const SUSPENSION_RULES: readonly SuspensionRule[] = ["strikes", "withinDays", "days"];

interface PolicyFieldsProps {
  policy: Policy;
  /** What the server refused, by field. */
  faultAt: FaultAt;
  onChange: (policy: Policy) => void;
}

export function PolicyFields({ policy, faultAt, onChange }: PolicyFieldsProps) {
  const texts = useMessages(adminMessages);
  const { noShowSuspension } = policy;
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.policy}</h2>
      <div className={styles.grid}>
        {RULES.map((rule) => (
          <NumberField
            key={rule}
            label={texts[rule]}
            error={faultAt(`policy/${rule}`)}
            value={policy[rule]}
            onChange={(value) => onChange({ ...policy, [rule]: value })}
          />
        ))}
        {SUSPENSION_RULES.map((rule) => (
          <NumberField
            key={rule}
            label={texts[rule]}
            error={faultAt(`policy/noShowSuspension/${rule}`)}
            value={noShowSuspension[rule]}
            onChange={(value) =>
              onChange({ ...policy, noShowSuspension: { ...noShowSuspension, [rule]: value } })
            }
          />
        ))}
      </div>
      {CHOICES.map((choice) => (
        <CheckField
          key={choice}
          label={texts[choice]}
          checked={policy[choice]}
          onChange={(event) => onChange({ ...policy, [choice]: event.target.checked })}
        />
      ))}
    </section>
  );
}

interface NumberFieldProps {
  label: string;
  error: string | null;
  value: number;
  onChange: (value: number) => void;
}

function NumberField({ label, error, value, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      type="number"
      required
      min={0}
      error={error}
      step={1}
      value={Number.isNaN(value) ? "" : value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
