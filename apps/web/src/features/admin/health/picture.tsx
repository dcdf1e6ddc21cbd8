import { TimeLine, type TimePoint } from "../../../shared/charts/time-line.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";

interface PictureProps {
  title: string;
  /** The figure of now, and as it is written where that says more; null where nothing is known. */
  value: number | null;
  written?: string;
  points: readonly TimePoint[];
  from: number;
  to: number;
  stepMs: number;
  limit?: number;
  write: (value: number) => string;
  ends: { first: string; last: string };
}

/** How one thing went, its figure of now above; the limit of its alarm is a dashed line. */
export function Picture({ title, value, written, ...props }: PictureProps) {
  const { points, limit, write, ends, ...span } = props;
  const texts = useMessages(healthMessages);
  const values = [value, ...points.map((point) => point.value)].filter((one) => one !== null);
  const most = values.length === 0 ? "–" : write(Math.max(...values));
  const shown = written ?? (value === null ? most : write(value));
  return (
    <li className={styles.picture}>
      <p className={styles.pictureTitle}>{title}</p>
      <p className={styles.pictureFigures}>
        <span className={styles.numeral}>{shown}</span>
        {value === null ? null : <span className={styles.soft}>{texts.most({ value: most })}</span>}
      </p>
      <TimeLine
        {...{ ...span, points, limit }}
        label={texts.pictureOf({ what: title, now: shown, most })}
      />
      <p className={styles.ends} aria-hidden="true">
        <span>{ends.first}</span>
        <span>{ends.last}</span>
      </p>
    </li>
  );
}
