import type { CSSProperties, ReactNode } from "react";
import { ChartData } from "../../../shared/charts/chart-data.tsx";
import { placeOf } from "../../../shared/charts/scale.ts";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Section } from "../../../shared/ui/section.tsx";
import { decidedOf, type Tally, winShareOf } from "../data/tally.ts";
import { playerMessages } from "../messages.ts";
import styles from "./tallies.module.css";

export interface TallyRow extends Tally {
  key: string;
  name: ReactNode;
  /** For the table of data. */
  plainName: string;
}

interface TalliesProps {
  title: string;
  rows: readonly TallyRow[];
  fileName: string;
}

/** Results by something, one line each: won, drawn and lost side by side. */
export function Tallies({ title, rows, fileName }: TalliesProps) {
  const texts = useMessages(playerMessages);
  if (rows.length === 0) return null;
  const most = Math.max(...rows.map(decidedOf));
  return (
    <Section title={title}>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <TallyLine key={row.key} row={row} most={most} />
        ))}
      </ul>
      <ChartData
        table={{
          caption: title,
          header: [texts.name, texts.games, texts.wins, texts.draws, texts.losses],
          rows: rows.map((row) => [row.plainName, row.games, row.wins, row.draws, row.losses]),
          fileName,
        }}
      />
    </Section>
  );
}

function TallyLine({ row, most }: { row: TallyRow; most: number }) {
  const texts = useMessages(playerMessages);
  const figures = useFigures();
  const { wins, draws, losses, games } = row;
  const share = winShareOf(row);
  const place = (count: number) => ({ "--part": `${placeOf(count, most)}%` }) as CSSProperties;
  return (
    <li className={styles.row}>
      <p className={styles.name}>{row.name}</p>
      <p className={styles.share}>{share === null ? "–" : figures.share(share)}</p>
      <div className={styles.bar}>
        {wins > 0 ? <span className={styles.won} style={place(wins)} /> : null}
        {draws > 0 ? <span className={styles.drawn} style={place(draws)} /> : null}
        {losses > 0 ? <span className={styles.lost} style={place(losses)} /> : null}
      </div>
      <p className={styles.small}>
        {texts.tally({
          games: figures.counted(games),
          wins: figures.whole(wins),
          draws: figures.whole(draws),
          losses: figures.whole(losses),
        })}
      </p>
    </li>
  );
}
