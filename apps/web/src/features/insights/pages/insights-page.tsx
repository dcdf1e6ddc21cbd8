import type { InsightScope } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useFormat } from "../../../shared/i18n/format.ts";
import { useLocale } from "../../../shared/i18n/locale.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { readdress } from "../../../shared/navigation/location.ts";
import type { PageProps } from "../../../shared/navigation/page-props.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { PlayedTabs } from "../../../shared/navigation/played-tabs.tsx";
import { buttonClass } from "../../../shared/ui/button.tsx";
import { NumeralHeading } from "../../../shared/ui/numeral-heading.tsx";
import { Page } from "../../../shared/ui/page.tsx";
import { EmptyState } from "../../../shared/ui/states.tsx";
import { DemandInsight } from "../components/demand-forecast.tsx";
import { Filters } from "../components/filters.tsx";
import { PeakHoursInsight } from "../components/peak-hours.tsx";
import { BestPlayerInsight, TopDefendersInsight, TopScorers } from "../components/rankings.tsx";
import { RecordsInsight } from "../components/records.tsx";
import { SideInfluenceInsight } from "../components/side-influence.tsx";
import { TableUsageInsight } from "../components/table-usage.tsx";
import { insightQuery, insightScopeQuery } from "../data/insights.ts";
import { placeOfScope, type Scope, scopeOf } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import styles from "./insights-page.module.css";

/** What all that was played says: pictures first, each with its sentence, its doubts and its data. */
export function InsightsPage({ search }: PageProps) {
  // Whoever arrives at another address asks for something else.
  return <Asked key={search.toString()} asked={scopeOf(search)} />;
}

function Asked({ asked }: { asked: Scope }) {
  const texts = useMessages(insightMessages);
  const [scope, setScope] = useState(asked);
  const known = useQuery(insightScopeQuery).data;
  const change = (next: Scope) => {
    setScope(next);
    readdress(placeOfScope(next));
  };
  return (
    <Page title={texts.title} heading={<Heading known={known} scope={scope} />}>
      <Filters scope={scope} known={known} onChange={change} />
      {known?.games === 0 ? <NoGames /> : <Figures scope={scope} />}
    </Page>
  );
}

function Figures({ scope }: { scope: Scope }) {
  return (
    <>
      <div className={styles.figures}>
        <TopScorers scope={scope} />
        <TopDefendersInsight scope={scope} />
        <BestPlayerInsight scope={scope} />
        <TableUsageInsight scope={scope} />
        <PeakHoursInsight scope={scope} />
        <SideInfluenceInsight scope={scope} />
        <RecordsInsight scope={scope} />
        <DemandInsight scope={scope} />
      </div>
      <Basis scope={scope} />
    </>
  );
}

function Heading({ known, scope }: { known: InsightScope | undefined; scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const locale = useLocale();
  const counted = useQuery(insightQuery("top-scorers", { scope, locale })).data?.games;
  const games = counted ?? known?.games;
  const first = scope.from ?? (scope.season === undefined ? known?.first : undefined);
  return (
    <header className={styles.heading}>
      <PlayedTabs />
      {games === undefined || games === 0 ? (
        <h1>{texts.title}</h1>
      ) : (
        <NumeralHeading
          title={texts.title}
          numeral={figures.numeral(games)}
          words={texts.gamesWord}
          small={scope.season ?? (first ? texts.since({ year: first.slice(0, 4) }) : "")}
        />
      )}
    </header>
  );
}

function NoGames() {
  const texts = useMessages(insightMessages);
  return (
    <EmptyState title={texts.noGamesTitle}>
      <p>{texts.noGamesText}</p>
      <Link to={paths.home} className={buttonClass("primary")}>
        {texts.seeTables}
      </Link>
    </EmptyState>
  );
}

/** Until when, and from where. */
function Basis({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const format = useFormat();
  const locale = useLocale();
  const { data, isError } = useQuery(insightQuery("top-scorers", { scope, locale }));
  if (!data) return null;
  return (
    <p className={styles.basis}>
      {isError ? `${texts.offline} ` : ""}
      {texts.updated({
        time: format.dateTime(data.updatedAt),
        imported: figures.counted(data.imported),
      })}
    </p>
  );
}
