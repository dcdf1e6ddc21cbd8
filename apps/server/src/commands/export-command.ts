import { z } from "zod";
import { exportNow } from "../features/exports/exports.service.ts";
import { openDatabase } from "../platform/database.ts";
import type { Terminal } from "./analyst-command.ts";
import { CommandError, runningDatabase } from "./running-database.ts";

const USAGE = `Exports to EXPORT_URL what has changed since the last time (docs/data/exports.md).

  npm run export                 all days that have changed
  npm run export -- 2026-11-26   that day, whether it has changed or not`;

/** `npm run export`; answers the exit code. */
export async function exportCommand(
  args: readonly string[],
  { settings, say, complain }: Terminal,
): Promise<number> {
  const [day] = args;
  if (args.length > 1 || (day !== undefined && !z.iso.date().safeParse(day).success)) {
    complain(USAGE);
    return 2;
  }
  const target = settings.EXPORT_URL;
  try {
    if (target === undefined)
      throw new CommandError("Set EXPORT_URL: file:/folder or s3://bucket/prefix.");
    const { connection } = await runningDatabase(settings);
    const database = openDatabase(connection, { max: 2, onError: () => undefined });
    try {
      const done = await exportNow({ settings, database }, { target, day });
      if (done === undefined) throw new CommandError("An export is under way already.");
      say(
        `To ${target}: ${done.daysWritten} days written (${done.games} games, ${done.lines} lines, ${(done.bytes / 1e6).toFixed(1)} MB), ${done.daysRemoved} removed.`,
      );
      return 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    complain(error instanceof CommandError ? error.message : `The export failed: ${error.message}`);
    return 1;
  }
}
