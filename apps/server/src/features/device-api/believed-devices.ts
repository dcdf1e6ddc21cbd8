import { believedRevision } from "../play/play.service.ts";
import type { Heard } from "./device-news.ts";
import type { FoundDevice } from "./ingest.queries.ts";

const MOST_DEVICES = 10_000;
/** By the hash of the token. Whoever uses them has PostgreSQL check that they still are so. */
const believed = new Map<string, FoundDevice>();

/** The devices of these tokens as this process remembers them; undefined unless it remembers all. */
export function believedDevices(hashes: readonly string[]): FoundDevice[] | undefined {
  const rows: FoundDevice[] = [];
  for (const hash of hashes) {
    const row = believed.get(hash);
    const revision = row && believedRevision(row.table_id);
    if (row === undefined || revision === undefined) return undefined;
    rows.push({ ...row, revision });
  }
  return rows;
}

/** Remembers devices as a committed transaction has found and left them. */
export function believe(found: readonly FoundDevice[], written: readonly Heard[]): void {
  if (believed.size > MOST_DEVICES) believed.clear();
  for (const row of found) believed.set(row.tokenHash, row);
  for (const { device, news, delivery } of written) {
    const row = believed.get(device.tokenHash);
    if (row === undefined) continue;
    believed.set(device.tokenHash, {
      ...row,
      online: true,
      lastSeenAt: Math.max(row.lastSeenAt ?? 0, delivery.receivedAt),
      catchingUp: news.catchingUp,
      rejectedEvents: row.rejectedEvents + news.rejected,
      clockSkewSeconds: news.clockSkewSeconds ?? row.clockSkewSeconds,
    });
  }
}

export function disbelieve(hashes: readonly string[]): void {
  for (const hash of hashes) believed.delete(hash);
}
