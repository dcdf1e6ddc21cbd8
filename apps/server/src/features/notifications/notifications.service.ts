export { announceInbox, countUnread } from "./inbox-messages.ts";
export type { Notice, VenueNotice } from "./notice.ts";
export { forgetOldNotices, startNotifier } from "./notifier.ts";
export { notify, notifyVenue, withdraw } from "./outbox.ts";
export { exportNotices, forgetNotices, holdNotices } from "./personal-data.ts";
export { harmless, postStory } from "./webhook-post.ts";
export { wordsOf } from "./words.ts";
