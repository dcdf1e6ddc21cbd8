import { ColumnChart } from "../../../shared/charts/column-chart.tsx";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";

/** How much will be played in the coming week. */
export function DemandInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <Insight
      name="demand-forecast"
      title={texts.demand}
      scope={scope}
      wide
      isEmpty={({ days }) => days.length === 0}
      picture={({ days, sentence }) => (
        <ColumnChart
          label={sentence}
          columns={days.map(({ date, weekday, expected, low, high }) => ({
            key: date,
            value: expected,
            shown: figures.whole(expected),
            label: `${figures.shortWeekday(weekday)} ${Number(date.slice(8))}`,
            low,
            high,
          }))}
        />
      )}
      notes={({ past }) => [
        texts.demandInterval,
        past
          ? texts.pastError({
              days: figures.whole(past.days),
              error: figures.tenths(past.meanError),
              naive: figures.tenths(past.naiveError),
            })
          : texts.noPast,
      ]}
      tables={({ days }) => [
        {
          caption: texts.demandTable,
          header: [texts.day, texts.expected, texts.low, texts.high],
          rows: days.map(({ date, expected, low, high }) => [date, expected, low, high]),
          fileName: fileNameOf(texts.demandFile, scope),
        },
      ]}
    />
  );
}
