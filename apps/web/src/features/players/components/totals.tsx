import type { PlayerStats } from "@babyfoot/contract";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { winShareOf } from "../data/tally.ts";
import { playerMessages } from "../messages.ts";
import styles from "./totals.module.css";

/** What somebody has done altogether, as the big numbers of a sports page. */
export function Totals({ stats: { totals, streaks } }: { stats: PlayerStats }) {
  const texts = useMessages(playerMessages);
  const figures = useFigures();
  const share = winShareOf(totals);
  const numbers = [
    { label: texts.games, shown: figures.numeral(totals.games) },
    { label: texts.won, shown: share === null ? "–" : figures.share(share) },
    { label: texts.goals, shown: figures.numeral(totals.goals) },
    { label: texts.saves, shown: figures.numeral(totals.saves) },
    { label: texts.assists, shown: figures.numeral(totals.assists) },
    { label: texts.ownGoals, shown: figures.numeral(totals.ownGoals) },
    { label: texts.bestStreak, shown: figures.whole(streaks.best) },
    { label: texts.currentStreak, shown: figures.whole(streaks.current) },
  ];
  return (
    <dl className={styles.totals}>
      {numbers.map(({ label, shown }) => (
        <div key={label} className={styles.total}>
          <dt className={styles.label}>{label}</dt>
          <dd className={styles.number}>{shown}</dd>
        </div>
      ))}
    </dl>
  );
}
