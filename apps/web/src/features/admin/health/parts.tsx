import type { HealthReport, PartState } from "@babyfoot/contract";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { Section } from "../../../shared/ui/section.tsx";
import styles from "./health.module.css";
import { healthMessages, partNames } from "./messages.ts";
import { Sign, type SignKind } from "./sign.tsx";
import { secondsSince, useValues } from "./values.ts";

const SIGNS: Record<PartState, SignKind> = {
  ok: "good",
  failing: "bad",
  off: "off",
  unknown: "warning",
};

/** Every part with how it is, and since when. */
export function Parts({ report }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const names = useMessages(partNames);
  const values = useValues();
  const now = useNow(1_000);
  return (
    <Section title={texts.parts}>
      <ul className={styles.parts}>
        {report.parts.map(({ part, state, since }) => (
          <li key={part} className={styles.part} data-state={state}>
            <Sign kind={SIGNS[state]} />
            <div>
              <p className={styles.partName}>{names[part]}</p>
              <p className={styles.soft}>
                {texts[state]}
                {since === null || state === "off"
                  ? null
                  : `, ${texts.partSince({ ago: values.seconds(secondsSince(since, now)) })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
