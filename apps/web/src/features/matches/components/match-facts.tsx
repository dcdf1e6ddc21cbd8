import type { Match } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { clockText, useFormat } from "../../../shared/i18n/format.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useVenueTimeZone } from "../../../shared/venue/venues.ts";
import { matchMessages } from "../messages.ts";
import styles from "./match-facts.module.css";

/** Format, times, sets, and notes on how far the score can be trusted. */
export function MatchFacts({ match }: { match: Match }) {
  const texts = useMessages(matchMessages);
  const game = useMessages(gameMessages);
  const format = useFormat(useVenueTimeZone(match.venueId));
  const { sets, goalsToWin: goals } = match.format;
  const { startedAt, finishedAt } = match;
  const facts = [
    sets > 1 ? texts.formatSets({ sets, goals }) : texts.formatOne({ goals }),
    startedAt ? texts.startedAt({ time: format.dateTime(startedAt) }) : null,
    startedAt && finishedAt
      ? texts.lasted({ clock: clockText(Date.parse(finishedAt) - Date.parse(startedAt)) })
      : null,
    match.scoredBy === "hand" ? texts.byHand : texts.bySensor,
    match.swapped ? game.swapped : null,
    match.notes.includes("winner_contradicts_score") ? texts.note : null,
  ];
  return (
    <div className={styles.facts}>
      {match.sets.length > 0 && sets > 1 ? <PlayedSets match={match} /> : null}
      <ul className={styles.list}>
        {facts.map((fact) => (fact === null ? null : <li key={fact}>{fact}</li>))}
      </ul>
    </div>
  );
}

function PlayedSets({ match }: { match: Match }) {
  const texts = useMessages(matchMessages);
  const game = useMessages(gameMessages);
  return (
    <ol className={styles.sets} aria-label={texts.setScores}>
      {match.sets.map(({ red, blue }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a set is its number
        <li key={index} className={styles.set}>
          <span
            role="img"
            aria-label={`${game.setNumber({ number: index + 1 })} : ${game.score({ red, blue })}`}
          >
            {red}–{blue}
          </span>
        </li>
      ))}
    </ol>
  );
}
