import type { Policy } from "@babyfoot/contract";
import type { FaultAt } from "../../../shared/api/use-problem-text.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { CheckField, TextField } from "../../../shared/ui/field.tsx";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";
import { venueMessages } from "./messages.ts";

const GROUPS = {
  booking: [
    "slotMinutes",
    "maxReservationMinutes",
    "maxDaysAhead",
    "maxActiveReservations",
    "maxMinutesPerDay",
  ],
  presence: ["checkInOpensMinutesBefore", "noShowAfterMinutes"],
  queue: ["queueOfferSeconds"],
  play: ["abandonAfterMinutes", "undoSeconds"],
} as const;
/** What is allowed or not, beside the numbers of its group. */
const CHOICES = { presence: "checkInAtTable", absence: "walkInWhileSuspended" } as const;
const SUSPENSION_RULES = ["strikes", "withinDays", "days"] as const;

type Group = keyof typeof GROUPS;

interface PolicyFieldsProps {
  policy: Policy;
  /** What the server refused, by field. */
  faultAt: FaultAt;
  onChange: (policy: Policy) => void;
}

/** What a venue allows, in the order in which people meet it: booking, coming, waiting, playing. */
export function PolicyFields(props: PolicyFieldsProps) {
  const texts = useMessages(adminMessages);
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.policy}</h2>
      <RuleGroup {...props} group="booking" />
      <RuleGroup {...props} group="presence" />
      <SuspensionFields {...props} />
      <RuleGroup {...props} group="queue" />
      <RuleGroup {...props} group="play" />
    </section>
  );
}

interface RuleGroupProps extends PolicyFieldsProps {
  group: Group;
}

function RuleGroup({ group, policy, faultAt, onChange }: RuleGroupProps) {
  const texts = useMessages(adminMessages);
  const venue = useMessages(venueMessages);
  return (
    <fieldset className={styles.rules}>
      <legend className={styles.legend}>{venue[group]}</legend>
      <div className={styles.ruleGrid}>
        {GROUPS[group].map((rule) => (
          <NumberField
            key={rule}
            label={texts[rule]}
            hint={venue[`${rule}Hint`]}
            error={faultAt(`policy/${rule}`)}
            value={policy[rule]}
            onChange={(value) => onChange({ ...policy, [rule]: value })}
          />
        ))}
      </div>
      {group === "presence" ? (
        <ChoiceField choice={CHOICES.presence} policy={policy} onChange={onChange} />
      ) : null}
    </fieldset>
  );
}

interface ChoiceFieldProps extends Pick<PolicyFieldsProps, "policy" | "onChange"> {
  choice: (typeof CHOICES)[keyof typeof CHOICES];
}

function ChoiceField({ choice, policy, onChange }: ChoiceFieldProps) {
  const texts = useMessages(adminMessages);
  return (
    <CheckField
      label={texts[choice]}
      checked={policy[choice]}
      onChange={(event) => onChange({ ...policy, [choice]: event.target.checked })}
    />
  );
}

function SuspensionFields({ policy, faultAt, onChange }: PolicyFieldsProps) {
  const texts = useMessages(adminMessages);
  const venue = useMessages(venueMessages);
  const { noShowSuspension } = policy;
  return (
    <fieldset className={styles.rules}>
      <legend className={styles.legend}>{venue.absence}</legend>
      <div className={styles.ruleGrid}>
        {SUSPENSION_RULES.map((rule) => (
          <NumberField
            key={rule}
            label={texts[rule]}
            hint={venue[`${rule}Hint`]}
            error={faultAt(`policy/noShowSuspension/${rule}`)}
            value={noShowSuspension[rule]}
            onChange={(value) =>
              onChange({ ...policy, noShowSuspension: { ...noShowSuspension, [rule]: value } })
            }
          />
        ))}
      </div>
      <ChoiceField choice={CHOICES.absence} policy={policy} onChange={onChange} />
    </fieldset>
  );
}

interface NumberFieldProps {
  label: string;
  hint: string;
  error: string | null;
  value: number;
  onChange: (value: number) => void;
}

function NumberField({ label, hint, error, value, onChange }: NumberFieldProps) {
  return (
    <TextField
      label={label}
      hint={hint}
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
