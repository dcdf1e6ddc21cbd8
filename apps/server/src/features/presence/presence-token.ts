import { createHmac, timingSafeEqual } from "node:crypto";
import { derivedKey } from "../../platform/derived-key.ts";

/** The code on a screen is another one so often; the one before is still good, for whoever has just scanned it. */
const WINDOW_MS = 30_000;
const TOKEN_BYTES = 16;

const windowAt = (now: number): number => Math.floor(now / WINDOW_MS);

function tokenOf(secretKey: string, tableId: string, window: number): Buffer {
  return createHmac("sha256", derivedKey(secretKey, "presence at a table"))
    .update(`${tableId} ${window}`)
    .digest()
    .subarray(0, TOKEN_BYTES);
}

/** What a table's screen shows at an instant; instants in milliseconds. */
export function presenceTokenAt(secretKey: string, tableId: string, now: number) {
  const window = windowAt(now);
  return {
    token: tokenOf(secretKey, tableId, window).toString("base64url"),
    renewAt: (window + 1) * WINDOW_MS,
    expiresAt: (window + 2) * WINDOW_MS,
  };
}

/** Whether somebody has seen a table's screen within the last minute. */
export function isPresent(
  secretKey: string,
  { tableId, token }: { tableId: string; token: string | undefined },
  now: number,
): boolean {
  const given = Buffer.from(token ?? "", "base64url");
  if (given.length !== TOKEN_BYTES) return false;
  const window = windowAt(now);
  return [window, window - 1].some((one) =>
    timingSafeEqual(given, tokenOf(secretKey, tableId, one)),
  );
}
