import type { Alert, HealthReport } from "@babyfoot/contract";
import { useState } from "react";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Section } from "../../../shared/ui/section.tsx";
import { Advice } from "./advice.tsx";
import { alarmNames } from "./alarm-names.ts";
import { firing, pending, silentlyFailing } from "./found.ts";
import styles from "./health.module.css";
import { healthMessages, partNames } from "./messages.ts";
import { Sign } from "./sign.tsx";
import { SilenceDialog } from "./silence-dialog.tsx";
import { secondsSince, useValues } from "./values.ts";

/** What is wrong, with what to do first; nothing where all is well. */
export function Wrong({ report }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const names = useMessages(partNames);
  const [alarms, soon, parts] = [firing(report), pending(report), silentlyFailing(report)];
  if (alarms.length + soon.length + parts.length === 0) return null;
  return (
    <Section title={alarms.length + parts.length === 0 ? texts.watched : texts.wrong}>
      <ul className={styles.alarms}>
        {[...alarms, ...soon].map((alert) => (
          <Alarm key={alert.rule} alert={alert} />
        ))}
        {parts.map((part) => (
          <li key={part} className={styles.alarm}>
            <Sign kind="warning" size={28} />
            <p className={styles.alarmTitle}>{texts.failingPart({ part: names[part] })}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Alarm({ alert }: { alert: Alert }) {
  const texts = useMessages(healthMessages);
  const names = useMessages(alarmNames);
  const values = useValues();
  const format = useFormat();
  const now = useNow(1_000);
  const [asks, setAsks] = useState(false);
  const { severity, state, since, title, firstDo, silencedUntil, rule } = alert;
  return (
    <li className={styles.alarm}>
      <Sign kind={severity === "critical" && state === "firing" ? "bad" : "warning"} size={28} />
      <div className={styles.alarmBody}>
        <p className={styles.alarmTitle}>{title}</p>
        <p className={styles.facts}>
          {state === "pending" ? <strong>{texts.pending}</strong> : null}
          <Measured alert={alert} />
          <Where alert={alert} />
          {since === null ? null : (
            <span>{texts.since({ ago: values.seconds(secondsSince(since, now)) })}</span>
          )}
          {silencedUntil === null ? null : (
            <strong>{texts.silenced({ until: format.dateTime(silencedUntil) })}</strong>
          )}
        </p>
        <p className={styles.advice}>
          <strong>{texts.firstDo}</strong> <Advice text={firstDo} />
        </p>
      </div>
      {state === "firing" && silencedUntil === null ? (
        <Button onClick={() => setAsks(true)}>{texts.silence}</Button>
      ) : null}
      {asks ? (
        <SilenceDialog rule={rule} name={names[rule]} onClose={() => setAsks(false)} />
      ) : null}
    </li>
  );
}

function Measured({ alert: { measured, limit } }: { alert: Alert }) {
  const texts = useMessages(healthMessages);
  if (measured === null) return null;
  return (
    <span>
      {texts.measured} <strong>{measured}</strong>, {limit}
    </span>
  );
}

function Where({ alert: { where } }: { alert: Alert }) {
  const texts = useMessages(healthMessages);
  if (where === null) return null;
  return (
    <span>
      {texts.where} <strong>{where}</strong>
    </span>
  );
}
