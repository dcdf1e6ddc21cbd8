import type { CSSProperties } from "react";
import { gameMessages } from "../game/messages.ts";
import { SideMark } from "../game/side-mark.tsx";
import { useFigures } from "../i18n/figures.ts";
import { useMessages } from "../i18n/use-messages.ts";
import styles from "./balance.module.css";
import { chartMessages } from "./messages.ts";
import { placeOf, roundTop } from "./scale.ts";

interface BalanceProps {
  red: { share: number; wins: number };
  blue: { share: number; wins: number };
  /** Of red's share. */
  interval: { low: number; high: number } | null;
  /** The picture in words. */
  label: string;
}

/** Red's share against blue's on a table from above: where the middle line would be, were it drawn by results. */
export function Balance({ red, blue, interval, label }: BalanceProps) {
  const sides = useMessages(gameMessages);
  const texts = useMessages(chartMessages);
  const figures = useFigures();
  return (
    <div className={styles.balance} role="img" aria-label={label}>
      <div className={styles.numerals}>
        <p className={styles.side}>
          <span className={styles.numeral}>{figures.share(red.share)}</span>
          <span className={styles.word}>
            <SideMark side="red" /> {sides.red}
          </span>
          <span className={styles.count}>{texts.games({ games: figures.counted(red.wins) })}</span>
        </p>
        <p className={styles.side}>
          <span className={styles.numeral}>{figures.share(blue.share)}</span>
          <span className={styles.word}>
            <SideMark side="blue" /> {sides.blue}
          </span>
          <span className={styles.count}>{texts.games({ games: figures.counted(blue.wins) })}</span>
        </p>
      </div>
      <div className={styles.frame}>
        <div
          className={styles.field}
          style={{ "--share": `${placeOf(red.share, 1)}%` } as CSSProperties}
        >
          <span className={styles.red} />
          <span className={styles.blue} />
          <span className={styles.half} />
          <span className={styles.line} />
        </div>
      </div>
      <p className={styles.even}>{texts.even}</p>
      <Closer share={red.share} interval={interval} />
    </div>
  );
}

/** Around the half, as near as it takes to see how far the share may be off. */
function Closer({ share, interval }: { share: number; interval: BalanceProps["interval"] }) {
  const texts = useMessages(chartMessages);
  const figures = useFigures();
  if (interval === null) return null;
  const off = [share, interval.low, interval.high].map((value) => Math.abs(value - 0.5));
  const reach = Math.min(0.5, roundTop(Math.max(...off)));
  const place = (value: number) => `${placeOf(value - 0.5 + reach, 2 * reach)}%`;
  return (
    <div className={styles.closer}>
      <p className={styles.closerTitle}>{texts.closer}</p>
      <div
        className={styles.scale}
        style={
          {
            "--low": place(interval.low),
            "--high": place(interval.high),
            "--place": place(share),
          } as CSSProperties
        }
      >
        <span className={styles.scaleHalf} />
        <span className={styles.scaleInterval} />
        <span className={styles.bead} />
      </div>
      <p className={styles.ends}>
        <span>{figures.share(0.5 - reach)}</span>
        <span>{figures.share(0.5)}</span>
        <span>{figures.share(0.5 + reach)}</span>
      </p>
    </div>
  );
}
