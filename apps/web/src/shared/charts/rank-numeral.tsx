import { useMessages } from "../i18n/use-messages.ts";
import { chartMessages } from "./messages.ts";
import styles from "./ranked.module.css";

/** A place in a ranking; equals share theirs and say so. */
export function RankNumeral({ rank, tied }: { rank: number; tied: boolean }) {
  const texts = useMessages(chartMessages);
  return (
    <p className={styles.rank}>
      {rank}
      {tied ? <span className={styles.tied}> {texts.tied}</span> : null}
    </p>
  );
}
