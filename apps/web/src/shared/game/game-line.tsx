import type { GameReference } from "@babyfoot/contract";
import { useFigures } from "../i18n/figures.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import styles from "./game-line.module.css";
import { gameMessages } from "./messages.ts";
import { SideMark } from "./side-mark.tsx";

/** A game that may be older than this product: who, how much, when, where, as far as it is known. */
export function GameLine({ game }: { game: GameReference }) {
  const texts = useMessages(gameMessages);
  const figures = useFigures();
  const facts = [
    game.date === null ? texts.undated : figures.day(game.date),
    game.tableCode === null ? null : texts.table({ code: game.tableCode }),
    game.code,
  ];
  return (
    <span className={styles.game}>
      <span className={styles.teams}>
        <SideMark side="red" /> {teamOf(game.red) ?? texts.red}
        <Score game={game} />
        <SideMark side="blue" /> {teamOf(game.blue) ?? texts.blue}
      </span>
      <span className={styles.facts}>{facts.filter((fact) => fact !== null).join(" · ")}</span>
    </span>
  );
}

function Score({ game: { scoreRed, scoreBlue, matchId } }: { game: GameReference }) {
  const texts = useMessages(gameMessages);
  const known = scoreRed !== null && scoreBlue !== null;
  const label = known ? texts.score({ red: scoreRed, blue: scoreBlue }) : texts.noScore;
  const shown = (
    <span role="img" aria-label={label}>
      {scoreRed ?? "?"}–{scoreBlue ?? "?"}
    </span>
  );
  return matchId === null ? (
    <strong className={styles.score}>{shown}</strong>
  ) : (
    <Link to={paths.match(matchId)} className={styles.score}>
      {shown}
    </Link>
  );
}

function teamOf(team: GameReference["red"]): string | null {
  return team.length === 0 ? null : team.map(({ displayName }) => displayName).join(" & ");
}
