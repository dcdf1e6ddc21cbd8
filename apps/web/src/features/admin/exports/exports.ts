import {
  API,
  analystTokenSchema,
  analystTokenWithSecretSchema,
  type ExportDataset,
  type ExportFormat,
  exportStatusSchema,
  listOf,
} from "@babyfoot/contract";
import { queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../../shared/api/client.ts";

const tokenList = listOf(analystTokenSchema);

export interface ExportFilter {
  /** Days; empty is any. */
  from: string;
  to: string;
  importId: string;
}

/** Where a dataset is downloaded. */
export function exportPath(
  { dataset, format }: { dataset: ExportDataset; format: ExportFormat },
  { from, to, importId }: ExportFilter,
): string {
  const asked = (value: string) => (value === "" ? undefined : value);
  const filter = { from: asked(from), to: asked(to), importId: asked(importId) };
  return `${API}/exports/${dataset}.${format}${query(filter)}`;
}

export const exportStatusQuery = queryOptions({
  queryKey: ["exports", "status"],
  queryFn: ({ signal }) => call(exportStatusSchema, `${API}/exports/status`, { signal }),
  staleTime: 0,
});

export const tokensQuery = queryOptions({
  queryKey: ["analyst-tokens"],
  queryFn: ({ signal }) =>
    call(tokenList, `${API}/analyst-tokens${query({ limit: 200 })}`, { signal }),
});

export const makeToken = (body: { name: string }, attempt: string) =>
  call(analystTokenWithSecretSchema, `${API}/analyst-tokens`, { method: "POST", body, attempt });
export const revokeToken = (id: string) =>
  call(nothing, `${API}/analyst-tokens/${id}`, { method: "DELETE" });
