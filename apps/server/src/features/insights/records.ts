import type { GameReference, Records } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { basisOf, doubtsOf, notCounted, noWinner, orderUnknown, toldOf, undated } from "./basis.ts";
import { daysIn, type Scope } from "./period.ts";
import { type PersonalBest, personalRecords } from "./personal-records.ts";
import { type GameKey, referencesOf, SHOWN } from "./references.ts";
import type { Sentences } from "./sentences.ts";

type Item = Records["items"][number];

interface GameRecord {
  kind: Item["kind"];
  value: number;
  held: number;
  games: GameKey[];
}

/** The records of single games; of equal ones the first by day. */
async function gameRecords(db: Db, scope: Scope): Promise<GameRecord[]> {
  const { rows } = await sql<GameRecord>`
    with valued as (
      select r.*, case when r.kind = 'shortest_game' then min(r.value) over p else max(r.value) over p end as most
      from rollup_records r where ${daysIn(scope)} window p as (partition by r.kind)
    ), held as (select kind, value, sum(held) as held from valued where value = most group by kind, value)
    select h.kind, h.value, h.held, (
      select jsonb_agg(jsonb_build_object('venueId', first.venue_id, 'gameId', first.id))
      from (
        select v.venue_id, one.id from valued v cross join unnest(v.game_ids) with ordinality as one(id, place)
        where v.kind = h.kind and v.value = h.value
        order by v.day = '-infinity', v.day, one.place limit ${SHOWN}
      ) as first) as games
    from held h`.execute(db);
  return rows;
}

const ORDER: Item["kind"][] = [
  "biggest_win",
  "most_goals",
  "most_goals_of_one",
  "most_saves_of_one",
  "longest_win_streak",
  "longest_game",
  "shortest_game",
];

function ofPlayers(best: PersonalBest, references: Map<string, GameReference>): Item {
  return {
    kind: best.kind,
    value: best.value,
    held: best.held,
    holders: best.holders.map(({ playerId, displayName, game, from, to }) => ({
      player: { playerId, displayName },
      game: game === null ? null : (references.get(game.gameId) ?? null),
      from,
      to,
    })),
  };
}

function ofGames(
  { kind, value, held, games }: GameRecord,
  references: Map<string, GameReference>,
): Item {
  const holders = games.flatMap(({ gameId }) => {
    const game = references.get(gameId);
    return game === undefined ? [] : [{ player: null, game, from: null, to: null }];
  });
  return { kind, value, held, holders };
}

export async function records(db: Db, scope: Scope, say: Sentences): Promise<Records> {
  const [basis, single, bests] = await Promise.all([
    basisOf(db, scope),
    gameRecords(db, scope),
    personalRecords(db, scope),
  ]);
  const references = await referencesOf(db, [
    ...single.flatMap(({ games }) => games),
    ...bests.flatMap(({ holders }) => holders.flatMap(({ game }) => game ?? [])),
  ]);
  const items = [
    ...single.map((record) => ofGames(record, references)),
    ...bests.map((best) => ofPlayers(best, references)),
  ].toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  return {
    ...toldOf(basis),
    sentence: say.records({ games: basis.games, items }),
    doubts: doubtsOf(
      undated(basis),
      notCounted(basis.lines, basis.goalLines),
      noWinner(basis),
      orderUnknown(basis),
    ),
    items,
  };
}
