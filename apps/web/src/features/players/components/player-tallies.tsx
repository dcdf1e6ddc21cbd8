import type { PlayerStats } from "@babyfoot/contract";
import { gameMessages } from "../../../shared/game/messages.ts";
import { SideMark } from "../../../shared/game/side-mark.tsx";
import { useFigures } from "../../../shared/i18n/figures.ts";
import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { PlayerLink } from "../../../shared/players/player-link.tsx";
import { mostPlayed } from "../data/tally.ts";
import { playerMessages } from "../messages.ts";
import styles from "./player-tallies.module.css";
import { Tallies, type TallyRow } from "./tallies.tsx";

/** As many as one looks at; whoever was met once is in the games. */
const SHOWN = 8;

/** How somebody has done by season, company, position, side and table. */
export function PlayerTallies({ stats }: { stats: PlayerStats }) {
  const texts = useMessages(playerMessages);
  const sides = useMessages(gameMessages);
  const figures = useFigures();
  const people = (list: PlayerStats["partners"]): TallyRow[] =>
    mostPlayed(list, SHOWN).map((one) => ({
      ...one,
      key: one.playerId,
      name: <PlayerLink player={one} />,
      plainName: one.displayName,
    }));
  const groups: { title: string; rows: TallyRow[] }[] = [
    {
      title: texts.seasons,
      rows: stats.seasons.map((one) => ({
        ...one,
        key: one.season,
        name: texts.seasonGoals({ season: one.season, goals: figures.counted(one.goals) }),
        plainName: one.season,
      })),
    },
    {
      title: texts.positions,
      rows: stats.positions.map((one) => {
        const name = one.role === "unknown" ? texts.role_unknown : texts[one.role];
        return { ...one, key: one.role, name, plainName: name };
      }),
    },
    { title: texts.partners, rows: people(stats.partners) },
    { title: texts.opponents, rows: people(stats.opponents) },
    {
      title: texts.sides,
      rows: stats.sides.map((one) => ({
        ...one,
        key: one.side,
        name: (
          <span className={styles.side}>
            <SideMark side={one.side} /> {sides[one.side]}
          </span>
        ),
        plainName: sides[one.side],
      })),
    },
    {
      title: texts.tables,
      rows: mostPlayed(stats.tables, SHOWN).map((one) => ({
        ...one,
        key: one.code,
        name: one.code,
        plainName: one.code,
      })),
    },
  ];
  return (
    <div className={styles.groups}>
      {groups.map(({ title, rows }) => (
        <Tallies
          key={title}
          title={title}
          rows={rows}
          fileName={`${stats.displayName} ${title}`.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}
        />
      ))}
    </div>
  );
}
