import type { FastifyRequest } from "fastify";
import type { Db } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { hasRole, signedIn } from "../../platform/http/access.ts";
import { bearerOf } from "../../platform/http/bearer.ts";
import { isScreenKey } from "./screen-keys.ts";

export { isPresent } from "./presence-token.ts";

/**
 * Lets the table's own screen pass, by its key, and staff.
 * @throws AppError `unknown_token`, `unauthenticated`, `forbidden`.
 */
export async function checkScreen(
  request: FastifyRequest,
  { db, secretKey }: { db: Db; secretKey: string },
  tableId: string,
): Promise<void> {
  if (request.headers.authorization !== undefined) {
    const key = bearerOf(request);
    if (!(await isScreenKey(db, { tableId, key }, secretKey))) throw new AppError("unknown_token");
    return;
  }
  if (!hasRole(await signedIn(request), "staff")) throw new AppError("forbidden");
}
