import { sql } from "kysely";
import type { Db } from "../../platform/database.ts";

/** What the database says of the installation as a whole. */
export interface Facts {
  /** By its clock, as all that is kept in it. */
  now: Date;
  postgresql: string;
  schema: string;
  databaseSince: Date;
  databaseBytes: number;
  connections: number;
  connectionsAllowed: number;
  jobsDue: number;
  queueSeconds: number;
  noticesDue: number;
  outboxSeconds: number;
  /** Since when no mail leaves: of those refused for their reader, or telling of just this, nothing follows. */
  mailFailingSeconds: number;
  sensorsHeard: number;
  sensorsSilent: number;
  importsRunning: number;
  /** Their process has told nothing for minutes. */
  importsStuck: number;
  exportFailures: number;
  archiveIsOn: boolean;
  archivedAt: Date | null;
  archiveFailedAt: Date | null;
  archiveFailures: number;
  archiveTimeoutSeconds: number;
  /** Made by a schedule, the first that went well. */
  firstBackupAt: Date | null;
}

/** While mails leave, one that does not is that reader's. */
const LAST_NOTICE_BY_MAIL = sql`(
  select max(settled_at) from notice_deliveries
  where channel = 'mail' and outcome = 'sent' and settled_at > now() - interval '1 day')`;

/** What only shows where it waits; a superuser's or a replica's connections are not among those that are allowed. */
const FACTS = sql<Facts>`
  select now() as now, current_setting('server_version') as postgresql,
    (select max(name) from migrations) as schema,
    pg_postmaster_start_time() as "databaseSince",
    pg_database_size(current_database()) as "databaseBytes",
    (select sum(numbackends) from pg_stat_database)::int as connections,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - coalesce(current_setting('reserved_connections', true), '0')::int as "connectionsAllowed",
    jobs.due as "jobsDue", jobs.seconds as "queueSeconds",
    notices.due as "noticesDue", notices.seconds as "outboxSeconds",
    greatest(
      (select extract(epoch from now() - min(created_at)) from jobs
        where task = 'send_mail' and attempts >= 2
          and payload ->> 'refused' is null and payload ->> 'about' is distinct from 'mail_failing'),
      (select case when count(*) > 0
          then extract(epoch from now() - greatest(min(n.created_at), ${LAST_NOTICE_BY_MAIL})) end
        from notice_deliveries d join notices n on n.id = d.notice_id
        where d.channel = 'mail' and d.due_at is not null and d.attempts >= 2
          and not exists (select from alert_episodes e
            where e.id::text = n.subject and e.rule = 'mail_failing')),
      0)::float8 as "mailFailingSeconds",
    sensors.heard as "sensorsHeard", sensors.silent as "sensorsSilent",
    imports.running as "importsRunning", imports.stuck as "importsStuck",
    (select failures from export_schedule) as "exportFailures",
    current_setting('archive_mode') <> 'off' as "archiveIsOn",
    archiver.last_archived_time as "archivedAt", archiver.last_failed_time as "archiveFailedAt",
    archiver.failed_count as "archiveFailures",
    (select setting::int from pg_settings where name = 'archive_timeout') as "archiveTimeoutSeconds",
    (select min(finished_at) from backups where ok and kind <> 'dump') as "firstBackupAt"
  from pg_stat_archiver archiver,
    (select count(*)::int as due, coalesce(max(extract(epoch from now() - run_at)), 0)::float8 as seconds
      from jobs where run_at <= now()) jobs,
    (select count(*)::int as due, coalesce(max(extract(epoch from now() - due_at)), 0)::float8 as seconds
      from (select due_at from notices union all select due_at from notice_deliveries) all_of_them
      where due_at <= now()) notices,
    (select count(*)::int as heard, (count(*) filter (where not online))::int as silent from devices
      where revoked_at is null and last_seen_at is not null) sensors,
    (select count(*)::int as running,
      (count(*) filter (where beat_at < now() - interval '5 min'))::int as stuck
      from imports where status in ('receiving', 'importing')) imports`;

/** Asks the database how the installation is. */
export async function readFacts(db: Db): Promise<Facts> {
  const { rows } = await FACTS.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error("the database says nothing of itself");
  return row;
}

/** How old what is not yet archived may be; null where nothing is. While the database was stopped nothing was written. */
export function archiveBehindSeconds(
  facts: Pick<Facts, "archiveIsOn" | "archivedAt" | "databaseSince">,
  now: number,
): number | null {
  if (!facts.archiveIsOn) return null;
  const { archivedAt, databaseSince } = facts;
  return Math.max(0, now - Math.max(archivedAt?.getTime() ?? 0, databaseSince.getTime())) / 1_000;
}
