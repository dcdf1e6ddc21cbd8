import type { PlayedGame } from "@babyfoot/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { GameLine } from "../../../shared/game/game-line.tsx";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { More } from "../../../shared/ui/more.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { playedGamesQuery } from "../data/players.ts";
import { playerMessages } from "../messages.ts";
import styles from "./history.module.css";

/** All games of somebody, newest first, as far as one asks. */
export function History({ playerId }: { playerId: string }) {
  const texts = useMessages(playerMessages);
  const list = useInfiniteQuery(playedGamesQuery(playerId));
  return (
    <section className={styles.history}>
      <h2 className={styles.title}>{texts.history}</h2>
      {list.isPending ? <Skeleton height="4rem" count={4} /> : null}
      {list.isError && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : null}
      {list.data ? (
        <>
          <ol className={styles.games}>
            {list.data.pages
              .flatMap(({ items }) => items)
              .map((played) => (
                <Played key={played.game.gameId} played={played} />
              ))}
          </ol>
          <More list={list} />
        </>
      ) : null}
    </section>
  );
}

function Played({ played }: { played: PlayedGame }) {
  const texts = useMessages(playerMessages);
  const figures = useFigures();
  const counted = [
    { label: texts.goals, value: played.goals },
    { label: texts.saves, value: played.saves },
    { label: texts.assists, value: played.assists },
    { label: texts.ownGoals, value: played.ownGoals || null },
  ].filter(({ value }) => value !== null);
  return (
    <li className={styles.game}>
      <p className={classNames(styles.result, styles[played.result])}>
        <span aria-hidden="true">{texts[`${played.result}Letter`]}</span>
        <span className="visually-hidden">{texts[played.result]}</span>
      </p>
      <div className={styles.what}>
        <GameLine game={played.game} />
        <p className={styles.facts}>
          {played.role === null ? null : <span>{texts[played.role]}</span>}
          {counted.map(({ label, value }) => (
            <span key={label}>
              {label} {figures.whole(value ?? 0)}
            </span>
          ))}
        </p>
      </div>
    </li>
  );
}
