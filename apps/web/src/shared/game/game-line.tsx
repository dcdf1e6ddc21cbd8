import type { GameReference } from "@babyfoot/contract";
import { useFigures } from "../i18n/figures.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { classNames } from "../ui/class-names.ts";
import styles from "./game-line.module.css";
import type { Side } from "./match-view.ts";
import { gameMessages } from "./messages.ts";
import { SideMark } from "./side-mark.tsx";

/** A game that may be older than this product: who, how much, when, where, as far as it is known. */
export function GameLine({ game }: { game: GameReference }) {
  const texts = useMessages(gameMessages);
  const figures = useFigures();
  const facts = [
    game.tableCode === null ? null : texts.table({ code: game.tableCode }),
    game.code,
  ].filter((fact) => fact !== null);
  const when = game.date === null ? texts.undated : figures.day(game.date);
  return (
    <div className={styles.game}>
      <Team game={game} side="red" />
      <Team game={game} side="blue" />
      <p className={styles.facts}>
        {game.matchId === null ? when : <Link to={paths.match(game.matchId)}>{when}</Link>}
        {facts.map((fact) => ` · ${fact}`)}
      </p>
    </div>
  );
}

function Team({ game, side }: { game: GameReference; side: Side }) {
  const texts = useMessages(gameMessages);
  const { scoreRed, scoreBlue } = game;
  const score = side === "red" ? scoreRed : scoreBlue;
  const other = side === "red" ? scoreBlue : scoreRed;
  const lost = score !== null && other !== null && score < other;
  const names = game[side].map(({ displayName }) => displayName).join(" & ");
  return (
    <p className={classNames(styles.team, lost && styles.lost)}>
      <SideMark side={side} />
      <span className={styles.names}>
        <span className="visually-hidden">{texts[side]} : </span>
        {names === "" ? texts[side] : names}
      </span>
      <span className={styles.score}>{score ?? "?"}</span>
    </p>
  );
}
