import { type AlertRule, alertRuleSchema } from "@babyfoot/contract";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import type { Standing } from "./judge.ts";
import type { Thing } from "./rules.ts";
import { type Lasting, lastingSchema } from "./things.ts";

/** Whether this transaction may judge: no two do at a time. */
export async function mayJudge(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('babyfoot_alerts')) as may`.execute(tx);
  return rows[0]?.may === true;
}

/** How a rule stands, with the things that are beyond, and when it was last told that more of them had joined. */
export interface KeptStanding extends Standing {
  things: Lasting[];
  moreToldAt: Date | null;
}

/** How the rules stand. One of a later release is none of ours. */
export async function readStandings(db: Db | Transaction): Promise<Map<AlertRule, KeptStanding>> {
  const rows = await db.selectFrom("alerts").selectAll().execute();
  const standings = new Map<AlertRule, KeptStanding>();
  for (const row of rows) {
    const rule = alertRuleSchema.safeParse(row.rule);
    if (!rule.success) continue;
    standings.set(rule.data, {
      ...{ value: row.value, breachedSince: row.breached_since, wellSince: row.well_since },
      ...{ judgedAt: row.judged_at, moreToldAt: row.more_told_at },
      things: lastingSchema.catch([]).parse(row.things),
    });
  }
  return standings;
}

export async function keepStandings(
  tx: Transaction,
  standings: ReadonlyMap<AlertRule, Omit<KeptStanding, "moreToldAt">>,
): Promise<void> {
  await tx
    .insertInto("alerts")
    .values(
      [...standings].map(([rule, { value, breachedSince, wellSince, judgedAt, things }]) => ({
        ...{ rule, value, breached_since: breachedSince, well_since: wellSince },
        ...{ judged_at: judgedAt, things: JSON.stringify(things) },
      })),
    )
    .onConflict((conflict) =>
      conflict.column("rule").doUpdateSet({
        value: (eb) => eb.ref("excluded.value"),
        breached_since: (eb) => eb.ref("excluded.breached_since"),
        well_since: (eb) => eb.ref("excluded.well_since"),
        judged_at: (eb) => eb.ref("excluded.judged_at"),
        things: (eb) => eb.ref("excluded.things"),
      }),
    )
    .execute();
}

/** A stretch in which a rule fires or fired. */
export interface Episode {
  id: string;
  rule: AlertRule;
  firedAt: Date;
  clearedAt: Date | null;
  worst: number;
  told: number;
  toldAt: Date | null;
  /** The ids of the things of which it was told. */
  toldOf: readonly string[];
}

const EPISODES = (db: Db | Transaction) => db.selectFrom("alert_episodes").selectAll();

type EpisodeRow = Awaited<ReturnType<ReturnType<typeof EPISODES>["execute"]>>[number];

const toEpisode = (row: EpisodeRow): Episode[] => {
  const rule = alertRuleSchema.safeParse(row.rule);
  if (!rule.success) return [];
  const { id, worst, told, fired_at: firedAt, cleared_at: clearedAt, told_at: toldAt } = row;
  const toldOf = row.told_of;
  return [{ rule: rule.data, id, worst, told, firedAt, clearedAt, toldAt, toldOf }];
};

export async function openEpisodes(db: Db | Transaction): Promise<Map<AlertRule, Episode>> {
  const rows = await EPISODES(db).where("cleared_at", "is", null).execute();
  return new Map(rows.flatMap(toEpisode).map((episode) => [episode.rule, episode]));
}

/** Those of late, newest first. */
export async function episodesSince(db: Db, from: Date): Promise<Episode[]> {
  const rows = await EPISODES(db)
    .where((eb) => eb.or([eb("cleared_at", "is", null), eb("cleared_at", ">=", from)]))
    .orderBy("fired_at", "desc")
    .orderBy("id", "desc")
    .limit(100)
    .execute();
  return rows.flatMap(toEpisode);
}

export async function beginEpisode(
  tx: Transaction,
  { rule, at, worst }: { rule: AlertRule; at: Date; worst: number },
): Promise<Episode> {
  const id = newId();
  await tx.insertInto("alert_episodes").values({ id, rule, fired_at: at, worst }).execute();
  return { id, rule, firedAt: at, clearedAt: null, worst, told: 0, toldAt: null, toldOf: [] };
}

export async function endEpisode(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx.updateTable("alert_episodes").set({ cleared_at: at }).where("id", "=", id).execute();
}

/** Whether an episode has ended. */
export async function isOver(db: Db, id: string): Promise<boolean> {
  const open = await EPISODES(db)
    .where("id", "=", id)
    .where("cleared_at", "is", null)
    .executeTakeFirst();
  return open === undefined;
}

export async function worsen(tx: Transaction, id: string, worst: number): Promise<void> {
  await tx.updateTable("alert_episodes").set({ worst }).where("id", "=", id).execute();
}

export async function noteTold(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx
    .updateTable("alert_episodes")
    .set({ told: sql<number>`told + 1`, told_at: at })
    .where("id", "=", id)
    .execute();
}

/** Notes that these too were told of in this firing. */
export async function noteToldOf(
  tx: Transaction,
  { id, toldOf }: Pick<Episode, "id" | "toldOf">,
  things: readonly Thing[],
): Promise<void> {
  const ids = [...new Set([...toldOf, ...things.map((thing) => thing.id)])];
  if (ids.length === toldOf.length) return;
  await tx.updateTable("alert_episodes").set({ told_of: ids }).where("id", "=", id).execute();
}

export async function noteMoreTold(tx: Transaction, rule: AlertRule, at: Date): Promise<void> {
  await tx.updateTable("alerts").set({ more_told_at: at }).where("rule", "=", rule).execute();
}

const KEPT_DAYS = 400;

export async function forgetOldEpisodes(db: Db): Promise<void> {
  await sql`delete from alert_episodes
    where cleared_at < now() - make_interval(days => ${KEPT_DAYS})`.execute(db);
}
