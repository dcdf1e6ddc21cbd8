import type { Table } from "@babyfoot/contract";
import { CheckField } from "../../shared/ui/field.tsx";
import styles from "./table-checks.module.css";

interface TableChecksProps {
  legend: string;
  tables: readonly Table[];
  chosen: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Some of the tables. */
export function TableChecks({ legend, tables, chosen, onChange }: TableChecksProps) {
  return (
    <fieldset className={styles.checks}>
      <legend className={styles.legend}>{legend}</legend>
      {tables.map(({ id, code, name }) => (
        <CheckField
          key={id}
          label={`${code} ${name}`}
          checked={chosen.includes(id)}
          onChange={(event) =>
            onChange(
              event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id),
            )
          }
        />
      ))}
    </fieldset>
  );
}
