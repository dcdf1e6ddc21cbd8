import {
  type AlertRule,
  API,
  type HealthRange,
  healthHistorySchema,
  healthReportSchema,
  type Locale,
  silenceSchema,
} from "@babyfoot/contract";
import { queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../../shared/api/client.ts";

const EVERY_MS = 5_000;
const HISTORY_EVERY_MS = 60_000;

/** How the installation is, read again and again while somebody looks. */
export const healthQuery = (locale: Locale) =>
  queryOptions({
    queryKey: ["health", locale],
    queryFn: ({ signal }) =>
      call(healthReportSchema, `${API}/health${query({ locale })}`, { signal }),
    refetchInterval: EVERY_MS,
    staleTime: 0,
  });

export const historyQuery = (range: HealthRange) =>
  queryOptions({
    queryKey: ["health", "history", range],
    queryFn: ({ signal }) =>
      call(healthHistorySchema, `${API}/health/history${query({ range })}`, { signal }),
    refetchInterval: HISTORY_EVERY_MS,
  });

export interface SilenceWish {
  rule: AlertRule;
  reason: string;
  endsAt: string;
}

export const makeSilence = (body: SilenceWish, attempt: string) =>
  call(silenceSchema, `${API}/silences`, { method: "POST", body, attempt });
export const endSilence = (id: string) =>
  call(nothing, `${API}/silences/${id}`, { method: "DELETE" });
