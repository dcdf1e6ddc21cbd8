import type { Match } from "@babyfoot/contract";
import { useMessages } from "../i18n/use-messages.ts";
import { classNames } from "../ui/class-names.ts";
import { beadsOf, namesOf, type Side, scoreOfTeam } from "./match-view.ts";
import { gameMessages } from "./messages.ts";
import { ScoreBeads } from "./score-beads.tsx";
import styles from "./scoreboard.module.css";
import { SideMark } from "./side-mark.tsx";
import { TableTop } from "./table-top.tsx";
import { useGoalFlash } from "./use-goal-flash.ts";

interface ScoreboardProps {
  match: Match;
  /** `tile` among others, `large` alone on its page. */
  size: "tile" | "large";
}

/** A match on its table: names, numerals, beads; red at the left, always. */
export function Scoreboard({ match, size }: ScoreboardProps) {
  const texts = useMessages(gameMessages);
  const flash = useGoalFlash(match.id, match.scoreRed, match.scoreBlue);
  const { scoreRed: red, scoreBlue: blue } = match;
  return (
    <TableTop
      look={match.status === "live" ? "live" : "open"}
      rail={<ScoreBeads red={red} blue={blue} beads={beadsOf(match)} />}
    >
      <div
        className={classNames(styles.board, styles[size], match.status === "live" && styles.live)}
      >
        <Team match={match} side="red" />
        <Team match={match} side="blue" />
        <div role="img" aria-label={texts.score({ red, blue })} className={styles.score}>
          <Numeral match={match} side="red" />
          <Numeral match={match} side="blue" />
        </div>
        <Plates match={match} />
        {flash ? (
          <span key={flash.count} className={classNames(styles.flash, styles[flash.side])} />
        ) : null}
      </div>
    </TableTop>
  );
}

function Team({ match, side }: { match: Match; side: Side }) {
  const texts = useMessages(gameMessages);
  return (
    <p className={classNames(styles.team, styles[side])}>
      <span className={styles.side}>
        <SideMark side={side} />
        {texts[side]}
      </span>
      <span className={styles.names}>{namesOf(match[side]) ?? ""}</span>
    </p>
  );
}

function Numeral({ match, side }: { match: Match; side: Side }) {
  const score = scoreOfTeam(match, side);
  const lost = match.winner !== null && match.winner !== side;
  return (
    <span className={classNames(styles.numeral, lost && styles.lost)}>
      <span key={score} className={styles.turning}>
        {score}
      </span>
    </span>
  );
}

/** Sets won, match point and winner, under the numerals. */
function Plates({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const { setsRed: red, setsBlue: blue } = match;
  const plate = (side: Side) => {
    if (match.winner === side) return texts.winner;
    return match.status === "live" && match.matchPoint.includes(side) ? texts.matchPoint : null;
  };
  return (
    <div className={styles.plates}>
      <Plate text={plate("red")} />
      {match.format.sets > 1 ? (
        <span className={styles.sets} role="img" aria-label={texts.sets({ red, blue })}>
          {texts.setsShort({ red, blue })}
        </span>
      ) : (
        <span />
      )}
      <Plate text={plate("blue")} />
    </div>
  );
}

function Plate({ text }: { text: string | null }) {
  return text === null ? <span /> : <span className={styles.plate}>{text}</span>;
}
