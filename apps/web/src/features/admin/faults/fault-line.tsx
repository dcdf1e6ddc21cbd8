import type { Fault, Table } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckField } from "../../../shared/ui/field.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { faultMessages } from "./messages.ts";
import { useFaultChange } from "./use-fault-change.ts";

interface FaultLineProps {
  fault: Fault;
  table: Table | undefined;
  onResolve: () => void;
}

export function FaultLine({ fault, table, onResolve }: FaultLineProps) {
  const texts = useMessages(faultMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const change = useFaultChange(fault);
  const ago = format.ago(fault.reportedAt, now);
  return (
    <li className={styles.item}>
      <div className={styles.what}>
        <p className={styles.name}>
          {table ? (
            <Link to={paths.table(table.id)} className={styles.code}>
              {table.code}
            </Link>
          ) : null}
          {texts[fault.kind]}
        </p>
        {fault.description ? <p>{fault.description}</p> : null}
        <p className={styles.facts}>
          {fault.reportedBy
            ? texts.reportedBy({ name: fault.reportedBy, ago })
            : texts.reported({ ago })}
        </p>
        {fault.blocking && table ? (
          <p>
            <Link to={paths.adminBookings({ venue: table.venueId })}>{texts.seeBookings}</Link>
          </p>
        ) : null}
        <ProblemNote error={change.error} />
      </div>
      <div className={styles.actions}>
        <CheckField
          label={texts.blocking}
          checked={fault.blocking}
          disabled={change.pending}
          onChange={(event) => change.run({ blocking: event.target.checked })}
        />
        <Button onClick={onResolve}>{texts.resolve}</Button>
      </div>
    </li>
  );
}
