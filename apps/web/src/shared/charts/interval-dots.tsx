import type { CSSProperties, ReactNode } from "react";
import { useFigures } from "../i18n/figures.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { chartMessages } from "./messages.ts";
import styles from "./ranked.module.css";
import { placeOf } from "./scale.ts";

export interface IntervalDot {
  key: string;
  rank: number;
  tied: boolean;
  name: ReactNode;
  /** From 0 to 1. */
  share: number;
  low: number;
  high: number;
  small: string;
}

/** Shares with how far they may be off: a bead on a stretch of rod, against the half. */
export function IntervalDots({ items, label }: { items: readonly IntervalDot[]; label: string }) {
  const texts = useMessages(chartMessages);
  const figures = useFigures();
  return (
    <ol className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <p className={styles.rank}>{item.rank}</p>
          <p className={styles.name}>{item.name}</p>
          <p className={styles.value}>{figures.share(item.share)}</p>
          <div
            className={styles.scale}
            style={
              {
                "--low": `${placeOf(item.low, 1)}%`,
                "--high": `${placeOf(item.high, 1)}%`,
                "--place": `${placeOf(item.share, 1)}%`,
              } as CSSProperties
            }
          >
            <span className={styles.half} />
            <span className={styles.interval} />
            <span className={styles.bead} />
          </div>
          <p className={styles.small}>
            {item.tied ? <strong>{texts.tied}, </strong> : null}
            {item.small}
          </p>
        </li>
      ))}
      <li className={styles.axis} aria-hidden="true">
        <span>{figures.share(0)}</span>
        <span>{figures.share(0.5)}</span>
        <span>{figures.share(1)}</span>
      </li>
    </ol>
  );
}
