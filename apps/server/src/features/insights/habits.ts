import type { PeakHours, SideInfluence, TableUsage } from "@babyfoot/contract";
import { dayAfter } from "@babyfoot/domain";
import { evenOddsTest, goodnessOfFit, ranking, wilsonInterval } from "@babyfoot/domain/statistics";
import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";
import { basisOf, doubtsOf, noTime, noWinner, toldOf, undated } from "./basis.ts";
import { daysIn, type Scope } from "./period.ts";
import type { Sentences } from "./sentences.ts";

/** Fewer games than this decide nothing. */
const FEW = 30;

const tooFew = (games: number) =>
  ({ code: "too_few", count: games > 0 && games < FEW ? games : 0, of: games }) as const;

export async function tableUsage(db: Db, scope: Scope, say: Sentences): Promise<TableUsage> {
  const [basis, { rows }] = await Promise.all([
    basisOf(db, scope),
    sql<{ tableId: string | null; code: string; games: number; seconds: number }>`
      select t.id as "tableId", coalesce(t.code, r.table_code) as code, sum(r.games) as games, sum(r.seconds) as seconds
      from rollup_tables r left join tables t on t.venue_id = r.venue_id and t.id = r.table_id
      where ${daysIn(scope)} group by t.id, coalesce(t.code, r.table_code)
      order by coalesce(t.code, r.table_code), t.id`.execute(db),
  ]);
  const games = rows.reduce((sum, row) => sum + row.games, 0);
  const items = ranking(rows, (row) => row.games).map(({ seconds, ...row }) => ({
    ...row,
    share: row.games / games,
    minutes: seconds / 60,
  }));
  const test = goodnessOfFit(rows.map((row) => ({ seen: row.games, weight: 1 })));
  return {
    ...toldOf(basis),
    sentence: say.tableUsage({ games: basis.games, items, test }),
    doubts: doubtsOf(undated(basis), tooFew(games)),
    items,
    test,
  };
}

export async function sideInfluence(db: Db, scope: Scope, say: Sentences): Promise<SideInfluence> {
  const basis = await basisOf(db, scope);
  const { redWins, blueWins, draws, goalsRed, goalsBlue } = basis;
  const decided = redWins + blueWins;
  const share = (wins: number) => (decided === 0 ? 0 : wins / decided);
  const answer = {
    red: { wins: redWins, share: share(redWins), goals: goalsRed },
    blue: { wins: blueWins, share: share(blueWins), goals: goalsBlue },
    draws,
    decided,
    interval: wilsonInterval(redWins, decided),
    test: evenOddsTest(redWins, decided),
  };
  return {
    ...toldOf(basis),
    sentence: say.sideInfluence({ games: basis.games, ...answer }),
    doubts: doubtsOf(undated(basis), noWinner(basis), tooFew(decided)),
    ...answer,
  };
}

export async function peakHours(db: Db, scope: Scope, say: Sentences): Promise<PeakHours> {
  const [basis, hours, days] = await Promise.all([
    basisOf(db, scope),
    sql<PeakHours["hours"][number]>`
      select extract(isodow from r.day)::int as weekday, r.hour, sum(r.games) as games
      from rollup_hours r where ${daysIn(scope)} group by 1, 2 order by 1, 2`.execute(db),
    sql<{ month: string; weekday: number; games: number }>`
      select to_char(r.day, 'YYYY-MM') as month, extract(isodow from r.day)::int as weekday, sum(r.games) as games
      from rollup_games r where ${daysIn(scope)} and r.day > '-infinity' group by 1, 2 order by 1, 2`.execute(
      db,
    ),
  ]);
  const weekdays = weekdaysOf(basis, days.rows);
  const test = goodnessOfFit(weekdays.map((day) => ({ seen: day.games, weight: day.days })));
  const months = new Map<string, number>();
  for (const { month, games } of days.rows) months.set(month, (months.get(month) ?? 0) + games);
  return {
    ...toldOf(basis),
    sentence: say.peakHours({ games: basis.games, hours: hours.rows, weekdays, test }),
    doubts: doubtsOf(undated(basis), noTime(basis), tooFew(basis.games - basis.undated)),
    hours: hours.rows,
    weekdays,
    months: [...months].map(([month, games]) => ({ month, games })),
    test,
  };
}

const isoWeekday = (date: string): number => new Date(`${date}T00:00Z`).getUTCDay() || 7;

/** Monday to Sunday, with how many there were from the first game to the last. */
function weekdaysOf(
  { first, last }: { first: string | null; last: string | null },
  counted: { weekday: number; games: number }[],
): PeakHours["weekdays"] {
  if (first === null || last === null) return [];
  const span = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
  const days = new Array<number>(8).fill(Math.floor(span / 7));
  for (let ahead = 0; ahead < span % 7; ahead += 1) {
    const weekday = isoWeekday(dayAfter(first, ahead));
    days[weekday] = (days[weekday] ?? 0) + 1;
  }
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const games = counted
      .filter((row) => row.weekday === weekday)
      .reduce((sum, row) => sum + row.games, 0);
    const count = days[weekday] ?? 0;
    return { weekday, games, days: count, perDay: count === 0 ? 0 : games / count };
  });
}
