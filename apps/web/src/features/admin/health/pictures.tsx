import type { HealthHistory, HealthPoint, HealthRange, HealthReport } from "@babyfoot/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ChartData } from "../../../shared/charts/chart-data.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Choices } from "../../../shared/ui/choices.tsx";
import { Section } from "../../../shared/ui/section.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import styles from "./health.module.css";
import { historyQuery } from "./health.ts";
import { healthMessages } from "./messages.ts";
import { Picture } from "./picture.tsx";
import { useValues, type Values } from "./values.ts";

type Texts = (typeof healthMessages)["fr"];

/** Small pictures of the last hours, each with its figure of now. */
export function Pictures({ report }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const [range, setRange] = useState<HealthRange>("day");
  const history = useQuery({ ...historyQuery(range), placeholderData: keepPreviousData });
  const choice = (
    <Choices
      legend={texts.range}
      hideLegend
      value={range}
      options={[
        { value: "day", label: texts.rangeDay },
        { value: "week", label: texts.rangeWeek },
        { value: "month", label: texts.rangeMonth },
      ]}
      onChange={setRange}
    />
  );
  return (
    <Section title={texts.history} action={choice}>
      {history.data ? <Drawn history={history.data} report={report} /> : null}
      {!history.data && history.error ? (
        <ErrorState error={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {history.isPending ? <Skeleton height="12rem" /> : null}
    </Section>
  );
}

interface Shown {
  title: string;
  /** Of now; null where nothing is known. */
  value: number | null;
  written?: string;
  of: (point: HealthPoint) => number | null;
  write: (value: number) => string;
  limit?: number;
}

function pictures(report: HealthReport, texts: Texts, values: Values): Shown[] {
  const { milliseconds, share, number } = values;
  const limitOf = (rule: string) =>
    report.alerts.find((alert) => alert.rule === rule)?.fires.beyond ?? 0;
  const processes = report.processes.filter(({ isLost }) => !isLost);
  const sum = (of: (typeof processes)[number]["viewers"][]) =>
    of.reduce((all, one) => all + one, 0);
  const delays = processes.map(({ loopDelayMs }) => loopDelayMs);
  const { used, allowed } = report.connections;
  const whole = (value: number) => number(value, 0);
  return [
    {
      ...{ title: texts.cpu, of: ({ cpu }) => cpu, write: share, limit: limitOf("cpu") },
      value: report.machineCpu,
    },
    {
      ...{ title: texts.ingest, of: ({ ingestP99Ms }) => ingestP99Ms, write: milliseconds },
      ...{ value: report.ingest.p99Ms, limit: limitOf("ingest_latency") },
    },
    {
      ...{ title: texts.live, of: ({ liveP99Ms }) => liveP99Ms, write: milliseconds },
      ...{ value: report.live.p99Ms, limit: limitOf("live_latency") },
    },
    {
      ...{ title: texts.loop, of: ({ loopDelayMs }) => loopDelayMs, write: milliseconds },
      value: delays.length === 0 ? null : Math.max(...delays),
      limit: limitOf("event_loop"),
    },
    {
      ...{ title: texts.connections, of: ({ connections }) => connections, write: whole },
      value: used,
      written: texts.connectionsOf({ used: whole(used), allowed: whole(allowed) }),
      limit: limitOf("connections") * allowed,
    },
    {
      ...{ title: texts.events, of: ({ events }) => events, write: whole },
      value: report.ingest.count,
    },
    {
      ...{ title: texts.viewers, of: ({ viewers }) => viewers, write: whole },
      value: sum(processes.map(({ viewers }) => viewers)),
    },
    { ...{ title: texts.errors, of: ({ failures }) => failures, write: whole }, value: null },
  ];
}

function Drawn({ history, report }: { history: HealthHistory; report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const values = useValues();
  const format = useFormat();
  const { points, from, to, stepSeconds } = history;
  if (points.length === 0) return <p className={styles.soft}>{texts.noHistory}</p>;
  const shown = pictures(report, texts, values);
  const span = { from: Date.parse(from), to: Date.parse(to), stepMs: stepSeconds * 1_000 };
  const write = stepSeconds < 3_600 ? format.time : format.dateTime;
  return (
    <>
      <ul className={styles.pictures}>
        {shown.map(({ of, ...picture }) => (
          <Picture
            key={picture.title}
            {...{ ...picture, ...span }}
            points={points.map((point) => ({ at: Date.parse(point.at), value: of(point) }))}
            ends={{ first: write(from), last: texts.now }}
          />
        ))}
      </ul>
      <ChartData
        table={{
          caption: texts.historyData,
          header: [texts.time, ...shown.map(({ title }) => title)],
          rows: points.map((point) => [
            format.dateTime(point.at),
            ...shown.map(({ of }) => of(point)),
          ]),
          fileName: "babyfoot-health",
        }}
      />
    </>
  );
}
