import type { Settings } from "../config.ts";
import { settleErasures } from "../features/accounts/accounts.service.ts";
import { leapAhead, presentSecretKey } from "../features/backups/backups.service.ts";
import { type Connection, connect } from "../platform/connection.ts";
import { openDatabase } from "../platform/database.ts";
import { CommandError } from "./running-database.ts";

interface How {
  /** The key of what was restored, where it came along. */
  secretKey?: string | undefined;
  /** Whether viewers must begin anew, as after a database went back in time. */
  leap?: boolean;
}

/** Erases again whom a restore brought back; answers how many. @throws CommandError where somebody had to stay */
export async function replayInto(
  connection: Connection,
  settings: Settings,
  { secretKey, leap = false }: How = {},
): Promise<number> {
  const key = secretKey ?? (await presentSecretKey(settings));
  const database = openDatabase(connection, { max: 2, onError: () => undefined });
  try {
    // The key finds links that were asked for; without it they are found to be nobody's when they are due.
    const deps = { settings, database, secretKey: key ?? "unknown" };
    const { erased, kept } = await settleErasures(deps);
    if (leap) await inClient(connection);
    if (kept.length > 0)
      throw new CommandError(
        `Still there, as the last administrator: ${kept.join(", ")}. Name another one, then: restore.js --replay-erasures.`,
      );
    return erased;
  } finally {
    await database.close();
  }
}

async function inClient(connection: Connection): Promise<void> {
  const client = await connect(connection);
  try {
    await leapAhead(client);
  } finally {
    await client.end();
  }
}
