import type { BestPlayer, TopDefenders, TopScorers } from "@babyfoot/contract";
import { LEVEL, ranking, wilsonInterval } from "@babyfoot/domain/statistics";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import {
  basisOf,
  doubtsOf,
  nobodyNamed,
  noPosition,
  notCounted,
  noWinner,
  toldOf,
  undated,
} from "./basis.ts";
import { playersIn, type Scope } from "./period.ts";
import type { Sentences } from "./sentences.ts";

export interface RankingScope extends Scope {
  limit: number;
}

interface Counted {
  rank: number;
  tied: boolean;
  playerId: string;
  displayName: string;
  games: number;
  total: number;
}

/** What is ranked: its sum, and the games that say it. */
const MEASURES = {
  goals: { total: sql`sum(r.goals)`, games: sql`sum(r.goal_lines)` },
  saves: { total: sql`sum(r.saves)`, games: sql`sum(r.save_lines)` },
  defence: { total: sql`sum(r.defence_saves)`, games: sql`sum(r.defence_save_lines)` },
};

/** Whoever is erased, or wants to be on no leaderboard, is not ranked. */
async function rankedBy(
  db: Db,
  measure: keyof typeof MEASURES,
  { limit, ...scope }: RankingScope,
): Promise<Counted[]> {
  const { total, games } = MEASURES[measure];
  const { rows } = await sql<Counted>`
    with counted as (
      select r.player_id, ${total} as total, ${games} as games
      from (${playersIn(scope)}) as r group by r.player_id having ${total} > 0
    )
    select rank() over (order by c.total desc)::int as rank, count(*) over (partition by c.total) > 1 as tied,
      c.player_id as "playerId", p.display_name as "displayName", c.games, c.total
    from counted c join players p on p.id = c.player_id
    where p.erased_at is null and p.on_leaderboards
    order by 1, p.display_name, p.id limit ${limit}`.execute(db);
  return rows;
}

const each = (total: number, games: number): number => (games === 0 ? 0 : total / games);

export async function topScorers(db: Db, scope: RankingScope, say: Sentences): Promise<TopScorers> {
  const [basis, rows] = await Promise.all([basisOf(db, scope), rankedBy(db, "goals", scope)]);
  const items = rows.map(({ total: goals, ...row }) => ({
    ...row,
    goals,
    goalsPerGame: each(goals, row.games),
  }));
  return {
    ...toldOf(basis),
    sentence: say.topScorers({ games: basis.games, items }),
    doubts: doubtsOf(undated(basis), notCounted(basis.lines, basis.goalLines), nobodyNamed(basis)),
    items,
  };
}

export async function topDefenders(
  db: Db,
  scope: RankingScope,
  say: Sentences,
): Promise<TopDefenders> {
  const present = (rows: Counted[]) =>
    rows.map(({ total: saves, ...row }) => ({
      ...row,
      saves,
      savesPerGame: each(saves, row.games),
    }));
  const [basis, all, defence] = await Promise.all([
    basisOf(db, scope),
    rankedBy(db, "saves", scope),
    rankedBy(db, "defence", scope),
  ]);
  const [items, inDefence] = [present(all), present(defence)];
  return {
    ...toldOf(basis),
    sentence: say.topDefenders({ games: basis.games, items, inDefence }),
    doubts: doubtsOf(undated(basis), notCounted(basis.lines, basis.saveLines), noPosition(basis)),
    items,
    inDefence,
  };
}

/** Nobody is ranked with fewer games, and with fewer than this share of what is usual. */
const LEAST_GAMES = 10;
const SHARE_OF_MEDIAN = 0.25;

interface Tally {
  playerId: string;
  wins: number;
  draws: number;
  losses: number;
  /** Whether they may be named. */
  shown: boolean;
}

async function tallies(db: Db, scope: Scope): Promise<Tally[]> {
  const { rows } = await sql<Tally>`
    select c.player_id as "playerId", c.wins, c.draws, c.losses, p.erased_at is null and p.on_leaderboards as shown
    from (
      select r.player_id, sum(r.wins) as wins, sum(r.draws) as draws, sum(r.losses) as losses
      from (${playersIn(scope)}) as r group by r.player_id having sum(r.wins + r.draws + r.losses) > 0
    ) as c join players p on p.id = c.player_id
    order by p.display_name, p.id`.execute(db);
  return rows;
}

const gamesOf = ({ wins, draws, losses }: Tally): number => wins + draws + losses;

/** How many games with a known result it takes to be ranked. */
function minimumOf(all: Tally[]): number {
  const ordered = all.map(gamesOf).toSorted((one, other) => one - other);
  const median = ordered[Math.ceil(ordered.length / 2) - 1] ?? 0;
  return Math.max(LEAST_GAMES, Math.ceil(median * SHARE_OF_MEDIAN));
}

export async function bestPlayer(db: Db, scope: RankingScope, say: Sentences): Promise<BestPlayer> {
  const [basis, all] = await Promise.all([basisOf(db, scope), tallies(db, scope)]);
  const minimumGames = minimumOf(all);
  const candidates = all
    .filter((tally) => tally.shown && gamesOf(tally) >= minimumGames)
    .map((tally) => {
      const { playerId, wins, draws, losses } = tally;
      const games = gamesOf(tally);
      const interval = wilsonInterval(wins + draws / 2, games) ?? { low: 0, high: 1, level: LEVEL };
      const winShare = (wins + draws / 2) / games;
      return { playerId, games, wins, draws, losses, winShare, interval };
    });
  const best = ranking(candidates, ({ interval }) => interval.low).slice(0, scope.limit);
  const names = await namesOf(db, best);
  const items = best.map((item) => ({ ...item, displayName: names.get(item.playerId) ?? "" }));
  return {
    ...toldOf(basis),
    sentence: say.bestPlayer({ games: basis.games, minimumGames, items }),
    doubts: doubtsOf(undated(basis), noWinner(basis)),
    minimumGames,
    items,
  };
}

async function namesOf(db: Db, people: { playerId: string }[]): Promise<Map<string, string>> {
  const ids = people.map(({ playerId }) => playerId);
  const rows = await db
    .selectFrom("players")
    .select(["id", "display_name"])
    .where("id", "=", sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}
