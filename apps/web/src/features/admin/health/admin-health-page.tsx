import type { HealthReport } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocale } from "../../../shared/i18n/locale.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { AdminFrame } from "../admin-frame.tsx";
import { AlarmList } from "./alarm-list.tsx";
import { Episodes } from "./episodes.tsx";
import styles from "./health.module.css";
import { healthQuery } from "./health.ts";
import { healthMessages } from "./messages.ts";
import { Parts } from "./parts.tsx";
import { Pictures } from "./pictures.tsx";
import { Recovery } from "./recovery.tsx";
import { Certificates, Processes, Sensors, Versions } from "./sections.tsx";
import { Storage } from "./storage.tsx";
import { Verdict } from "./verdict.tsx";
import { Wrong } from "./wrong.tsx";

/** How the whole installation is: the verdict, what is wrong, then all there is to know. */
export function AdminHealthPage() {
  const texts = useMessages(healthMessages);
  return (
    <AdminFrame title={texts.title} atLeast="admin">
      <Health />
    </AdminFrame>
  );
}

function Health() {
  const health = useQuery(healthQuery(useLocale()));
  const { data, error, dataUpdatedAt } = health;
  if (data) return <Report report={data} seenAt={dataUpdatedAt} />;
  if (error) return <ErrorState error={error} onRetry={() => void health.refetch()} />;
  return <Skeleton height="7rem" count={4} />;
}

function Report({ report, seenAt }: { report: HealthReport; seenAt: number }) {
  useAlarmInSight();
  return (
    <div className={styles.report}>
      <Verdict report={report} seenAt={seenAt} />
      <Wrong report={report} />
      <Parts report={report} />
      <Pictures report={report} />
      <div className={styles.pair}>
        <Storage report={report} />
        <Recovery report={report} />
        <Sensors report={report} />
        <Certificates report={report} />
        <Processes report={report} />
        <Versions report={report} />
      </div>
      <AlarmList report={report} />
      <Episodes report={report} />
    </div>
  );
}

/** A mail leads to one alarm: it is scrolled to, once there is something to scroll to. */
function useAlarmInSight(): void {
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
  }, []);
}
