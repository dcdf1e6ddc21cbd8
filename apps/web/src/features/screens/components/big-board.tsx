import type { Match } from "@babyfoot/contract";
import { beadsOf, namesOf, type Side, scoreOfTeam } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { ScoreAnnouncer } from "../../../shared/game/score-announcer.tsx";
import { ScoreBeads } from "../../../shared/game/score-beads.tsx";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useGoalFlash } from "../../../shared/game/use-goal-flash.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { screenMessages } from "../messages.ts";
import styles from "./big-board.module.css";

/** One match over the whole screen, to be read from eight metres. */
export function BigBoard({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const { scoreRed: red, scoreBlue: blue } = match;
  const flash = useGoalFlash(match.id, red, blue);
  return (
    <div className={styles.table}>
      <div className={styles.field} role="img" aria-label={texts.score({ red, blue })}>
        {(["red", "blue"] as const).map((side) => (
          <Half key={side} match={match} side={side} scored={flash?.side === side} />
        ))}
        <Middle match={match} />
        {flash ? (
          <span key={flash.count} className={classNames(styles.flash, styles[flash.side])} />
        ) : null}
      </div>
      <div className={styles.rail}>
        <ScoreBeads red={red} blue={blue} beads={beadsOf(match)} />
      </div>
      <ScoreAnnouncer match={match} />
    </div>
  );
}

interface HalfProps {
  match: Match;
  side: Side;
  scored: boolean;
}

function Half({ match, side, scored }: HalfProps) {
  const texts = useMessages(gameMessages);
  const score = scoreOfTeam(match, side);
  const lost = match.winner !== null && match.winner !== side;
  return (
    <div className={classNames(styles.half, styles[side], lost && styles.lost)}>
      <p className={styles.side}>
        <SideMark side={side} size="1.15em" />
        {texts[side]}
      </p>
      <p className={styles.names}>{namesOf(match[side]) ?? ""}</p>
      <p key={score} className={styles.numeral}>
        {score}
      </p>
      <Plate match={match} side={side} scored={scored} />
    </div>
  );
}

function Plate({ match, side, scored }: HalfProps) {
  const texts = useMessages(gameMessages);
  const words = useMessages(screenMessages);
  const text = scored
    ? words.goal
    : match.winner === side
      ? texts.winner
      : match.status === "live" && match.matchPoint.includes(side)
        ? texts.matchPoint
        : null;
  return (
    <p className={styles.place}>{text ? <span className={styles.plate}>{text}</span> : null}</p>
  );
}

/** On the centre spot: the sets, where there are several. */
function Middle({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const { setsRed, setsBlue } = match;
  if (match.format.sets <= 1) return null;
  return <p className={styles.sets}>{texts.setsShort({ red: setsRed, blue: setsBlue })}</p>;
}
