import { useEffect } from "react";
import { useTables } from "../../../shared/game/tables.ts";
import { navigate } from "../../../shared/navigation/location.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { NotFound } from "../../../shared/ui/not-found.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";

/** The short address painted on a table: goes on to the table's page. */
export function TableByCodePage({ params: { code = "" } }: PageProps) {
  const { data, error, isError, refetch } = useTables();
  const wanted = code.toLowerCase();
  const table = data?.find((candidate) => candidate.code.toLowerCase() === wanted);
  useEffect(() => {
    if (table) navigate(paths.table(table.id), { replace: true });
  }, [table]);
  if (data && !table) return <NotFound />;
  return (
    <Page title={code} heading={<span />}>
      {isError ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height="18rem" />
      )}
    </Page>
  );
}
