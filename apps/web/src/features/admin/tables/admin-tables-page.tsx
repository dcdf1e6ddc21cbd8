import type { Table } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tablesQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "../admin.module.css";
import { retiredTablesQuery } from "../admin.ts";
import { AdminFrame } from "../admin-frame.tsx";
import { adminMessages } from "../messages.ts";
import { TableDialog } from "./table-dialog.tsx";
import { TableLine } from "./table-line.tsx";

export function AdminTablesPage() {
  const texts = useMessages(adminMessages);
  const [editing, setEditing] = useState<Table | "new" | null>(null);
  return (
    <AdminFrame
      title={texts.tables}
      action={
        <Button look="primary" onClick={() => setEditing("new")}>
          {texts.newTable}
        </Button>
      }
    >
      {({ mayChange }) => (
        <>
          <Tables onEdit={mayChange ? setEditing : null} />
          {mayChange ? <RetiredTables onEdit={setEditing} /> : null}
          {editing ? (
            <TableDialog
              table={editing === "new" ? null : editing}
              onClose={() => setEditing(null)}
            />
          ) : null}
        </>
      )}
    </AdminFrame>
  );
}

interface TablesProps {
  /** Null for those who may only look. */
  onEdit: ((table: Table) => void) | null;
}

function Tables({ onEdit }: TablesProps) {
  const texts = useMessages(adminMessages);
  useLive({});
  const tables = useQuery(tablesQuery);
  if (tables.isPending) return <Skeleton height="4rem" count={4} />;
  if (tables.isError) {
    return <ErrorState error={tables.error} onRetry={() => void tables.refetch()} />;
  }
  if (tables.data.length === 0) {
    return (
      <EmptyState title={texts.noTables}>
        <p>{texts.noTablesText}</p>
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {tables.data.map((table) => (
        <TableLine key={table.id} read={table} onEdit={onEdit} />
      ))}
    </ul>
  );
}

function RetiredTables({ onEdit }: TablesProps) {
  const texts = useMessages(adminMessages);
  const { data } = useQuery(retiredTablesQuery);
  const retired = (data?.items ?? []).filter((table) => table.status === "retired");
  if (retired.length === 0) return null;
  return (
    <details>
      <summary className={styles.summary}>{texts.retiredTables({ count: retired.length })}</summary>
      <ul className={styles.list}>
        {retired.map((table) => (
          <TableLine key={table.id} read={table} onEdit={onEdit} />
        ))}
      </ul>
    </details>
  );
}
