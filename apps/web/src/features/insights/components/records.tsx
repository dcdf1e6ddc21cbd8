import type { GameReference, Records } from "@babyfoot/contract";
import { GameLine } from "../../../shared/game/game-line.tsx";
import { type FigureFormat, useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { PlayerLink } from "../../../shared/players/player-link.tsx";
import { fileNameOf, type Scope } from "../data/scope.ts";
import { insightMessages } from "../messages.ts";
import { Insight } from "./insight.tsx";
import styles from "./records.module.css";

type RecordItem = Records["items"][number];
type Holder = RecordItem["holders"][number];

const HOLDERS_SHOWN = 2;

/** What nobody has done better. */
export function RecordsInsight({ scope }: { scope: Scope }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <Insight
      name="records"
      title={texts.records}
      scope={scope}
      wide
      isEmpty={({ items }) => items.length === 0}
      picture={({ items }) => (
        <ul className={styles.records}>
          {items.map((item) => (
            <RecordPlate key={item.kind} item={item} />
          ))}
        </ul>
      )}
      tables={({ items }) => [
        {
          caption: texts.records,
          header: [texts.record, texts.value, texts.player, texts.game, texts.day],
          rows: items.flatMap((item) =>
            item.holders.map((holder) => [
              ...[texts[item.kind], item.value, holder.player?.displayName ?? null],
              ...[holder.game ? gameText(holder.game) : null, dayOf(holder)],
            ]),
          ),
          fileName: fileNameOf(texts.recordsFile, scope),
        },
      ]}
      notes={({ items }) => [items.some(({ held }) => held > 1) ? texts.recordsTied : null]}
    />
  );

  function gameText(game: GameReference): string {
    const teams = [game.red, game.blue].map((team) =>
      team.map(({ displayName }) => displayName).join(" & "),
    );
    return `${teams[0]} ${game.scoreRed ?? "?"}–${game.scoreBlue ?? "?"} ${teams[1]}`;
  }

  function dayOf({ game, from, to }: Holder): string | null {
    const day = (text: string | null) => (text === null ? null : figures.day(text));
    if (game) return day(game.date);
    return from === to ? day(from) : [day(from), day(to)].filter(Boolean).join(" – ");
  }
}

function RecordPlate({ item }: { item: RecordItem }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  const left = item.held - Math.min(item.holders.length, HOLDERS_SHOWN);
  return (
    <li className={styles.record}>
      <p className={styles.kind}>{texts[item.kind]}</p>
      <p className={styles.value}>{valueText(item, figures)}</p>
      <ul className={styles.holders}>
        {item.holders.slice(0, HOLDERS_SHOWN).map((holder, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one may hold a record several times
          <li key={index}>
            <HolderLine holder={holder} />
          </li>
        ))}
        {left > 0 ? <li>{texts.alsoHeld({ count: left })}</li> : null}
      </ul>
    </li>
  );
}

function HolderLine({ holder: { player, game, from, to } }: { holder: Holder }) {
  const texts = useMessages(insightMessages);
  const figures = useFigures();
  return (
    <>
      {player ? <PlayerLink player={player} /> : null}
      {game ? <GameLine game={game} /> : null}
      {!game && from && to ? (
        <span className={styles.when}>
          {texts.span({ from: figures.day(from), to: figures.day(to) })}
        </span>
      ) : null}
    </>
  );
}

/** Lengths of games are in seconds. */
function valueText({ kind, value }: RecordItem, figures: FigureFormat): string {
  if (kind !== "longest_game" && kind !== "shortest_game") return figures.whole(value);
  const minutes = Math.floor(value / 60);
  return `${minutes}:${`${Math.round(value % 60)}`.padStart(2, "0")}`;
}
