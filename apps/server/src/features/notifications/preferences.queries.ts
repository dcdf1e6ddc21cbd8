import {
  type NoticeChannel,
  type NoticePreferences,
  type NoticePreferencesPatch,
  noticePreferencesPatchSchema,
} from "@babyfoot/contract";
import type { Db, Transaction } from "../../platform/database.ts";
import { checkVersion } from "../../platform/http/etag.ts";
import { DEFAULT_PREFERENCES } from "./kinds.ts";

interface KnownPreferences {
  preferences: NoticePreferences;
  version: number;
}

type ByChannel<T> = Record<NoticeChannel, T>;

const over = <T>(
  had: ByChannel<T>,
  chosen: Partial<ByChannel<T | undefined>> | undefined,
): ByChannel<T> => ({
  push: chosen?.push === undefined ? had.push : chosen.push,
  mail: chosen?.mail === undefined ? had.mail : chosen.mail,
});

/** What somebody has chosen, over what they had before. */
function withChoices(
  { groups, quietHours, dailyLimit }: NoticePreferences,
  chosen: NoticePreferencesPatch,
): NoticePreferences {
  const changed = chosen.groups ?? {};
  return {
    groups: {
      reminders: over(groups.reminders, changed.reminders),
      queue: over(groups.queue, changed.queue),
      changes: over(groups.changes, changed.changes),
      invitations: over(groups.invitations, changed.invitations),
      confirmations: over(groups.confirmations, changed.confirmations),
    },
    quietHours: over(quietHours, chosen.quietHours),
    dailyLimit: over(dailyLimit, chosen.dailyLimit),
  };
}

/** Choices as they are stored, over the defaults. */
export const preferencesFrom = (chosen: unknown): NoticePreferences =>
  withChoices(DEFAULT_PREFERENCES, noticePreferencesPatchSchema.parse(chosen ?? {}));

export async function findPreferences(db: Db, playerId: string): Promise<KnownPreferences> {
  const row = await db
    .selectFrom("notice_preferences")
    .select(["chosen", "version"])
    .where("player_id", "=", playerId)
    .executeTakeFirst();
  return { preferences: preferencesFrom(row?.chosen), version: row?.version ?? 1 };
}

/** Changes what is given. @throws AppError `stale`. */
export async function choosePreferences(
  tx: Transaction,
  { playerId, expected }: { playerId: string; expected: number | undefined },
  patch: NoticePreferencesPatch,
): Promise<KnownPreferences> {
  await tx
    .insertInto("notice_preferences")
    .values({ player_id: playerId, chosen: "{}" })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom("notice_preferences")
    .select(["chosen", "version"])
    .where("player_id", "=", playerId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  checkVersion(expected, row.version);
  const preferences = withChoices(preferencesFrom(row.chosen), patch);
  const version = row.version + 1;
  await tx
    .updateTable("notice_preferences")
    .set({ chosen: JSON.stringify(preferences), version })
    .where("player_id", "=", playerId)
    .execute();
  return { preferences, version };
}
