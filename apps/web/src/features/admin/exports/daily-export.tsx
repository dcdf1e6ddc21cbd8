import type { ExportStatus } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Section } from "../../../shared/ui/section.tsx";
import { ErrorState, Note, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "./exports.module.css";
import { exportStatusQuery } from "./exports.ts";
import { exportMessages } from "./messages.ts";

/** The export that runs by itself, and whether it does. */
export function DailyExport() {
  const texts = useMessages(exportMessages);
  const { data, error, refetch } = useQuery(exportStatusQuery);
  return (
    <Section title={texts.daily}>
      {data ? <State status={data} /> : null}
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton height="4rem" /> : null}
    </Section>
  );
}

function State({ status }: { status: ExportStatus }) {
  const texts = useMessages(exportMessages);
  const figures = useFigures();
  const format = useFormat();
  const { target, nextAt, failures, lastRun, lastSuccess } = status;
  if (target === null) return <p className={styles.soft}>{texts.dailyNowhere}</p>;
  return (
    <>
      <p>
        {texts.dailyTo({ target })}{" "}
        {nextAt === null ? null : texts.dailyNext({ time: format.dateTime(nextAt) })}
      </p>
      <p className={styles.soft}>
        {lastSuccess
          ? texts.dailyLast({
              time: format.dateTime(lastSuccess.finishedAt ?? lastSuccess.startedAt),
              games: figures.whole(lastSuccess.games),
              lines: figures.whole(lastSuccess.lines),
            })
          : texts.dailyNever}
      </p>
      {failures > 0 ? <Note>{texts.dailyFailed({ error: lastRun?.error ?? "?" })}</Note> : null}
    </>
  );
}
