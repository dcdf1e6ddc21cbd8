import type { MyNotifications, NoticeGroup, NoticePreferencesPatch } from "@babyfoot/contract";

/** Choices as they will be once the server has kept a change. */
export function merged(had: MyNotifications, patch: NoticePreferencesPatch): MyNotifications {
  const groups = { ...had.groups };
  for (const [group, ways] of Object.entries(patch.groups ?? {}) as [
    NoticeGroup,
    Partial<MyNotifications["groups"][NoticeGroup]>,
  ][])
    groups[group] = { ...groups[group], ...ways };
  return {
    ...had,
    groups,
    quietHours: { ...had.quietHours, ...patch.quietHours } as MyNotifications["quietHours"],
    dailyLimit: { ...had.dailyLimit, ...patch.dailyLimit } as MyNotifications["dailyLimit"],
  };
}
