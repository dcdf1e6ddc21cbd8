import type { Settings } from "../config.ts";
import { type Replayed, settleErasures } from "../features/accounts/accounts.service.ts";
import { leapAhead, presentSecretKey } from "../features/backups/backups.service.ts";
import { type Connection, connect } from "../platform/connection.ts";
import { openDatabase } from "../platform/database.ts";

/**
 * Erases again whom a restore brought back. @throws JournalError
 * @returns how many, and who had to stay as the last administrator
 */
export async function replay(
  connection: Connection,
  settings: Settings,
  secretKey?: string,
): Promise<Replayed> {
  const key = secretKey ?? (await presentSecretKey(settings));
  const database = openDatabase(connection, { max: 2, onError: () => undefined });
  try {
    // The key finds links that were asked for; without it they are found to be nobody's when they are due.
    return await settleErasures({ settings, database, secretKey: key ?? "unknown" });
  } finally {
    await database.close();
  }
}

/** What must be known of it, in a sentence each. */
export const toldOfReplay = ({ erased, kept }: Replayed): string[] => [
  ...(erased > 0 ? [`${erased} people who had been erased were erased again.`] : []),
  ...(kept.length > 0
    ? [
        `Still there, as the last administrator: ${kept.join(", ")}. Name another one, then start Babyfoot, or restore --replay-erasures.`,
      ]
    : []),
];

/** Has viewers begin anew, after a database went back in time. */
export async function tellViewersAnew(connection: Connection): Promise<void> {
  const client = await connect(connection);
  try {
    await leapAhead(client);
  } finally {
    await client.end();
  }
}
