import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import {
  type PushState,
  pushStateOf,
  switchPushOff,
  switchPushOn,
} from "../../../shared/push/this-browser.ts";
import { devicesQuery } from "./notifications.ts";

const STATE = ["me", "push-state"];

/** Whether this browser shows notices, and how to change that; null until it is known. */
export function useThisBrowser() {
  const client = useQueryClient();
  const devices = useQuery(devicesQuery);
  const items = devices.data?.items;
  const state = useQuery({
    queryKey: [...STATE, items?.map(({ id }) => id)],
    queryFn: (): Promise<PushState> => pushStateOf(items ?? []),
    enabled: items !== undefined,
    networkMode: "always",
    staleTime: 0,
  });
  const reread = () => {
    void client.invalidateQueries({ queryKey: STATE });
    void client.invalidateQueries(devicesQuery);
  };
  const on = useAction<void, PushState>({
    act: (_values, attempt) => switchPushOn(attempt),
    onDone: reread,
    onFailed: reread,
  });
  const off = useAction({ act: switchPushOff, onDone: reread, onFailed: reread });
  return { state: state.data ?? null, devices, on, off };
}
