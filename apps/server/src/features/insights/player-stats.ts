import type { PlayerStats } from "@babyfoot/contract";
import { afterEachOther, NO_GAMES, type Streaks } from "@babyfoot/domain/statistics";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { UPDATED_AT } from "./basis.ts";
import { gamesOf, RESULT } from "./player-games.ts";

const FORM = 10;
/** Of partners and of opponents so many, those one has played with most. */
const COMPANY = 50;

interface Tally {
  games: number;
  wins: number;
  draws: number;
  losses: number;
}

const TALLY = sql`count(*) as games, count(*) filter (where result = 'won') as wins,
  count(*) filter (where result = 'drawn') as draws, count(*) filter (where result = 'lost') as losses`;

interface Part extends Tally {
  /** What the rows of it have in common. */
  by: "all" | "season" | "role" | "side" | "table";
  value: string | null;
  goals: number;
  ownGoals: number;
  assists: number;
  saves: number;
}

async function partsOf(db: Db, playerId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    with mine as (
      select l.*, g.season, coalesce(t.code, g.table_code) as table_code, ${RESULT} as result
      from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
      left join tables t on t.venue_id = g.venue_id and t.id = g.table_id
      where l.player_id = ${playerId}::uuid
    )
    select case when grouping(season) = 0 then 'season' when grouping(role) = 0 then 'role'
        when grouping(team) = 0 then 'side' when grouping(table_code) = 0 then 'table' else 'all' end as by,
      coalesce(season, role, team, table_code) as value, ${TALLY}, coalesce(sum(goals), 0) as goals,
      coalesce(sum(own_goals), 0) as "ownGoals", coalesce(sum(assists), 0) as assists, coalesce(sum(saves), 0) as saves
    from mine group by grouping sets ((), (season), (role), (team), (table_code))
    order by games desc, value`.execute(db);
  return rows;
}

interface Company extends Tally {
  playerId: string;
  displayName: string;
  partner: boolean;
}

/** Those who have played along or against. */
async function companyOf(db: Db, playerId: string): Promise<Company[]> {
  const { rows } = await sql<Company>`
    with together as (
      select o.player_id, o.team = l.team as partner, ${RESULT} as result
      from game_lines l join games g on g.venue_id = l.venue_id and g.id = l.game_id
      join game_lines o on o.venue_id = l.venue_id and o.game_id = l.game_id and o.player_id <> l.player_id
      where l.player_id = ${playerId}::uuid and l.team is not null and o.team is not null
    ), counted as (
      select player_id, partner, ${TALLY}, row_number() over (partition by partner order by count(*) desc, player_id) as place
      from together group by player_id, partner
    )
    select p.id as "playerId", p.display_name as "displayName", partner, games, wins, draws, losses
    from counted join players p on p.id = counted.player_id
    where place <= ${COMPANY} order by games desc, p.display_name, p.id`.execute(db);
  return rows;
}

interface Stretch extends Streaks {
  venueId: string;
  season: string;
  lastOn: string;
}

/** Streaks are of a venue and a season; the current one is of where the last game was. */
async function streaksOf(db: Db, playerId: string): Promise<PlayerStats["streaks"]> {
  const { rows } = await sql<Stretch>`
    select venue_id as "venueId", season, starts_on::text as "lastOn", wins + draws + losses as length,
      streak_prefix as prefix, streak_suffix as suffix, streak_best as best
    from rollup_players where player_id = ${playerId}::uuid and grain = 'day' and starts_on > '-infinity'
      and wins + draws + losses > 0
    order by starts_on, season`.execute(db);
  const lines = new Map<string, Streaks>();
  let newest = "";
  for (const { venueId, season, ...stretch } of rows) {
    newest = `${venueId} ${season}`;
    lines.set(newest, afterEachOther(lines.get(newest) ?? NO_GAMES, stretch));
  }
  const best = Math.max(0, ...[...lines.values()].map((line) => line.best));
  return { current: lines.get(newest)?.suffix ?? 0, best };
}

const NO_TALLY = { games: 0, wins: 0, draws: 0, losses: 0 };
const NOTHING = { ...NO_TALLY, goals: 0, ownGoals: 0, assists: 0, saves: 0 };

const tallyOf = ({ games, wins, draws, losses }: Tally): Tally => ({ games, wins, draws, losses });

const ROLES = ["attack", "defense", "unknown"] as const;
const SIDES = ["red", "blue"] as const;

/** What somebody's games come to. @throws AppError `not_found`. */
export async function playerStats(db: Db, playerId: string): Promise<PlayerStats> {
  const person = await db
    .selectFrom("players")
    .select(["display_name", UPDATED_AT.as("updated_at")])
    .where("id", "=", playerId)
    .executeTakeFirst();
  if (person === undefined) throw new AppError("not_found");
  const [parts, company, streaks, form] = await Promise.all([
    partsOf(db, playerId),
    companyOf(db, playerId),
    streaksOf(db, playerId),
    gamesOf(db, playerId, { limit: FORM }),
  ]);
  const {
    by: _by,
    value: _value,
    ...totals
  } = parts.find(({ by }) => by === "all") ?? {
    by: "all",
    value: null,
    ...NOTHING,
  };
  const known = (by: Part["by"]) => parts.filter((part) => part.by === by && part.value !== null);
  const people = (partner: boolean) =>
    company
      .filter((one) => one.partner === partner)
      .map((one) => ({ playerId: one.playerId, displayName: one.displayName, ...tallyOf(one) }));
  return {
    playerId,
    displayName: person.display_name,
    totals,
    streaks,
    form: form.map(({ played: { result, game } }) => ({ result, game })),
    seasons: known("season")
      .map((part) => ({ season: part.value ?? "", ...tallyOf(part), goals: part.goals }))
      .toSorted((one, other) => (one.season < other.season ? 1 : -1)),
    partners: people(true),
    opponents: people(false),
    positions: ROLES.flatMap((role) => {
      const part = parts.find(({ by, value }) => by === "role" && (value ?? "unknown") === role);
      return part === undefined ? [] : [{ role, ...tallyOf(part), goals: part.goals }];
    }),
    sides: SIDES.flatMap((side) => {
      const part = parts.find(({ by, value }) => by === "side" && value === side);
      return part === undefined ? [] : [{ side, ...tallyOf(part) }];
    }),
    tables: known("table").map((part) => ({ code: part.value ?? "", ...tallyOf(part) })),
    updatedAt: person.updated_at.toISOString(),
  };
}
