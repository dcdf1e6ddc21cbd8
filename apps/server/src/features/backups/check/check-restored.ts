import type pg from "pg";
import { type Connection, connect } from "../../../platform/connection.ts";
import { quoted, SAME_TEXT } from "../dump/catalogue.ts";
import { clusterOf } from "../dump/dump.ts";
import { type Compared, compare, type Sides } from "./compare.ts";
import { comparedTables } from "./compared-tables.ts";
import { surelyOverBefore } from "./snapshots.ts";
import { soundness } from "./soundness.ts";

export interface CheckNeeds {
  restored: Connection;
  /** The database that goes on, where there is one. */
  running: Connection | undefined;
  /** Of a file, which is no copy of the running cluster: what it had, and of which moment it is. */
  file?: { snapshot: string; takenAt: Date; cluster: string | null } | undefined;
  /** Of a copy that was written to since: what it had at first, as its first check told. */
  snapshot?: string | undefined;
  /** When restoring began: what came later could not be in it. */
  askedAt: Date;
  /** Erases again, in the restored database, whoever was erased since. */
  replay: () => Promise<{ erased: number; kept: readonly string[] }>;
}

export interface Checked {
  ok: boolean;
  restoredTo: string | null;
  rpoSeconds: number | null;
  rows: Record<string, number>;
  checksums: Record<string, string>;
  differences: string[];
  erasuresReplayed: number;
  checked: {
    constraints: number;
    indexes: number | string;
    comparedRows: number | null;
    snapshot: string;
  };
}

/** Checks a database that was restored beside the running one: that it is sound, and lacks nothing that it must have. */
export async function checkRestored(needs: CheckNeeds): Promise<Checked> {
  const clients: pg.Client[] = [];
  const open = async (connection: Connection) => {
    const client = await connect(connection);
    clients.push(client);
    client.on("error", () => undefined);
    await client.query(SAME_TEXT);
    return client;
  };
  try {
    const restored = await open(needs.restored);
    const running = needs.running === undefined ? undefined : await open(needs.running);
    const found = await look(needs, restored, running);
    const { erased, kept } = await needs.replay();
    const differences = [...found.differences, ...(await stillThere(kept))];
    return { ...found, ok: differences.length === 0, differences, erasuresReplayed: erased };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

const stillThere = async (kept: readonly string[]): Promise<string[]> =>
  kept.length === 0 ? [] : [`${kept.length} erased people are back: the last administrator is one`];

type Found = Omit<Checked, "ok" | "erasuresReplayed">;

async function look(
  needs: CheckNeeds,
  restored: pg.Client,
  running: pg.Client | undefined,
): Promise<Found> {
  const snapshot = needs.file?.snapshot ?? needs.snapshot ?? (await snapshotOf(restored));
  const compared =
    running === undefined
      ? undefined
      : await compareWith(needs.file, snapshot, { restored, running });
  const newest = needs.file?.takenAt ?? (await newestOf(restored, needs.askedAt));
  const last = running === undefined ? null : await newestOf(running, needs.askedAt);
  const sound = await soundness(restored);
  return {
    restoredTo: newest?.toISOString() ?? null,
    rpoSeconds:
      newest === null || last === null
        ? null
        : Math.max(0, (last.getTime() - newest.getTime()) / 1000),
    rows: await rowsOf(restored),
    checksums: compared?.checksums ?? {},
    differences: [...(compared?.differences ?? []), ...sound.differences],
    checked: {
      ...{ constraints: sound.constraints, indexes: sound.indexes },
      comparedRows: compared?.rows ?? null,
      snapshot,
    },
  };
}

const OF_ANOTHER_CLUSTER =
  "nothing could be compared: the backup is of another database cluster than the running one (back up anew)";

async function compareWith(
  file: CheckNeeds["file"],
  snapshot: string,
  sides: Pick<Sides, "restored" | "running">,
): Promise<Compared> {
  const [there, here] = [await clusterOf(sides.restored), await clusterOf(sides.running)];
  const origin = file === undefined ? there : file.cluster;
  if (here === null || origin !== here)
    return { differences: [OF_ANOTHER_CLUSTER], checksums: {}, rows: 0 };
  const both = [sides.restored, sides.running];
  // One moment for all tables of each.
  const begin = "begin isolation level repeatable read, read only";
  await Promise.all(both.map((client) => client.query(begin)));
  const overBefore = surelyOverBefore(snapshot);
  const compared = await compare({ ...sides, overBefore, isPhysical: file === undefined });
  await Promise.all(both.map((client) => client.query("commit")));
  return compared;
}

/** To be asked before anything is written there. */
async function snapshotOf(restored: pg.Client): Promise<string> {
  const { rows } = await restored.query<{ now: string }>(
    "select pg_current_snapshot()::text as now",
  );
  return rows[0]?.now ?? "";
}

async function newestOf(client: pg.Client, until: Date): Promise<Date | null> {
  let newest: Date | null = null;
  for (const { name, newest: time } of await comparedTables(client, client)) {
    if (time === undefined) continue;
    const { rows } = await client.query<{ at: Date | null }>(
      `select ${time} as at from public.${quoted(name)} t`,
      [until],
    );
    const at = rows[0]?.at ?? null;
    if (at !== null && (newest === null || at > newest)) newest = at;
  }
  return newest;
}

async function rowsOf(client: pg.Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await comparedTables(client, client)) {
    const { rows } = await client.query<{ count: string }>(
      `select count(*)::text as count from public.${quoted(name)}`,
    );
    counts[name] = Number(rows[0]?.count ?? 0);
  }
  return counts;
}
