import { Balance } from "../../../shared/charts/balance.tsx";
import { gameMessages } from "../../../shared/game/messages.ts";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";
import { testNote } from "./test-note.ts";

/** Whether it matters on which side one plays. */
export function SideInfluenceInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const sides = useMessages(gameMessages);
  const figures = useFigures();
  return (
    <Insight
      name="side-influence"
      title={texts.sides}
      scope={scope}
      wide
      isEmpty={({ decided }) => decided === 0}
      picture={({ red, blue, interval, sentence }) => (
        <Balance red={red} blue={blue} interval={interval} label={sentence} />
      )}
      notes={({ interval, draws, test }) => [
        interval
          ? texts.redInterval({
              low: figures.share(interval.low),
              high: figures.share(interval.high),
              level: figures.share(interval.level),
            })
          : null,
        draws > 0 ? texts.drawsAside({ draws: figures.whole(draws) }) : null,
        testNote(test, { texts, figures }),
      ]}
      tables={({ red, blue }) => [
        {
          caption: texts.sidesTable,
          header: [texts.side, texts.wins, texts.percent, texts.goals],
          rows: [
            [sides.red, red.wins, Math.round(red.share * 1000) / 10, red.goals],
            [sides.blue, blue.wins, Math.round(blue.share * 1000) / 10, blue.goals],
          ],
          fileName: fileNameOf(texts.sidesFile, scope),
        },
      ]}
    />
  );
}
