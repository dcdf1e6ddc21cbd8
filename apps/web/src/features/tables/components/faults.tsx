import type { Table } from "@babyfoot/contract";
import { lazy, Suspense, useState } from "react";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { useSession } from "../../../shared/session/session.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { Button, buttonClass } from "../../../shared/ui/button.tsx";
import { tableMessages } from "../messages.ts";
import styles from "./aside.module.css";

const ReportFaultDialog = lazy(() =>
  import("./report-fault-dialog.tsx").then((module) => ({ default: module.ReportFaultDialog })),
);

/** What is known to be wrong with the table, and the way to report more. */
export function Faults({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  return (
    <section className={styles.block}>
      <h2 className={styles.title}>{texts.faults}</h2>
      {table.openFaults.length === 0 ? <p>{texts.noFaults}</p> : null}
      <ul className={styles.list}>
        {table.openFaults.map(({ kind, blocking }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two faults may be of one kind
          <li key={index} className={styles.line}>
            {texts[kind]}
            {blocking ? <Badge tone="bad">{texts.blocking}</Badge> : null}
          </li>
        ))}
      </ul>
      <Report table={table} />
    </section>
  );
}

function Report({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const { status } = useSession();
  const [open, setOpen] = useState(false);
  if (status !== "in") {
    return (
      <Link to={paths.signIn(paths.table(table.id))} className={buttonClass("quiet")}>
        {texts.signInToReport}
      </Link>
    );
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.report}</Button>
      <Suspense>
        {open ? <ReportFaultDialog table={table} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
