import type { BestPlayer, TopDefenders } from "@babyfoot/contract";
import { useState } from "react";
import type { ChartTable } from "../../../shared/charts/chart-data.tsx";
import { IntervalDots } from "../../../shared/charts/interval-dots.tsx";
import { RankedBars } from "../../../shared/charts/ranked-bars.tsx";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { PlayerLink } from "../../../shared/players/player-link.tsx";
import { Choices } from "../../../shared/ui/choices.tsx";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";

/** Who has scored most. */
export function TopScorers({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <Insight
      name="top-scorers"
      title={texts.scorers}
      scope={scope}
      isEmpty={({ items }) => items.length === 0}
      picture={({ items }) => (
        <RankedBars
          label={texts.scorers}
          items={items.map((item) => ({
            key: item.playerId,
            rank: item.rank,
            tied: item.tied,
            name: <PlayerLink player={item} />,
            value: item.goals,
            shown: figures.whole(item.goals),
            small: texts.perGame({
              games: figures.counted(item.games),
              each: figures.tenths(item.goalsPerGame),
            }),
          }))}
        />
      )}
      tables={({ items }) => [
        {
          caption: texts.scorersTable,
          header: [texts.rank, texts.player, texts.goals, texts.gamesColumn, texts.goalsEach],
          rows: items.map((item) => [
            ...[item.rank, item.displayName, item.goals, item.games, item.goalsPerGame],
          ]),
          fileName: fileNameOf(texts.scorersFile, scope),
        },
      ]}
    />
  );
}

type Lines = "items" | "inDefence";

/** Who has saved most: in all games, or in those played in defence. */
export function TopDefendersInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const [lines, setLines] = useState<Lines>("items");
  const options = (["items", "inDefence"] as const).map((value) => ({
    value,
    label: texts[value],
  }));
  return (
    <Insight
      name="top-defenders"
      title={texts.defenders}
      scope={scope}
      isEmpty={({ items, inDefence }) => items.length + inDefence.length === 0}
      picture={(insight) => (
        <>
          <Choices
            legend={texts.whichLines}
            hideLegend
            value={lines}
            options={options}
            onChange={setLines}
          />
          <Savers items={insight[lines]} />
        </>
      )}
      tables={(insight) =>
        options.map(({ value, label }) => defendersTable(insight[value], { texts, scope, label }))
      }
    />
  );
}

function Savers({ items }: { items: TopDefenders["items"] }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  if (items.length === 0) return <p>{texts.nobodyInDefence}</p>;
  return (
    <RankedBars
      label={texts.defenders}
      items={items.map((item) => ({
        key: item.playerId,
        rank: item.rank,
        tied: item.tied,
        name: <PlayerLink player={item} />,
        value: item.saves,
        shown: figures.whole(item.saves),
        small: texts.perGame({
          games: figures.counted(item.games),
          each: figures.tenths(item.savesPerGame),
        }),
      }))}
    />
  );
}

interface Wording {
  texts: (typeof insightMessages)["fr"];
  scope: Scope;
  label: string;
}

function defendersTable(
  items: TopDefenders["items"],
  { texts, scope, label }: Wording,
): ChartTable {
  return {
    caption: `${texts.defendersTable} (${label})`,
    header: [texts.rank, texts.player, texts.saves, texts.gamesColumn, texts.savesEach],
    rows: items.map((item) => [
      ...[item.rank, item.displayName, item.saves, item.games, item.savesPerGame],
    ]),
    fileName: fileNameOf(`${texts.defendersFile}-${label}`, scope),
  };
}

/** Who wins most, as far as their games can tell. */
export function BestPlayerInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const small = ({ wins, draws, losses, interval }: BestPlayer["items"][number]) =>
    texts.results({
      wins: figures.whole(wins),
      draws: figures.whole(draws),
      losses: figures.whole(losses),
      low: figures.share(interval.low),
      high: figures.share(interval.high),
    });
  return (
    <Insight
      name="best-player"
      title={texts.best}
      scope={scope}
      isEmpty={({ items }) => items.length === 0}
      picture={({ items }) => (
        <IntervalDots
          label={texts.best}
          items={items.map((item) => ({
            key: item.playerId,
            rank: item.rank,
            tied: item.tied,
            name: <PlayerLink player={item} />,
            share: item.winShare,
            low: item.interval.low,
            high: item.interval.high,
            small: small(item),
          }))}
        />
      )}
      notes={({ minimumGames }) => [texts.minimum({ games: figures.whole(minimumGames) })]}
      tables={({ items }) => [
        {
          caption: texts.bestTable,
          header: [
            ...[texts.rank, texts.player, texts.gamesColumn, texts.wins, texts.draws],
            ...[texts.losses, texts.winShare, texts.low, texts.high],
          ],
          rows: items.map((item) => [
            ...[item.rank, item.displayName, item.games, item.wins, item.draws, item.losses],
            ...[item.winShare, item.interval.low, item.interval.high].map(percentOf),
          ]),
          fileName: fileNameOf(texts.bestFile, scope),
        },
      ]}
    />
  );
}

const percentOf = (share: number): number => Math.round(share * 1000) / 10;
