import type { Match } from "@babyfoot/contract";
import { useFormat } from "../i18n/format.ts";
import { useMessages } from "../i18n/use-messages.ts";
import { useNow } from "../i18n/use-now.ts";
import { useLiveMatch } from "../live/use-live.ts";
import { Link } from "../navigation/link.tsx";
import { paths } from "../navigation/paths.ts";
import { Badge, type BadgeTone } from "../ui/badge.tsx";
import { classNames } from "../ui/class-names.ts";
import styles from "./match-row.module.css";
import { namesOf, type Side } from "./match-view.ts";
import { gameMessages } from "./messages.ts";
import { SideMark } from "./side-mark.tsx";

const TONES: Record<Match["status"], BadgeTone> = {
  live: "live",
  scheduled: "quiet",
  finished: "quiet",
  abandoned: "warn",
};

/** A match in one line: who, how much, where and when. */
export function MatchRow({ match: read }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const live = useLiveMatch(read.id);
  const match = live && live.version > read.version ? live : read;
  const { scoreRed: red, scoreBlue: blue } = match;
  return (
    <li className={styles.row}>
      <Team match={match} side="red" />
      <Link to={paths.match(match.id)} className={styles.score}>
        <span role="img" aria-label={texts.score({ red, blue })}>
          {red}
          <span className={styles.dash}>–</span>
          {blue}
        </span>
      </Link>
      <Team match={match} side="blue" />
      <Meta match={match} />
    </li>
  );
}

function Team({ match, side }: { match: Match; side: Side }) {
  const texts = useMessages(gameMessages);
  const lost = match.winner !== null && match.winner !== side;
  return (
    <p className={classNames(styles.team, styles[side], lost && styles.lost)}>
      <SideMark side={side} />
      <span>{namesOf(match[side]) ?? texts[side]}</span>
    </p>
  );
}

function Meta({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const format = useFormat();
  const now = useNow(60_000);
  const { setsRed: red, setsBlue: blue } = match;
  return (
    <p className={styles.meta}>
      {match.status === "finished" ? null : (
        <Badge tone={TONES[match.status]}>{texts[match.status]}</Badge>
      )}
      <span>{texts.table({ code: match.tableCode })}</span>
      {match.format.sets > 1 ? <span>{texts.setsShort({ red, blue })}</span> : null}
      {match.startedAt ? (
        <time dateTime={match.startedAt}>
          {format.ago(match.finishedAt ?? match.startedAt, now)}
        </time>
      ) : null}
    </p>
  );
}
