import type { Match, Table } from "@babyfoot/contract";
import { namesOf, type Side, scoreOfTeam } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useGoalFlash } from "../../../shared/game/use-goal-flash.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLiveTable } from "../../../shared/live/use-live.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { useShownMatch } from "../data/shown-match.ts";
import styles from "./hall-tile.module.css";
import { WhoNext } from "./who-next.tsx";

/** One table among all of the hall. */
export function HallTile({ id }: { id: string }) {
  const table = useLiveTable(id);
  return table ? <Tile table={table} /> : null;
}

function Tile({ table }: { table: Table }) {
  const match = useShownMatch(table);
  return (
    <article className={classNames(styles.tile, match ? styles.live : styles[table.status])}>
      <h2 className={styles.heading}>
        {table.code} <span className={styles.name}>{table.name}</span>
        {match ? <Turn match={match} /> : null}
      </h2>
      {match ? <Score match={match} /> : <Idle table={table} />}
    </article>
  );
}

/** What a glance should not miss: who has won, or that the next goal may end it. */
function Turn({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const { winner, status, matchPoint } = match;
  const team = winner === "red" ? texts.redTeam : texts.blueTeam;
  if (winner) return <span className={styles.point}>{texts.won({ team })}</span>;
  if (status !== "live" || matchPoint.length === 0) return null;
  return <span className={styles.point}>{texts.matchPoint}</span>;
}

function Idle({ table }: { table: Table }) {
  const states = useMessages(gameMessages);
  return (
    <div className={styles.idle}>
      <p className={styles.state}>{states[table.status]}</p>
      {table.nextReservation !== null || table.waiting > 0 ? (
        <div className={styles.next}>
          <WhoNext table={table} />
        </div>
      ) : null}
    </div>
  );
}

function Score({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const { scoreRed: red, scoreBlue: blue } = match;
  const flash = useGoalFlash(match.id, red, blue);
  return (
    <div role="img" aria-label={texts.score({ red, blue })} className={styles.score}>
      <Half match={match} side="red" />
      <Half match={match} side="blue" />
      {flash ? (
        <span key={flash.count} className={classNames(styles.flash, styles[flash.side])} />
      ) : null}
    </div>
  );
}

function Half({ match, side }: { match: Match; side: Side }) {
  const texts = useMessages(gameMessages);
  const lost = match.winner !== null && match.winner !== side;
  return (
    <div className={classNames(styles.half, styles[side], lost && styles.lost)}>
      <p className={styles.team}>
        <SideMark side={side} />
        <span className={styles.names}>{namesOf(match[side]) ?? texts[side]}</span>
      </p>
      <p className={styles.numeral}>{scoreOfTeam(match, side)}</p>
    </div>
  );
}
