import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLeaders } from "../data/use-leaders.ts";
import { screenMessages } from "../messages.ts";
import styles from "./leaders.module.css";

/** Who has won most today. */
export function Leaders() {
  const texts = useMessages(screenMessages);
  const leaders = useLeaders();
  if (leaders.length === 0) return <p>{texts.noLeaders}</p>;
  return (
    <div className={styles.leaders}>
      <strong>{texts.leaders}</strong>
      <ol className={styles.list}>
        {leaders.map(({ playerId, name, wins }) => (
          <li key={playerId}>
            {name} <span className={styles.wins}>{texts.wins({ count: wins })}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
