import { TimeLine, type TimePoint } from "../../../shared/charts/time-line.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import styles from "./health.module.css";
import { healthMessages } from "./messages.ts";

interface PictureProps {
  title: string;
  now: string;
  points: readonly TimePoint[];
  from: number;
  to: number;
  stepMs: number;
  limit?: number;
  write: (value: number) => string;
  ends: { first: string; last: string };
}

/** How one thing went, its figure of now above; the limit of its alarm is a dashed line. */
export function Picture({ title, now, points, limit, write, ends, ...span }: PictureProps) {
  const texts = useMessages(healthMessages);
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const most = values.length === 0 ? "–" : write(Math.max(...values));
  const shown = now === "" ? most : now;
  return (
    <li className={styles.picture}>
      <p className={styles.pictureTitle}>{title}</p>
      <p className={styles.pictureFigures}>
        <span className={styles.numeral}>{shown}</span>
        {now === "" || values.length === 0 ? null : (
          <span className={styles.soft}>{texts.most({ value: most })}</span>
        )}
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
