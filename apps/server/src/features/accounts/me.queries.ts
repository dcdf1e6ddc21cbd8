import type { mePatchSchema, Role } from "@babyfoot/contract";
import { sql } from "kysely";
import type { z } from "zod";
import type { Db, Transaction } from "../../platform/database.ts";

/** An account and its player, in one row. */
export function findMe(db: Db, id: string) {
  return db
    .selectFrom("users as u")
    .innerJoin("players as p", "p.user_id", "u.id")
    .select([
      "u.id",
      "u.name",
      "u.email",
      "u.email_verified",
      sql<Role>`u.role`.as("role"),
      "p.display_name",
      sql<"fr" | "en">`p.locale`.as("locale"),
      "p.avatar",
      "p.on_leaderboards",
      sql<boolean>`exists (select from cards c where c.player_id = p.id)`.as("card_linked"),
      "p.version",
    ])
    .where("u.id", "=", id)
    .executeTakeFirst();
}
export type MeRow = NonNullable<Awaited<ReturnType<typeof findMe>>>;

/** Changes what is given of a player; answers whether the expected version (if any) was still current. */
export async function changePlayer(
  tx: Transaction,
  { id, expected }: { id: string; expected: number | undefined },
  { displayName, locale, avatar, onLeaderboards }: z.infer<typeof mePatchSchema>,
): Promise<boolean> {
  const changed = await tx
    .updateTable("players")
    .set((value) => ({
      version: value("version", "+", 1),
      ...(displayName !== undefined && { display_name: displayName }),
      ...(locale !== undefined && { locale }),
      ...(avatar !== undefined && { avatar }),
      ...(onLeaderboards !== undefined && { on_leaderboards: onLeaderboards }),
    }))
    .where("user_id", "=", id)
    .$if(expected !== undefined, (query) => query.where("version", "=", expected ?? 0))
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
