import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TextField } from "../../../shared/ui/field.tsx";
import type { Venue } from "../../../shared/venue/venues.ts";
import { fromLocal, toLocal } from "../../../shared/venue/zoned-time.ts";
import { adminMessages } from "../messages.ts";
import styles from "./admin.module.css";

type Closure = Venue["closures"][number];

const DAY_MS = 24 * 60 * 60_000;

interface ClosureFieldsProps {
  closures: Closure[];
  timeZone: string;
  onChange: (closures: Closure[]) => void;
}

/** Days and hours at which the venue is closed all the same. */
export function ClosureFields({ closures, timeZone, onChange }: ClosureFieldsProps) {
  const texts = useMessages(adminMessages);
  const add = () => {
    const midnight = new Date(new Date().setUTCHours(0, 0, 0, 0)).getTime();
    const instant = (days: number) => new Date(midnight + days * DAY_MS).toISOString();
    onChange([...closures, { from: instant(1), to: instant(2), reason: "" }]);
  };
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.closures}</h2>
      {closures.map((closure, index) => (
        <ClosureLine
          // biome-ignore lint/suspicious/noArrayIndexKey: closures are told apart by their order
          key={index}
          closure={closure}
          timeZone={timeZone}
          onChange={(changed) => onChange(closures.with(index, changed))}
          onRemove={() => onChange(closures.toSpliced(index, 1))}
        />
      ))}
      <p>
        <Button onClick={add}>{texts.addClosure}</Button>
      </p>
    </section>
  );
}

interface ClosureLineProps {
  closure: Closure;
  timeZone: string;
  onChange: (closure: Closure) => void;
  onRemove: () => void;
}

function ClosureLine({ closure, timeZone, onChange, onRemove }: ClosureLineProps) {
  const texts = useMessages(adminMessages);
  const instant = (name: "from" | "to") => ({
    type: "datetime-local",
    required: true,
    value: toLocal(closure[name], timeZone),
    onChange: (event: { target: { value: string } }) => {
      if (event.target.value === "") return;
      onChange({ ...closure, [name]: fromLocal(event.target.value, timeZone) });
    },
  });
  return (
    <fieldset className={styles.grid} aria-label={closure.reason}>
      <TextField label={texts.from} {...instant("from")} />
      <TextField label={texts.to} {...instant("to")} />
      <TextField
        label={texts.reason}
        required
        maxLength={120}
        value={closure.reason}
        onChange={(event) => onChange({ ...closure, reason: event.target.value })}
      />
      <Button look="quiet" onClick={onRemove}>
        {texts.removeClosure}
      </Button>
    </fieldset>
  );
}
