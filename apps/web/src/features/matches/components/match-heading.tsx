import type { Match } from "@babyfoot/contract";
import { Fragment } from "react";
import type { MatchPlayer } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { ConnectionBadge } from "../../../shared/live/connection-badge.tsx";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { PlayerLink } from "../../../shared/players/player-link.tsx";
import { Badge } from "../../../shared/ui/badge.tsx";
import { matchMessages } from "../messages.ts";
import styles from "./match-heading.module.css";

/** Who plays whom, where, and whether it is still going on. */
export function MatchHeading({ match }: { match: Match }) {
  const texts = useMessages(matchMessages);
  const game = useMessages(gameMessages);
  const tone = match.status === "abandoned" ? "warn" : "quiet";
  return (
    <header className={styles.heading}>
      <p className={styles.where}>
        <Link to={paths.table(match.tableId)}>
          {match.tableCode}, {match.tableName}
        </Link>
        {match.status === "live" ? (
          <ConnectionBadge />
        ) : (
          <Badge tone={tone}>{game[match.status]}</Badge>
        )}
      </p>
      <h1 className={styles.teams}>
        <span className="visually-hidden">{texts.title({ code: match.tableCode })} : </span>
        <Team players={match.red} unnamed={game.red} /> –{" "}
        <Team players={match.blue} unnamed={game.blue} />
      </h1>
    </header>
  );
}

function Team({ players, unnamed }: { players: readonly MatchPlayer[]; unnamed: string }) {
  if (players.length === 0) return unnamed;
  return players.map((player, index) => (
    <Fragment key={player.playerId}>
      {index > 0 ? " & " : null}
      <PlayerLink player={player} />
    </Fragment>
  ));
}
