import type { FastifyBaseLogger } from "fastify";
import type { Db } from "../../platform/database.ts";
import type { SignedIn } from "./sign-in.ts";

/** Ends the connections of devices that have been revoked or given another token. */
export async function cutOffEnded(
  db: Db,
  { tokens, connected }: SignedIn,
  log: Pick<FastifyBaseLogger, "info">,
): Promise<void> {
  // Of whoever comes while we ask the answer says nothing.
  const asked = [...connected];
  if (asked.length === 0) return;
  const rows = await db
    .selectFrom("devices")
    .select(["id", "token_hash"])
    .where(
      "id",
      "in",
      asked.map(([id]) => id),
    )
    .where("revoked_at", "is", null)
    .execute();
  const hashes = new Map(rows.map(({ id, token_hash }) => [id, token_hash.toString("hex")]));
  for (const [id, client] of asked) {
    if (connected.get(id) !== client || hashes.get(id) === tokens.get(client)) continue;
    log.info({ deviceId: id }, "a device is cut off by MQTT: its token has ended");
    client.close();
  }
}
