import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres/supervisor.ts";

const NOT_COPIED = /\/(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+)$/;

/** Copies the cluster of a PostgreSQL that runs, by PostgreSQL's own way to back up from below. */
async function copyCluster(primary: EmbeddedPostgres, from: string, to: string): Promise<void> {
  const client = new pg.Client({ ...primary.connection, user: "postgres", database: "postgres" });
  await client.connect();
  try {
    await client.query("select pg_backup_start('replica', fast => true)");
    mkdirSync(path.dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true, filter: (file) => !NOT_COPIED.test(file) });
    const { rows } = await client.query<{ labelfile: string }>(
      "select labelfile from pg_backup_stop(wait_for_archive => false)",
    );
    writeFileSync(path.join(to, "backup_label"), rows[0]?.labelfile ?? "");
  } finally {
    await client.end();
  }
}

/**
 * Starts a replica that follows a PostgreSQL by its stream of changes, as one of RDS does; made at the first call.
 * @param dataDir of the primary
 */
export async function startReplicaOf(
  primary: EmbeddedPostgres,
  { dataDir, replicaDir, isNew = true }: { dataDir: string; replicaDir: string; isNew?: boolean },
): Promise<EmbeddedPostgres> {
  const cluster = path.join(replicaDir, "postgres", "cluster");
  if (isNew) await copyCluster(primary, path.join(dataDir, "postgres", "cluster"), cluster);
  writeFileSync(path.join(cluster, "standby.signal"), "");
  const { host, port } = primary.connection;
  return startEmbeddedPostgres({
    ...{ dataDir: replicaDir, log: () => undefined, fsync: false },
    settings: { primary_conninfo: `host=${host} port=${port} user=postgres` },
  });
}
