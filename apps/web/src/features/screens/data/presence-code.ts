import { API, cardLinkedSchema, type PresenceCode, presenceCodeSchema } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { call } from "../../../shared/api/client.ts";

/** A little after the code has changed, so that the new one is there. */
const AFTER_MS = 250;
const AGAIN_MS = 5_000;
const SHORTEST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Whatever this screen's own clock says, the code is asked for again before it is of no use. */
function untilRenewed({ renewAt }: PresenceCode): number {
  const left = Date.parse(renewAt) - Date.now() + AFTER_MS;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, left));
}

/** What the screen shows to be scanned, again each time it changes. Undefined without a key that is good. */
export function usePresenceCode(tableId: string, key: string | null) {
  const { data, isError } = useQuery<PresenceCode>({
    queryKey: ["presence-code", tableId, key],
    enabled: key !== null,
    retry: false,
    staleTime: 0,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state: { data: shown, status } }) =>
      status === "success" && shown !== undefined ? untilRenewed(shown) : AGAIN_MS,
    queryFn: ({ signal }) =>
      call(presenceCodeSchema, `${API}/tables/${tableId}/presence-code`, {
        bearer: key ?? "",
        signal,
      }),
  });
  return isError ? undefined : data;
}

/** Links the card that was just tapped at the table to whoever made the code. */
export const linkCard = (tableId: string, code: string, key: string) =>
  call(cardLinkedSchema, `${API}/tables/${tableId}/card-links`, {
    method: "POST",
    body: { code },
    bearer: key,
  });
