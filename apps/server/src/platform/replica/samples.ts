import { sql } from "kysely";
import type { Db } from "../database.ts";
import type { PrimarySample, ReplicaSample } from "./freshness.ts";

const SCHEMA = sql`(select name from migrations order by id desc limit 1)`;

interface PrimaryRow {
  position: string;
  counting: boolean;
  next: string;
  oldest: string;
  schema: string;
}

/** How far the primary is; the instant is taken before it is asked, as it may have gone on since. */
export async function samplePrimary(primary: Db): Promise<PrimarySample> {
  const at = performance.now();
  // The first value of all is there before it is taken.
  const { rows: read } = await sql<{ marks: string }>`
    select m.last_value || ' ' || m.is_called || ' ' || d.last_value || ' ' || d.is_called as marks
    from stale_matches_id_seq m, stale_days_id_seq d`.execute(primary);
  // In a statement of its own: whoever has made a mark had begun when this one looks.
  const { rows } = await sql<PrimaryRow>`
    select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text as position,
      exists (select from stale_matches) or exists (select from stale_days) as counting,
      pg_snapshot_xmax(pg_current_snapshot())::text as next, pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
      ${SCHEMA} as schema`.execute(primary);
  const [[marks], [row]] = [read, rows];
  if (marks === undefined || row === undefined) throw new Error("The primary answers nothing.");
  return {
    ...{
      at,
      ...marks,
      isCounting: row.counting,
      schema: row.schema,
      position: BigInt(row.position),
    },
    ...{ nextTransaction: BigInt(row.next), oldestTransaction: BigInt(row.oldest) },
  };
}

/** How far the replica is. */
export async function sampleReplica(replica: Db): Promise<ReplicaSample> {
  const { rows } = await sql<{ position: string | null; replica: boolean; schema: string }>`
    select (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::text as position, pg_is_in_recovery() as replica,
      ${SCHEMA} as schema`.execute(replica);
  const [row] = rows;
  if (row === undefined) throw new Error("The replica answers nothing.");
  const { position, replica: isReplica, schema } = row;
  return { position: BigInt(position ?? 0), isReplica, schema };
}
