import type { MatchDetail } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { curvePath } from "../data/curve.ts";
import { matchMessages } from "../messages.ts";
import styles from "./win-curve.module.css";

const WIDTH = 400;
const HEIGHT = 72;

/** Red's chances over the match: up is red, down is blue. */
export function WinCurve({ match }: { match: MatchDetail }) {
  const texts = useMessages(matchMessages);
  const sides = useMessages(gameMessages);
  const format = useFormat();
  const last = match.winProbability.at(-1);
  if (!last || match.winProbability.length < 2) return null;
  const { line, area, end } = curvePath(match.winProbability, WIDTH, HEIGHT);
  const shares = { red: format.percent(last.red), blue: format.percent(1 - last.red) };
  return (
    <section className={styles.curve}>
      <h2 className={styles.title}>
        {match.status === "live" ? texts.chances : texts.chancesThen}
      </h2>
      <div className={styles.drawing}>
        <p className={styles.side}>
          <SideMark side="red" /> {sides.red} {shares.red}
        </p>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={texts.chancesNow(shares)}
          className={styles.svg}
        >
          <clipPath id="upper">
            <rect width={WIDTH} height={HEIGHT / 2} />
          </clipPath>
          <clipPath id="lower">
            <rect y={HEIGHT / 2} width={WIDTH} height={HEIGHT / 2} />
          </clipPath>
          <path d={area} clipPath="url(#upper)" fill="var(--red)" opacity="0.8" />
          <path d={area} clipPath="url(#lower)" fill="var(--blue)" opacity="0.8" />
          <path d={`M0 ${HEIGHT / 2}H${WIDTH}`} className={styles.even} />
          <path d={line} className={styles.line} />
          <circle cx={end.x} cy={end.y} r="5" className={styles.end} />
        </svg>
        <p className={styles.side}>
          <SideMark side="blue" /> {sides.blue} {shares.blue}
        </p>
      </div>
      <p className={styles.note}>{texts.equals}</p>
    </section>
  );
}
