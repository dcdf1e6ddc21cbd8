import { API, unreadSchema } from "@babyfoot/contract";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { call } from "../api/client.ts";
import { listenAs, liveStore } from "../live/live-client.ts";
import { useLiveValue } from "../live/use-live.ts";
import { useSession } from "../session/session.ts";

export const INBOX = ["me", "inbox"] as const;

const unreadQuery = queryOptions({
  queryKey: [...INBOX, "unread"],
  queryFn: ({ signal }) => call(unreadSchema, `${API}/me/inbox/unread`, { signal }),
});

/** How many messages whoever is signed in has not read, live; undefined until it is known. */
export function useUnread(): number | undefined {
  const { status, user } = useSession();
  const client = useQueryClient();
  const turns = useLiveValue(liveStore.inboxTurns);
  const known = status === "in" || status === "out";
  const id = user?.id ?? null;
  useEffect(() => {
    if (known) listenAs(id);
  }, [known, id]);
  useEffect(() => {
    if (turns > 0 && id !== null) void client.invalidateQueries({ queryKey: INBOX });
  }, [turns, id, client]);
  return useQuery({ ...unreadQuery, enabled: id !== null }).data?.unread;
}
