import type { Alert, HealthReport, Silence } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAction } from "../../../shared/api/use-action.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Section } from "../../../shared/ui/section.tsx";
import { ProblemNote } from "../../../shared/ui/states.tsx";
import { Advice } from "./advice.tsx";
import list from "./alarm-list.module.css";
import { alarmNames } from "./alarm-names.ts";
import styles from "./health.module.css";
import { endSilence } from "./health.ts";
import { healthMessages } from "./messages.ts";
import { Sign, type SignKind } from "./sign.tsx";
import { SilenceDialog } from "./silence-dialog.tsx";

/** All alarms: when each fires, what to do first, and their silences. */
export function AlarmList({ report }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  return (
    <Section title={texts.alarms}>
      <p className={styles.text}>{texts.alarmsText}</p>
      <ul className={list.rules}>
        {report.alerts.map((alert) => (
          <Rule
            key={alert.rule}
            alert={alert}
            silence={report.silences.find(({ rule }) => rule === alert.rule)}
          />
        ))}
      </ul>
    </Section>
  );
}

const SIGNS = { pending: "warning", well: "good", unknown: "off" } as const;

function signOf({ state, severity }: Alert): SignKind {
  if (state === "firing") return severity === "critical" ? "bad" : "warning";
  return SIGNS[state];
}

function Rule({ alert, silence }: { alert: Alert; silence: Silence | undefined }) {
  const texts = useMessages(healthMessages);
  const names = useMessages(alarmNames);
  const [asks, setAsks] = useState(false);
  const { rule, firstDo } = alert;
  return (
    <li id={rule} className={list.rule}>
      <Sign kind={signOf(alert)} />
      <details className={list.ruleBody}>
        <summary className={list.ruleName}>
          {names[rule]}{" "}
          <span className={list.condition}>
            <Condition alert={alert} />
          </span>
        </summary>
        <p className={styles.advice}>
          <strong>{texts.firstDo}</strong> <Advice text={firstDo} />
        </p>
        {silence === undefined ? (
          <Button look="quiet" onClick={() => setAsks(true)}>
            {texts.silence}
          </Button>
        ) : null}
      </details>
      {silence === undefined ? null : <Silenced silence={silence} />}
      {asks ? (
        <SilenceDialog rule={rule} name={names[rule]} onClose={() => setAsks(false)} />
      ) : null}
    </li>
  );
}

function Condition({ alert }: { alert: Alert }) {
  const texts = useMessages(healthMessages);
  const { measured, limit, state } = alert;
  if (limit === null) return state === "firing" ? texts.firing : texts.watching;
  return measured === null ? limit : `${measured} · ${limit}`;
}

function Silenced({ silence }: { silence: Silence }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  const client = useQueryClient();
  const ending = useAction({
    act: () => endSilence(silence.id),
    onDone: () => void client.invalidateQueries({ queryKey: ["health"] }),
  });
  const { createdBy: name, reason, endsAt } = silence;
  return (
    <div className={list.silence}>
      <p className={styles.soft}>
        {texts.silenceBy({ name, reason, until: format.dateTime(endsAt) })}
      </p>
      <Button look="quiet" pending={ending.pending} onClick={() => ending.run()}>
        {texts.endSilence}
      </Button>
      <ProblemNote error={ending.error} />
    </div>
  );
}
