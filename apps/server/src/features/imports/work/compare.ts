import type { ImportReport } from "@babyfoot/contract";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../platform/database.ts";
import type { Job } from "./job.ts";

type ReportFinding = ImportReport["findings"][number];

/** What an import says that the venue has already. */
export interface Compared {
  known: number;
  differing: number;
  findings: ReportFinding[];
}

interface Counted {
  count: number;
  examples: ReportFinding["examples"] | null;
}

const SAME_GAME = `
  s.day, s.season, s.table_code, s.duration_seconds, s.score_red, s.score_blue, s.winner, s.location, s.ball_type,
  s.table_condition, s.attendance, s.recorded_by, s.rating, s.asides`;
const SAME_LINE =
  "l.team, l.role, l.goals, l.own_goals, l.assists, l.saves, l.possession_seconds, l.is_substitute, l.asides";

const both = (columns: string, other: string): RawBuilder<boolean> =>
  sql.raw(`(${columns}) is distinct from (${columns.replace(/\b[sl]\./g, `${other}.`)})`);

const knownGames = ({ worker, venueId }: Job) => sql`
  select s.*, g.id as here from import_games s
  join games g on g.venue_id = ${venueId} and g.code = s.code where s.worker = ${worker}`;

const differingGames = (job: Job) => sql`
  with known as (${knownGames(job)}),
  told as (select k.code, l.* from known k join import_lines l on l.worker = ${job.worker} and l.game_id = k.id),
  kept as (select k.code, l.* from known k join game_lines l on l.venue_id = ${job.venueId} and l.game_id = k.here)
  select s.code from known s join games g on g.venue_id = ${job.venueId} and g.id = s.here
    join venues v on v.id = g.venue_id
  where ${both(SAME_GAME, "g")} or (s.day + s.time) at time zone v.time_zone is distinct from g.started_at
  union
  select coalesce(l.code, o.code) from told l full join kept o on o.code = l.code and o.player_id = l.player_id
  where l.code is null or o.code is null or ${both(SAME_LINE, "o")}`;

/** People who are new here and are called as somebody whom the venue knows by another code. */
const namesakes = ({ worker, venueId }: Job) => sql`
  select distinct n.name || ': ' || n.code || ', ' || c.code as text from import_players n
  join players p on lower(p.display_name) = lower(n.name)
  join player_codes c on c.player_id = p.id and c.venue_id = ${venueId}
  where n.worker = ${worker} and n.is_new`;

async function counted(db: Db, about: RawBuilder<unknown>, game: string, text: string) {
  const { rows } = await sql<Counted>`
    with all_of_them as (${about})
    select (select count(*)::int from all_of_them) as count,
      (select json_agg(json_build_object('row', null, 'game', ${sql.raw(game)}, 'text', ${sql.raw(text)}))
       from (select * from all_of_them order by 1 limit 3) first) as examples`.execute(db);
  return { count: rows[0]?.count ?? 0, examples: rows[0]?.examples ?? [] };
}

/** Compares what was judged with what the venue has. */
export async function compare(job: Job): Promise<Compared> {
  const known = await counted(job.db, sql`select code from (${knownGames(job)}) k`, "code", "code");
  const differing =
    known.count === 0
      ? { count: 0, examples: [] }
      : await counted(job.db, differingGames(job), "code", "code");
  const names = await counted(job.db, namesakes(job), "null", "text");
  return {
    known: known.count,
    differing: differing.count,
    findings: [
      { kind: "known_game", ...known },
      { kind: "differing_game", ...differing },
      { kind: "name_of_another", ...names },
    ],
  };
}
