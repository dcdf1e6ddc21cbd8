import type { NoticeGroup, NoticeKind, NoticePreferences } from "@babyfoot/contract";

interface Traits {
  /** By which it is switched; null: it is told in the inbox alone. */
  group: NoticeGroup | null;
  /** Worth waking a phone for. */
  urgent: boolean;
  /** Whether it counts as unread: what somebody has just done themselves does not. */
  news: boolean;
  /** By mail at once, whatever the hour and however many there were: what must not wait. */
  alwaysByMail?: true;
}

/** How each kind is told. */
export const KINDS: Readonly<Record<NoticeKind, Traits>> = {
  booking_confirmed: { group: "confirmations", urgent: false, news: false },
  booking_changed: { group: "changes", urgent: true, news: true },
  booking_cancelled: { group: "changes", urgent: true, news: true },
  invited: { group: "invitations", urgent: false, news: true },
  invitation_answered: { group: "invitations", urgent: false, news: true },
  booking_reminder: { group: "reminders", urgent: true, news: true },
  check_in_now: { group: "reminders", urgent: true, news: true },
  booking_released: { group: "reminders", urgent: false, news: true },
  queue_next: { group: "queue", urgent: true, news: true },
  queue_offered: { group: "queue", urgent: true, news: true },
  queue_missed: { group: "queue", urgent: false, news: true },
  channel_switched_off: { group: null, urgent: false, news: true },
  alert_fired: { group: null, urgent: true, news: true, alwaysByMail: true },
  alert_cleared: { group: null, urgent: false, news: true, alwaysByMail: true },
};

/** What holds for whoever has chosen nothing. */
export const DEFAULT_PREFERENCES: NoticePreferences = {
  groups: {
    reminders: { push: true, mail: false },
    queue: { push: true, mail: false },
    changes: { push: false, mail: true },
    invitations: { push: false, mail: false },
    confirmations: { push: false, mail: false },
  },
  quietHours: { push: null, mail: null },
  dailyLimit: { push: 5, mail: 5 },
};
