import type { MyNotifications, NoticePreferencesPatch } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Action, useAction } from "../../../shared/api/use-action.ts";
import { merged } from "./merged.ts";
import { choose, preferencesQuery } from "./notifications.ts";

export type Choosing = Action<NoticePreferencesPatch, MyNotifications>;

/** Keeps each choice as soon as it is made; it shows at once, also while others are still on their way. */
export function useChoosing(): Choosing {
  const client = useQueryClient();
  const onTheirWay = useRef(0);
  const { queryKey } = preferencesQuery;
  return useAction<NoticePreferencesPatch, MyNotifications>({
    act: async (patch) => {
      onTheirWay.current += 1;
      client.setQueryData(queryKey, (had) => (had === undefined ? had : merged(had, patch)));
      try {
        return await choose(patch);
      } finally {
        onTheirWay.current -= 1;
      }
    },
    onDone: (chosen) => {
      if (onTheirWay.current === 0) client.setQueryData(queryKey, chosen);
    },
    onFailed: () => void client.invalidateQueries(preferencesQuery),
  });
}
