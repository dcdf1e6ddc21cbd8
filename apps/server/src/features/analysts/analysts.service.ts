import type { AnalystToken, AnalystTokenWithSecret } from "@babyfoot/contract";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Db, Transaction } from "../../platform/database.ts";
import { AppError } from "../../platform/errors.ts";
import { hasRole, signedIn } from "../../platform/http/access.ts";
import { bearerOf } from "../../platform/http/bearer.ts";
import { hashOf, newId, newToken } from "../../platform/ids.ts";
import { giveBack, networkOf, type TriesDeps, takeTry } from "../../platform/tries.ts";
import { audit } from "../audit/audit.service.ts";
import { getToken, presentToken } from "./analysts.queries.ts";

export { createLogin, LoginError, listLogins, removeLogin } from "./sql-logins.ts";

interface NewToken {
  name: string;
  expiresAt?: string | null | undefined;
}

/** Makes a token, of whose secret only a hash stays here. @throws AppError `in_the_past`. */
export async function createToken(
  tx: Transaction,
  { name, expiresAt }: NewToken,
  actorId: string,
): Promise<AnalystTokenWithSecret> {
  const expires = expiresAt == null ? null : new Date(expiresAt);
  if (expires !== null && expires.getTime() <= Date.now()) throw new AppError("in_the_past");
  const [id, token] = [newId(), newToken("ana")];
  await tx
    .insertInto("analyst_tokens")
    .values({ id, name, token_hash: hashOf(token), created_by: actorId, expires_at: expires })
    .execute();
  await note(tx, { id, name }, { actorId, action: "analyst_token.created" });
  return { ...presentToken(await getToken(tx, id)), token };
}

const note = (
  tx: Transaction,
  { id, name }: Pick<AnalystToken, "id" | "name">,
  what: { actorId: string; action: "analyst_token.created" | "analyst_token.revoked" },
): Promise<void> =>
  audit(tx, {
    ...what,
    ...{ subjectType: "analyst_token", subjectId: id, venueId: null, details: { name } },
  });

/** Ends a token at once. @throws AppError `not_found`. */
export async function revokeToken(tx: Transaction, id: string, actorId: string): Promise<void> {
  const row = await tx
    .updateTable("analyst_tokens")
    .set({ revoked_at: sql`now()` })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning(["id", "name"])
    .executeTakeFirst();
  if (row === undefined) throw new AppError("not_found");
  await note(tx, row, { actorId, action: "analyst_token.revoked" });
}

/** Whether a token is good now; notes that it was used, to the minute. */
async function useToken(db: Db, token: string): Promise<boolean> {
  const hash = hashOf(token);
  const { rows } = await sql<{ old: boolean }>`
    select last_used_at is null or last_used_at < now() - interval '1 minute' as old from analyst_tokens
    where token_hash = ${hash} and revoked_at is null and (expires_at is null or expires_at > now())`.execute(
    db,
  );
  const [row] = rows;
  if (row?.old === true)
    await sql`update analyst_tokens set last_used_at = now() where token_hash = ${hash}`.execute(
      db,
    );
  return row !== undefined;
}

/**
 * Lets administrators pass, and whoever shows an analyst's token; wrong ones from one address are bounded.
 * @throws AppError `unauthenticated`, `forbidden`, `unknown_token`, `rate_limited`.
 */
export async function requireAnalyst(request: FastifyRequest, deps: TriesDeps): Promise<void> {
  if (request.headers.authorization === undefined) {
    if (!hasRole(await signedIn(request), "admin")) throw new AppError("forbidden");
    return;
  }
  const token = bearerOf(request);
  const subject = networkOf(request.ip);
  const tried = await takeTry(deps, { kind: "analyst_token_from_address", subject });
  if (!(await useToken(deps.db, token))) throw new AppError("unknown_token");
  await giveBack(deps, tried);
}
