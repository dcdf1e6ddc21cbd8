import { hash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

const POOL_BYTES = 8_192;
const ID_BYTES = 16;
let pool = randomBytes(POOL_BYTES);
let used = 0;
let lastMs = 0;
let seq = 0;

/** Random bytes for one id; asking the system for each alone costs more than all else of it. */
function someBytes(): Uint8Array {
  if (used + ID_BYTES > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}

/** A new UUIDv7; ids of one process rise, also within a millisecond. */
export function newId(): string {
  const random = someBytes();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 2;
  } else seq += 1;
  return v7({ msecs: lastMs, seq, random });
}

/** A secret of 256 random bits that starts with a word telling what it is for. */
export const newToken = (kind: "dev" | "brd" | "ana"): string =>
  `${kind}_${randomBytes(32).toString("base64url")}`;

/** What is stored of a secret. Full-entropy tokens need no slow hash. */
export const hashOf = (token: string): Buffer => hash("sha256", token, "buffer");

/** The same in hexadecimal digits. */
export const hexHashOf = (token: string): string => hash("sha256", token, "hex");
