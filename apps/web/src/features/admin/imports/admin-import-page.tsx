import type { ImportDetail } from "@babyfoot/contract";
import { hasCode } from "../../../shared/api/problem.ts";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { uiMessages } from "../../../shared/ui/messages.ts";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { AdminFrame } from "../admin-frame.tsx";
import { Failure } from "./failure.tsx";
import { FirstRows } from "./first-rows.tsx";
import { ImportBadge } from "./import-badge.tsx";
import styles from "./imports.module.css";
import { isRunning } from "./imports.ts";
import { importMessages } from "./messages.ts";
import { Outcome } from "./outcome.tsx";
import { ProgressRod } from "./progress-rod.tsx";
import type { Refusal } from "./refusal.ts";
import report from "./report.module.css";
import { Downloads, Report } from "./report.tsx";
import { UnknownColumns } from "./unknown-columns.tsx";
import { useImport } from "./use-import.ts";

export function AdminImportPage({ params: { id = "" } }: PageProps) {
  const texts = useMessages(importMessages);
  return (
    <AdminFrame title={texts.title} atLeast="admin">
      <p>
        <Link to={paths.adminImports}>{texts.backToList}</Link>
      </p>
      <OneImport id={id} />
    </AdminFrame>
  );
}

function OneImport({ id }: { id: string }) {
  const words = useMessages(uiMessages);
  const { data, error, refetch } = useImport(id);
  if (data) return <Shown found={data} />;
  if (hasCode(error, "not_found", "invalid_input")) {
    return <EmptyState title={words.notFoundText} />;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Skeleton height="8rem" count={3} />;
}

function Shown({ found }: { found: ImportDetail }) {
  return (
    <div className={report.report}>
      <div className={styles.outcome}>
        <Heading found={found} />
        {isRunning(found.status) ? <Progress found={found} /> : null}
        {found.status === "failed" ? (
          <Failure refusal={failureOf(found)} />
        ) : (
          <Outcome found={found} />
        )}
      </div>
      {found.report && !isRunning(found.status) ? <Report report={found.report} /> : null}
      {found.preview.length > 0 ? <FirstRows rows={found.preview} /> : null}
      {found.status === "previewed" ? <UnknownColumns found={found} /> : null}
      {found.report && !isRunning(found.status) ? <Downloads found={found} /> : null}
    </div>
  );
}

function failureOf({ errorCode, errorDetail }: ImportDetail): Refusal {
  return { code: errorCode ?? "", detail: errorDetail };
}

function Heading({ found }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const format = useFormat();
  const when = format.dateTime(found.createdAt);
  return (
    <p className={styles.file}>
      {found.fileName}
      <ImportBadge status={found.status} />
      <span className={styles.soft}>
        {texts.byName({ name: found.byName ?? texts.fromShell, when })}
      </span>
    </p>
  );
}

function Progress({ found: { progress } }: { found: ImportDetail }) {
  const texts = useMessages(importMessages);
  const figures = useFigures();
  return (
    <div className={styles.running}>
      <p className={styles.stage} role="status">
        {texts[`stage_${progress.stage}`]}
      </p>
      <ProgressRod label={texts.progress} share={progress.share} />
      <p className={styles.soft}>{texts.rowsSoFar({ rows: figures.whole(progress.rows) })}</p>
    </div>
  );
}
