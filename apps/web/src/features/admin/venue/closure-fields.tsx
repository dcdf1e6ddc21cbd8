import type { Closure, Table } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { SelectField, TextField } from "../../../shared/ui/field.tsx";
import { Note } from "../../../shared/ui/states.tsx";
import { fromLocal, toLocal } from "../../../shared/venue/zoned-time.ts";
import styles from "../admin.module.css";
import { adminMessages } from "../messages.ts";
import { TableChecks } from "../table-checks.tsx";
import { venueMessages } from "./messages.ts";

const DAY_MS = 24 * 60 * 60_000;

interface ClosureFieldsProps {
  closures: Closure[];
  timeZone: string;
  tables: readonly Table[];
  onChange: (closures: Closure[]) => void;
}

/** Days and hours at which the venue, or some of its tables, are closed all the same. */
export function ClosureFields({ closures, timeZone, tables, onChange }: ClosureFieldsProps) {
  const texts = useMessages(adminMessages);
  const venue = useMessages(venueMessages);
  const add = () => {
    const today = toLocal(new Date().toISOString(), timeZone).slice(0, 10);
    const midnight = Date.parse(fromLocal(`${today}T00:00`, timeZone));
    const instant = (days: number) => new Date(midnight + days * DAY_MS).toISOString();
    onChange([...closures, { from: instant(1), to: instant(2), reason: "" }]);
  };
  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{texts.closures}</h2>
      <p>{venue.closuresText}</p>
      {closures.map((closure, index) => (
        <ClosureLine
          // biome-ignore lint/suspicious/noArrayIndexKey: closures are told apart by their order
          key={index}
          closure={closure}
          timeZone={timeZone}
          tables={tables}
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
  tables: readonly Table[];
  onChange: (closure: Closure) => void;
  onRemove: () => void;
}

function ClosureLine({ closure, timeZone, tables, onChange, onRemove }: ClosureLineProps) {
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
    <fieldset className={styles.entry} aria-label={closure.reason}>
      <div className={styles.grid}>
        <TextField label={texts.from} {...instant("from")} />
        <TextField label={texts.to} {...instant("to")} />
        <TextField
          label={texts.reason}
          required
          maxLength={120}
          value={closure.reason}
          onChange={(event) => onChange({ ...closure, reason: event.target.value })}
        />
        <ScopeField closure={closure} onChange={onChange} />
      </div>
      <ClosedTables closure={closure} tables={tables} onChange={onChange} />
      <p>
        <Button look="quiet" onClick={onRemove}>
          {texts.removeClosure}
        </Button>
      </p>
    </fieldset>
  );
}

type PartProps = Pick<ClosureLineProps, "closure" | "onChange">;

/** The whole venue, or some of its tables. */
function ScopeField({ closure: { tableIds, ...closure }, onChange }: PartProps) {
  const venue = useMessages(venueMessages);
  return (
    <SelectField
      label={venue.what}
      value={tableIds === undefined ? "whole" : "some"}
      onChange={(event) =>
        onChange(event.target.value === "whole" ? closure : { ...closure, tableIds: [] })
      }
    >
      <option value="whole">{venue.whole}</option>
      <option value="some">{venue.someTables}</option>
    </SelectField>
  );
}

function ClosedTables({ closure, tables, onChange }: PartProps & Pick<ClosureLineProps, "tables">) {
  const venue = useMessages(venueMessages);
  const { tableIds } = closure;
  if (tableIds === undefined) return null;
  return (
    <>
      <TableChecks
        legend={venue.which}
        tables={tables}
        chosen={tableIds}
        onChange={(chosen) => onChange({ ...closure, tableIds: chosen })}
      />
      {tableIds.length === 0 ? <Note>{venue.noTableChosen}</Note> : null}
    </>
  );
}
