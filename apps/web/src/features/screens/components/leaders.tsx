import type { ReactNode } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useNow } from "../../../shared/i18n/use-now.ts";
import type { Leader } from "../data/leaders.ts";
import { useLeaders } from "../data/use-leaders.ts";
import { turnAt, useWeekLeaders, type WeekLeaders } from "../data/week-leaders.ts";
import { screenMessages } from "../messages.ts";
import styles from "./leaders.module.css";

const TURN_MS = 12_000;

/** Who has won most today and, in between, who has led in the week: one after the other, as far as there are any. */
export function Leaders() {
  const texts = useMessages(screenMessages);
  const today = useLeaders();
  const week = useWeekLeaders();
  const now = useNow(1_000);
  const turns = [
    ...(today.length > 0 ? [<Today key="today" leaders={today} />] : []),
    ...week.map((leaders) => <Week key={leaders.kind} leaders={leaders} />),
  ];
  return turns[turnAt(now, turns.length, TURN_MS)] ?? <p>{texts.noLeaders}</p>;
}

function Today({ leaders }: { leaders: Leader[] }) {
  const texts = useMessages(screenMessages);
  return (
    <Line title={texts.leaders}>
      {leaders.map(({ playerId, name, wins }) => (
        <li key={playerId}>
          {name} <span className={styles.wins}>{texts.wins({ count: wins })}</span>
        </li>
      ))}
    </Line>
  );
}

function Week({ leaders: { kind, people } }: { leaders: WeekLeaders }) {
  const texts = useMessages(screenMessages);
  const figures = useFigures();
  const shown = (value: number) => (kind === "best" ? figures.share(value) : figures.whole(value));
  return (
    <Line title={texts[`week_${kind}`]}>
      {people.map(({ playerId, name, value }) => (
        <li key={playerId}>
          {name} <span className={styles.wins}>{shown(value)}</span>
        </li>
      ))}
    </Line>
  );
}

function Line({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.leaders}>
      <strong>{title}</strong>
      <ol className={styles.list}>{children}</ol>
    </div>
  );
}
