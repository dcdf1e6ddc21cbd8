import { EXPORT_COLUMNS } from "@babyfoot/contract";
import type { Connection } from "../../platform/connection.ts";
import type { Db } from "../../platform/database.ts";
import { openSnapshot, type Snapshot } from "../../platform/snapshot.ts";
import { CHANGED_DAYS, type ChangedDay, changedDayOf, dayIsExported } from "./changed-days.ts";
import { statementOfDay } from "./datasets.ts";
import type { Destination } from "./destination.ts";
import { parquetOf } from "./parquet.ts";

/** What an export by day has done. */
export interface Exported {
  daysWritten: number;
  daysRemoved: number;
  games: number;
  lines: number;
  bytes: number;
}

interface ExportDaysDeps {
  db: Db;
  connection: Connection;
  destination: Destination;
  signal: AbortSignal;
  onDay: (soFar: Exported) => Promise<void>;
}

type DayDataset = "games" | "lines";

/** As DuckDB, Spark and others name the folder of what has no day. */
const fileOf = (dataset: DayDataset, day: string | null): string =>
  `${dataset}/day=${day ?? "__HIVE_DEFAULT_PARTITION__"}/part-0.parquet`;

/** Writes the days that have changed, all as of one moment, and removes those on which nothing was played any more. */
export async function exportDays(deps: ExportDaysDeps, only?: string): Promise<Exported> {
  const soFar: Exported = { daysWritten: 0, daysRemoved: 0, games: 0, lines: 0, bytes: 0 };
  const snapshot = await openSnapshot(deps.connection, deps.signal, { stallSeconds: 600 });
  try {
    const days: ChangedDay[] = [];
    for await (const rows of snapshot.blocks(CHANGED_DAYS)) days.push(...rows.map(changedDayOf));
    for (const day of days) {
      if (only !== undefined && day.day !== only) continue;
      deps.signal.throwIfAborted();
      await exportDay({ ...deps, snapshot }, day.day, soFar);
      await dayIsExported(deps.db, day);
      await deps.onDay(soFar);
    }
    return soFar;
  } finally {
    await snapshot.close();
  }
}

type DayDeps = Pick<ExportDaysDeps, "destination"> & { snapshot: Snapshot };

async function exportDay(deps: DayDeps, day: string | null, soFar: Exported): Promise<void> {
  // Lines first: whoever finds a game finds its lines.
  const lines = await exportFile(deps, "lines", day);
  const games = await exportFile(deps, "games", day);
  if (games.rows > 0) soFar.daysWritten += 1;
  else soFar.daysRemoved += 1;
  soFar.games += games.rows;
  soFar.lines += lines.rows;
  soFar.bytes += games.bytes + lines.bytes;
}

async function exportFile(
  { snapshot, destination }: DayDeps,
  dataset: DayDataset,
  day: string | null,
): Promise<{ rows: number; bytes: number }> {
  let rows = 0;
  const { text, values } = statementOfDay(dataset, day);
  const counted = async function* () {
    for await (const block of snapshot.blocks(text, values)) {
      rows += block.length;
      yield block;
    }
  };
  const parts: Buffer[] = [];
  for await (const part of parquetOf(EXPORT_COLUMNS[dataset], counted())) parts.push(part);
  const bytes = Buffer.concat(parts);
  const name = fileOf(dataset, day);
  if (rows === 0) await destination.remove(name);
  else await destination.put(name, bytes);
  return { rows, bytes: rows === 0 ? 0 : bytes.length };
}
