import type { CSSProperties, ReactNode } from "react";
import { useMessages } from "../i18n/use-messages.ts";
import { chartMessages } from "./messages.ts";
import styles from "./ranked.module.css";
import { placeOf } from "./scale.ts";

export interface RankedBar {
  key: string;
  rank: number;
  tied: boolean;
  name: ReactNode;
  value: number;
  /** The value as it is written, with its unit where needed. */
  shown: string;
  /** What stands small below, e.g. per game. */
  small: string;
}

/** The first of a ranking: each pushed along a rod as far as its value. */
export function RankedBars({ items, label }: { items: readonly RankedBar[]; label: string }) {
  const texts = useMessages(chartMessages);
  const top = Math.max(...items.map(({ value }) => value));
  return (
    <ol className={styles.list} aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={styles.item}>
          <p className={styles.rank}>{item.rank}</p>
          <p className={styles.name}>{item.name}</p>
          <p className={styles.value}>{item.shown}</p>
          <div
            className={styles.track}
            style={{ "--place": `${placeOf(item.value, top)}%` } as CSSProperties}
          >
            <span className={styles.bar} />
          </div>
          <p className={styles.small}>
            {item.tied ? <strong>{texts.tied}, </strong> : null}
            {item.small}
          </p>
        </li>
      ))}
    </ol>
  );
}
