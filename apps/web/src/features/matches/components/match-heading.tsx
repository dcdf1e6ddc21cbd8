import type { Match } from "@babyfoot/contract";
import { namesOf } from "../../../shared/game/match-view.ts";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { ConnectionBadge } from "../../../shared/live/connection-badge.tsx";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
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
        {namesOf(match.red) ?? game.red} – {namesOf(match.blue) ?? game.blue}
      </h1>
    </header>
  );
}
