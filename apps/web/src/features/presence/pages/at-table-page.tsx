import type { Table } from "@babyfoot/contract";
import { useEffect, useRef } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useTables } from "../../../shared/game/tables.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { RequireRole } from "../../../shared/session/require-role.tsx";
import { NotFound } from "../../../shared/ui/not-found.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { Outcome } from "../components/outcome.tsx";
import { showPresence } from "../data/presence.ts";
import { presenceMessages } from "../messages.ts";
import styles from "./at-table-page.module.css";

/** Where the code on a table's screen leads: the table opens for whoever has scanned it. */
export function AtTablePage({ params: { code = "" }, search }: PageProps) {
  const token = search.get("k") ?? "";
  const texts = useMessages(presenceMessages);
  return (
    <RequireRole atLeast="player" why={texts.whySignIn({ code: code.toUpperCase() })}>
      {() => <AtCode code={code} token={token} />}
    </RequireRole>
  );
}

interface AtCodeProps {
  code: string;
  token: string;
}

function AtCode({ code, token }: AtCodeProps) {
  const texts = useMessages(presenceMessages);
  const { data, error, isError, refetch } = useTables();
  const wanted = code.toLowerCase();
  const table = data?.find((candidate) => candidate.code.toLowerCase() === wanted);
  const title = texts.title({ code: table?.code ?? code });
  if (data && !table) return <NotFound />;
  return (
    <Page title={title} heading={<h1 className={styles.place}>{title}</h1>} width="narrow">
      {table && token !== "" ? <AtTable key={token} table={table} token={token} /> : null}
      {table && token === "" ? <EmptyState title={texts.noCodeText} /> : null}
      {!data && isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data || isError ? null : <Skeleton height="12rem" />}
    </Page>
  );
}

/** Scanning was the wish: it is said at once, and once. */
function AtTable({ table, token }: { table: Table; token: string }) {
  const texts = useMessages(presenceMessages);
  const showing = useAction({ act: () => showPresence(table.id, token) });
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    showing.run();
  }, [showing]);
  if (showing.result) return <Outcome table={table} answer={showing.result} />;
  if (showing.error?.code === "invalid_link")
    return (
      <EmptyState title={texts.oldTitle}>
        <p>{texts.oldText}</p>
      </EmptyState>
    );
  if (showing.error) return <ErrorState error={showing.error} onRetry={() => showing.run()} />;
  return (
    <>
      <p role="status">{texts.opening}</p>
      <Skeleton height="12rem" />
    </>
  );
}
