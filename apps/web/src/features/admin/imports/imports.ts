import {
  API,
  type Import,
  type ImportStatus,
  importAnswerSchema,
  importDetailSchema,
  importSchema,
  listOf,
} from "@babyfoot/contract";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { call, nothing, query } from "../../../shared/api/client.ts";

const importPage = listOf(importSchema);
const EVERY_MS = 1_500;
/** Judging a long file takes its time. */
const DETAIL_TIMEOUT_MS = 30_000;

/** Something is still being done with it. */
export const isRunning = (status: ImportStatus): boolean =>
  status === "receiving" || status === "importing";

/** Earlier imports, newest first. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ["imports", "list"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    call(importPage, `${API}/imports${query({ limit: 20, cursor: pageParam })}`, { signal }),
  getNextPageParam: (page) => page.nextCursor,
  staleTime: 0,
});

/** One import with its report; read again and again while it runs, should the live stream be silent. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ["imports", "one", id],
    queryFn: ({ signal }) =>
      call(importDetailSchema, `${API}/imports/${id}`, { signal, timeoutMs: DETAIL_TIMEOUT_MS }),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data.status) ? EVERY_MS : false),
    staleTime: 0,
  });

export type ImportStep = "confirm" | "cancel" | "revert";

/** A step of an import; what it has led to is then read. */
export const takeStep = ({ id }: Pick<Import, "id">, step: ImportStep, attempt: string) =>
  call(nothing, `${API}/imports/${id}/${step}`, { method: "POST", body: {}, attempt });

/** Their column → our field; an empty field keeps the column aside. */
export type Mapping = Record<string, string | null>;

export interface UploadOptions {
  venueId: string | undefined;
  preview: boolean;
  repairSides: boolean;
  mapping: Mapping;
}

/** Where a file is sent with these options. */
export function uploadPath(fileName: string, options: UploadOptions): string {
  const { venueId, preview, repairSides, mapping } = options;
  return `${API}/imports${query({
    preview: `${preview}`,
    venueId,
    fileName: fileName.slice(0, 200),
    repairSides: repairSides ? "true" : undefined,
    mapping: Object.keys(mapping).length === 0 ? undefined : JSON.stringify(mapping),
  })}`;
}

export const parseAnswer = (body: unknown) => importAnswerSchema.parse(body);
