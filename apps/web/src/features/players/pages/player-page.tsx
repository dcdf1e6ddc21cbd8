import type { PlayerStats } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { hasCode } from "../../../shared/api/problem.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { useSession } from "../../../shared/session/session.ts";
import { Badge } from "../../../shared/ui/badge.tsx";
import { NotFound } from "../../../shared/ui/not-found.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { Rod } from "../../../shared/ui/rod.tsx";
import { EmptyState, ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { FormBeads } from "../components/form-beads.tsx";
import { History } from "../components/history.tsx";
import { PlayerTallies } from "../components/player-tallies.tsx";
import { Totals } from "../components/totals.tsx";
import { playerStatsQuery } from "../data/players.ts";
import { playerMessages } from "../messages.ts";
import styles from "./player-page.module.css";

/** Somebody's game: how they are doing, what they have done, with whom and where. */
export function PlayerPage({ params: { id = "" } }: PageProps) {
  const stats = useQuery(playerStatsQuery(id));
  if (stats.data) return <Shown key={id} stats={stats.data} />;
  if (hasCode(stats.error, "not_found", "malformed", "invalid_input")) return <NotFound />;
  return (
    <Page title="babyfoot" heading={<span />}>
      {stats.isError ? (
        <ErrorState error={stats.error} onRetry={() => void stats.refetch()} />
      ) : (
        <Skeleton height="10rem" count={3} />
      )}
    </Page>
  );
}

function Shown({ stats }: { stats: PlayerStats }) {
  const texts = useMessages(playerMessages);
  const { user } = useSession();
  return (
    <Page
      title={stats.displayName}
      heading={
        <header className={styles.heading}>
          <h1>{stats.displayName}</h1>
          {user?.id === stats.playerId ? <Badge tone="quiet">{texts.mine}</Badge> : null}
        </header>
      }
    >
      {stats.totals.games === 0 ? (
        <EmptyState title={texts.noneTitle}>
          <p>{texts.noneText}</p>
        </EmptyState>
      ) : (
        <>
          <FormBeads form={stats.form} />
          <Totals stats={stats} />
          <Rod beads />
          <PlayerTallies stats={stats} />
          <History playerId={stats.playerId} />
        </>
      )}
    </Page>
  );
}
