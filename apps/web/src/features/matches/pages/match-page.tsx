import type { MatchDetail, TimelineEvent } from "@babyfoot/contract";
import { lazy, Suspense } from "react";
import { hasCode } from "../../../shared/api/problem.ts";
import { ScoreAnnouncer } from "../../../shared/game/score-announcer.tsx";
import { Scoreboard } from "../../../shared/game/scoreboard.tsx";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { useLive } from "../../../shared/live/use-live.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { NotFound } from "../../../shared/ui/not-found.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { MatchFacts } from "../components/match-facts.tsx";
import { MatchHeading } from "../components/match-heading.tsx";
import { Timeline } from "../components/timeline.tsx";
import { WinCurve } from "../components/win-curve.tsx";
import { useMatch } from "../data/match.ts";
import { matchMessages } from "../messages.ts";
import styles from "./match-page.module.css";

const HandScoring = lazy(() =>
  import("../components/hand-scoring.tsx").then((module) => ({ default: module.HandScoring })),
);

export function MatchPage({ params: { id = "" } }: PageProps) {
  const { query, match, events } = useMatch(id);
  const missing = hasCode(query.error, "not_found", "malformed", "invalid_input");
  useLive(missing ? null : { matchId: id });
  if (match) return <Shown match={match} events={events} />;
  if (missing) return <NotFound />;
  return (
    <Page title="babyfoot" heading={<span />}>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton height="18rem" count={2} />
      )}
    </Page>
  );
}

function Shown({ match, events }: { match: MatchDetail; events: TimelineEvent[] }) {
  const texts = useMessages(matchMessages);
  return (
    <Page title={texts.title({ code: match.tableCode })} heading={<MatchHeading match={match} />}>
      <div className={styles.layout}>
        <div className={styles.board}>
          <Scoreboard match={match} size="large" />
          <ScoreAnnouncer match={match} />
          {match.may.length > 0 ? (
            <Suspense fallback={<Skeleton height="7rem" />}>
              <HandScoring match={match} events={events} />
            </Suspense>
          ) : null}
          <MatchFacts match={match} />
          <WinCurve match={match} />
        </div>
        <Timeline match={match} events={events} />
      </div>
    </Page>
  );
}
