import { API, type AuditAction, auditEntrySchema, listOf } from "@babyfoot/contract";
import { infiniteQueryOptions } from "@tanstack/react-query";
import { call, query } from "../../../shared/api/client.ts";

const auditPage = listOf(auditEntrySchema);

export interface AuditFilter {
  action: AuditAction | undefined;
  actorId: string | undefined;
  /** Instants. */
  from: string | undefined;
  to: string | undefined;
}

/** The latest first. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(auditPage, `${API}/audit${query({ ...filter, cursor: pageParam, limit: 50 })}`, {
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 0,
  });
