import {
  API,
  inboxMessageSchema,
  listOf,
  type MyNotifications,
  myNotificationsSchema,
  type NoticeChannel,
  type NoticePreferencesPatch,
  type TestAnswer,
  testAnswerSchema,
  unreadSchema,
} from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";
import { INBOX } from "../../../shared/inbox/unread.ts";
import { readDevices } from "../../../shared/push/this-browser.ts";

const PREFERENCES = `${API}/me/notifications`;
const inboxList = listOf(inboxMessageSchema);
const PAGE = 20;

export const inboxQuery = infiniteQueryOptions({
  queryKey: [...INBOX, "list"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    call(inboxList, `${API}/me/inbox${query({ cursor: pageParam, limit: PAGE })}`, { signal }),
  getNextPageParam: (page) => page.nextCursor,
});
export const markRead = (id: string) =>
  call(inboxMessageSchema, `${API}/me/inbox/${id}/read`, { method: "POST" });
export const markAllRead = () => call(unreadSchema, `${API}/me/inbox/read`, { method: "POST" });

export const preferencesQuery = queryOptions({
  queryKey: ["me", "notifications"],
  queryFn: ({ signal }): Promise<MyNotifications> =>
    call(myNotificationsSchema, PREFERENCES, { signal }),
});
/** What is left out stays as it is, also where it was changed elsewhere meanwhile. */
export const choose = (patch: NoticePreferencesPatch): Promise<MyNotifications> =>
  call(myNotificationsSchema, PREFERENCES, { method: "PATCH", body: patch });

export const devicesQuery = queryOptions({
  queryKey: ["me", "push-subscriptions"],
  queryFn: ({ signal }) => readDevices(signal),
});

export const sendTest = (channel: NoticeChannel): Promise<TestAnswer> =>
  call(testAnswerSchema, `${PREFERENCES}/test`, { method: "POST", body: { channel } });
