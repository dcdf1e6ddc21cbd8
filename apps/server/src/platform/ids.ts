import { createHash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** A new UUIDv7; ids of one process rise with time. */
export const newId = (): string => v7();

/** A secret of 256 random bits that starts with a word telling what it is for. */
export const newToken = (kind: "dev" | "brd"): string =>
  `${kind}_${randomBytes(32).toString("base64url")}`;

/** What is stored of a secret. Full-entropy tokens need no slow hash. */
export const hashOf = (token: string): Buffer => createHash("sha256").update(token).digest();
