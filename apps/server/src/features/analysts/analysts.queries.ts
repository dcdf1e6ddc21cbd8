import type { AnalystToken } from "@babyfoot/contract";
import { sql } from "kysely";
import { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";

interface TokenRow {
  id: string;
  name: string;
  created_by_name: string;
  created_at: Date;
  expires_at: Date | null;
  last_used_at: Date | null;
}

export const tokenCursorSchema = z.tuple([z.uuid()]);

const TOKENS = (db: Db | Transaction) =>
  db
    .selectFrom("analyst_tokens as t")
    .innerJoin("players as p", "p.id", "t.created_by")
    .select([
      "t.id",
      "t.name",
      "p.display_name as created_by_name",
      "t.created_at",
      "t.expires_at",
      "t.last_used_at",
    ])
    .where("t.revoked_at", "is", null);

/** Newest first, those that have expired too. */
export function listTokens(
  db: Db,
  { limit, after }: { limit: number; after: [string] | undefined },
): Promise<TokenRow[]> {
  let query = TOKENS(db);
  if (after !== undefined) query = query.where("t.id", "<", sql<string>`${after[0]}::uuid`);
  return query.orderBy("t.id", "desc").limit(limit).execute();
}

export const getToken = (tx: Transaction, id: string): Promise<TokenRow> =>
  TOKENS(tx).where("t.id", "=", id).executeTakeFirstOrThrow();

/** A token as the contract shows it; its secret is nowhere. */
export const presentToken = (row: TokenRow): AnalystToken => ({
  id: row.id,
  name: row.name,
  createdBy: row.created_by_name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
