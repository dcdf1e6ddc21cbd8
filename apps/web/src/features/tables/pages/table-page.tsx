import type { Table } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { hasCode } from "../../../shared/api/problem.ts";
import { MatchRows } from "../../../shared/game/match-rows.tsx";
import { tableQuery } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLastEnded, useLive, useLiveTable } from "../../../shared/live/use-live.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { NotFound } from "../../../shared/ui/not-found.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { Faults } from "../components/faults.tsx";
import { NextUp } from "../components/next-up.tsx";
import { TableHeading } from "../components/table-heading.tsx";
import { TableNow } from "../components/table-now.tsx";
import { tableMessages } from "../messages.ts";
import styles from "./table-page.module.css";

export function TablePage({ params: { id = "" } }: PageProps) {
  const read = useQuery(tableQuery(id));
  const missing = hasCode(read.error, "not_found", "malformed", "invalid_input");
  useLive(missing ? null : { tableId: id });
  const live = useLiveTable(id);
  const table = live ?? read.data;
  if (table) return <Shown table={table} />;
  if (missing) return <NotFound />;
  return (
    <Page title="babyfoot" heading={<span />}>
      {read.isError ? (
        <ErrorState error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <Skeleton height="18rem" count={2} />
      )}
    </Page>
  );
}

function Shown({ table }: { table: Table }) {
  const texts = useMessages(tableMessages);
  const ended = useLastEnded(table.id);
  return (
    <Page
      title={texts.title({ code: table.code, name: table.name })}
      heading={<TableHeading table={table} />}
    >
      <div className={styles.layout}>
        <TableNow table={table} />
        <div className={styles.aside}>
          <NextUp table={table} />
          <Faults table={table} />
        </div>
      </div>
      <section className={styles.recent}>
        <h2>{texts.recent}</h2>
        {/* A match that ends belongs in the list, so the list is read again. */}
        <MatchRows
          key={`${table.currentMatch?.id} ${ended?.id}`}
          filter={{ tableId: table.id, limit: 10 }}
          empty={<p>{texts.noRecent}</p>}
        />
      </section>
    </Page>
  );
}
