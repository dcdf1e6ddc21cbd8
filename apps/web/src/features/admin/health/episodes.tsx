import type { HealthReport } from "@babyfoot/contract";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Section } from "../../../shared/ui/section.tsx";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";
import { Sign } from "./sign.tsx";

/** What fired in the last 30 days. */
export function Episodes({ report: { episodes } }: { report: HealthReport }) {
  const texts = useMessages(healthMessages);
  const format = useFormat();
  return (
    <Section title={texts.lately}>
      {episodes.length === 0 ? <p className={styles.soft}>{texts.noEpisodes}</p> : null}
      <ol className={styles.lines}>
        {episodes.map(({ id, title, severity, firedAt, clearedAt }) => (
          <li key={id} className={styles.episode}>
            <Sign kind={severity === "critical" ? "bad" : "warning"} />
            <div>
              <p className={styles.partName}>{title}</p>
              <p className={styles.soft}>
                {clearedAt === null
                  ? texts.episodeOpen({ from: format.dateTime(firedAt) })
                  : texts.episode({
                      from: format.dateTime(firedAt),
                      to: format.dateTime(clearedAt),
                    })}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
