import type { CSSProperties } from "react";
import type { Time } from "../data/timetable.ts";
import styles from "./now-line.module.css";

interface NowLineProps {
  times: readonly Time[];
  now: number;
}

/** Where the day stands: a ball that rolls along the hours. */
export function NowLine({ times, now }: NowLineProps) {
  const index = times.findIndex(
    ({ startsAt, endsAt }) => Date.parse(startsAt) <= now && now < Date.parse(endsAt),
  );
  const time = times[index];
  if (!time) return null;
  const begun = Date.parse(time.startsAt);
  const within = (now - begun) / (Date.parse(time.endsAt) - begun);
  const share = (index + within) / times.length;
  return (
    <div className={styles.now} style={{ "--share": share } as CSSProperties} aria-hidden="true" />
  );
}
