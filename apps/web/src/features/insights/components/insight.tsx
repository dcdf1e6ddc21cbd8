import type { Doubt } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { ChartData, type ChartTable } from "../../../shared/charts/chart-data.tsx";
import { useLocale } from "../../../shared/i18n/locale.ts";
import { frenchSpacing } from "../../../shared/i18n/typography.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { classNames } from "../../../shared/ui/class-names.ts";
import { ErrorState, Skeleton } from "../../../shared/ui/states.tsx";
import { type InsightName, type InsightOf, insightQuery } from "../data/insights.ts";
import type { Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Doubts } from "./doubts.tsx";
import styles from "./insight.module.css";

interface Basis {
  games: number;
  sentence: string;
  doubts: Doubt[];
}

interface InsightProps<Name extends InsightName> {
  name: Name;
  title: string;
  scope: Scope;
  /** Over the whole width of a large screen. */
  wide?: boolean;
  /** Nothing to draw, though there are games. */
  isEmpty?: (insight: InsightOf<Name>) => boolean;
  picture: (insight: InsightOf<Name>) => ReactNode;
  tables: (insight: InsightOf<Name>) => ChartTable[];
  /** Small print beside the doubts. */
  notes?: (insight: InsightOf<Name>) => (string | null)[];
}

/** One question and its answer: a picture, a sentence, what is doubtful, and the data. */
export function Insight<Name extends InsightName>(props: InsightProps<Name>) {
  const { name, title, scope, wide = false } = props;
  const locale = useLocale();
  const insight = useQuery(insightQuery(name, { scope, locale }));
  const titleId = useId();
  return (
    <section
      className={classNames(styles.insight, wide && styles.wide)}
      aria-labelledby={titleId}
      aria-busy={insight.isPlaceholderData}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {insight.data ? <Answer {...props} insight={insight.data} /> : null}
      {insight.isPending ? <Skeleton height="14rem" /> : null}
      {insight.isError && !insight.data ? (
        <ErrorState error={insight.error} onRetry={() => void insight.refetch()} />
      ) : null}
    </section>
  );
}

type AnswerProps<Name extends InsightName> = InsightProps<Name> & { insight: InsightOf<Name> };

function Answer<Name extends InsightName>(props: AnswerProps<Name>) {
  const { insight, picture, tables, notes, isEmpty } = props;
  const texts = useMessages(insightMessages);
  const { games, sentence: said, doubts }: Basis = insight;
  const sentence = useLocale() === "fr" ? frenchSpacing(said) : said;
  if (games === 0 || isEmpty?.(insight)) {
    return (
      <>
        <p className={styles.nothing}>{sentence === "" ? texts.nothing : sentence}</p>
        <Doubts doubts={doubts} notes={[]} />
      </>
    );
  }
  const shown = tables(insight);
  return (
    <>
      {picture(insight)}
      <p className={styles.sentence}>{sentence}</p>
      <footer className={styles.small}>
        <Doubts doubts={doubts} notes={notes?.(insight) ?? []} />
        <div className={styles.tables}>
          {shown.map((table) => (
            <ChartData key={table.fileName} table={table} isOneOfMany={shown.length > 1} />
          ))}
        </div>
      </footer>
    </>
  );
}
