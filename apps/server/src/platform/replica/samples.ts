import { sql } from "kysely";
import type { Db } from "../database.ts";
import type { PrimarySample, ReplicaSample } from "./freshness.ts";

const SCHEMA = sql`(select name from migrations order by id desc limit 1)`;

interface PrimaryRow {
  position: string;
  marks: string;
  counting: boolean;
  schema: string;
}

/** How far the primary is; the instant is taken before it is asked, as it may have gone on since. */
export async function samplePrimary(primary: Db): Promise<PrimarySample> {
  const at = performance.now();
  const { rows } = await sql<PrimaryRow>`
    select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text as position,
      (select last_value from stale_matches_id_seq) || ' ' || (select last_value from stale_days_id_seq) as marks,
      exists (select from stale_matches) or exists (select from stale_days) as counting,
      ${SCHEMA} as schema`.execute(primary);
  const [row] = rows;
  if (row === undefined) throw new Error("The primary answers nothing.");
  const { position, marks, counting, schema } = row;
  return { at, position: BigInt(position), marks, isCounting: counting, schema };
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
