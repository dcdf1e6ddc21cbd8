import type { ImportDetail } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLiveImport } from "../../../shared/live/use-live.ts";
import { importQuery } from "./imports.ts";

/** An import as it was last read or heard of; read again once it has come to another status. */
export function useImport(id: string) {
  const { data, error, refetch } = useQuery(importQuery(id));
  const heard = useLiveImport(id);
  const status = heard?.status;
  const isBehind = data !== undefined && heard !== undefined && heard.version > data.version;
  const isElsewhere = isBehind && status !== data.status;
  useEffect(() => {
    if (isElsewhere) void refetch();
  }, [isElsewhere, refetch]);
  const shown: ImportDetail | undefined =
    isBehind && !isElsewhere
      ? { ...data, progress: heard.progress, counts: heard.counts, version: heard.version }
      : data;
  return { data: shown, error, refetch };
}
