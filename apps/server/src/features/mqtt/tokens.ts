import type { Db } from "../../platform/database.ts";

export interface Tokens {
  /** The hash (hex) of a device's present token; undefined for one that is unknown, revoked or a board. */
  hashOf(deviceId: string): Promise<string | undefined>;
  /** Reads it again at the next message. */
  forget(deviceId: string): void;
}

const MOST_DEVICES = 10_000;

/** By which token the devices of a broker elsewhere are known; that they are who they say is that broker's word. */
export function createTokens(db: Db): Tokens {
  const known = new Map<string, Promise<string | undefined>>();
  const read = async (deviceId: string): Promise<string | undefined> => {
    const row = await db
      .selectFrom("devices")
      .select("token_hash")
      .where("id", "=", deviceId)
      .where("kind", "=", "native")
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    return row?.token_hash.toString("hex");
  };
  const ask = async (deviceId: string): Promise<string | undefined> => {
    try {
      const hash = await read(deviceId);
      if (hash === undefined) known.delete(deviceId);
      return hash;
    } catch (error) {
      known.delete(deviceId);
      throw error;
    }
  };
  return {
    hashOf: (deviceId) => {
      const asked = known.get(deviceId) ?? ask(deviceId);
      if (known.size >= MOST_DEVICES) known.clear();
      known.set(deviceId, asked);
      return asked;
    },
    forget: (deviceId) => void known.delete(deviceId),
  };
}
