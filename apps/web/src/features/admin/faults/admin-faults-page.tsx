import type { Fault } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTables } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { openFaultsQuery } from "../admin.ts";
import { AdminFrame } from "../admin-frame.tsx";
import { FaultLine } from "./fault-line.tsx";
import { faultMessages } from "./messages.ts";
import { ResolveDialog } from "./resolve-dialog.tsx";

export function AdminFaultsPage() {
  const texts = useMessages(faultMessages);
  return (
    <AdminFrame title={texts.title}>
      <Faults />
    </AdminFrame>
  );
}

function Faults() {
  const texts = useMessages(faultMessages);
  const faults = useQuery(openFaultsQuery);
  const { data: tables } = useTables();
  const [resolving, setResolving] = useState<Fault | null>(null);
  if (faults.isPending) return <Skeleton height="5rem" count={3} />;
  if (faults.isError && !faults.data) {
    return <ErrorState error={faults.error} onRetry={() => void faults.refetch()} />;
  }
  if (faults.data.items.length === 0) {
    return (
      <EmptyState title={texts.noFaults}>
        <p>{texts.noFaultsText}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {faults.data.items.map((fault) => (
          <FaultLine
            key={fault.id}
            fault={fault}
            table={tables?.find((table) => table.id === fault.tableId)}
            onResolve={() => setResolving(fault)}
          />
        ))}
      </ul>
      {resolving ? <ResolveDialog fault={resolving} onClose={() => setResolving(null)} /> : null}
    </>
  );
}
