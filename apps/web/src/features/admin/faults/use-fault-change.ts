import type { Fault } from "@babyfoot/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useAction } from "../../../shared/api/use-action.ts";
import { tablesQuery } from "../../../shared/game/tables.ts";
import { changeFault, type FaultChange, openFaultsQuery } from "../admin.ts";

/** Changes a fault; its table may become free or blocked by it. */
export function useFaultChange(fault: Fault, onDone?: () => void) {
  const client = useQueryClient();
  const reread = () => {
    void client.invalidateQueries(openFaultsQuery);
    void client.invalidateQueries(tablesQuery);
  };
  return useAction<FaultChange, Fault>({
    act: (change) => changeFault(fault, change),
    onDone: () => {
      reread();
      onDone?.();
    },
    onFailed: reread,
  });
}
