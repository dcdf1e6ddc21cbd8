import { hkdfSync } from "node:crypto";

const KEY_BYTES = 32;

/** A key for one purpose, which follows from the installation's and tells nothing of it or of those for others. */
export const derivedKey = (secretKey: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secretKey, "", purpose, KEY_BYTES));
