import type { Match } from "@babyfoot/contract";
import { useMessages } from "../i18n/use-messages.ts";
import { gameMessages } from "./messages.ts";

/** Says the score to screen readers whenever it changes, without interrupting. */
export function ScoreAnnouncer({ match }: { match: Match }) {
  const texts = useMessages(gameMessages);
  const score = texts.score({ red: match.scoreRed, blue: match.scoreBlue });
  const point = match.status === "live" ? match.matchPoint[0] : undefined;
  const team = point === "red" ? texts.redTeam : texts.blueTeam;
  const winner = match.winner === "red" ? texts.redTeam : texts.blueTeam;
  const parts = [
    score,
    point ? texts.matchPointFor({ team }) : null,
    match.winner ? texts.won({ team: winner }) : null,
  ];
  return (
    <p className="visually-hidden" aria-live="polite" role="status">
      {parts.filter(Boolean).join(". ")}
    </p>
  );
}
