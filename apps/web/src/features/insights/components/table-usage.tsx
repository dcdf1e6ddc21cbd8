import { RankedBars } from "../../../shared/charts/ranked-bars.tsx";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Link } from "../../../shared/navigation/link.tsx";
import { paths } from "../../../shared/navigation/paths.ts";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";
import { testNote } from "./test-note.ts";

/** Beyond these, tables are in the data. */
const DRAWN = 12;

/** Which table is played most. */
export function TableUsageInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <Insight
      name="table-usage"
      title={texts.tables}
      scope={scope}
      isEmpty={({ items }) => items.length === 0}
      picture={({ items }) => (
        <RankedBars
          label={texts.tables}
          items={items.slice(0, DRAWN).map((item) => ({
            key: item.code,
            rank: item.rank,
            tied: item.tied,
            name:
              item.tableId === null ? (
                item.code
              ) : (
                <Link to={paths.table(item.tableId)}>{item.code}</Link>
              ),
            value: item.games,
            shown: figures.share(item.share),
            small: texts.usage({
              games: figures.counted(item.games),
              hours: figures.whole(item.minutes / 60),
            }),
          }))}
        />
      )}
      notes={({ test, items }) => [
        testNote(test, { texts, figures }),
        items.length > DRAWN ? texts.moreTables({ count: items.length - DRAWN }) : null,
      ]}
      tables={({ items }) => [
        {
          caption: texts.tablesTable,
          header: [texts.rank, texts.table, texts.gamesColumn, texts.percent, texts.minutes],
          rows: items.map(({ rank, code, games, share, minutes }) => [
            ...[rank, code, games, Math.round(share * 1000) / 10, Math.round(minutes)],
          ]),
          fileName: fileNameOf(texts.tablesFile, scope),
        },
      ]}
    />
  );
}
