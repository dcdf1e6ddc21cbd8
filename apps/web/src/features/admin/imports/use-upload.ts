import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { navigate } from "../../../shared/navigation/location.ts";
import { paths } from "../../../shared/navigation/paths.ts";
import { importsQuery, type UploadOptions } from "./imports.ts";
import { rememberSent, upload } from "./upload.ts";

export interface Upload {
  send: (file: File, options: UploadOptions) => void;
  stop: () => void;
  /** Of what has left this machine, from 0 to 1; null when nothing is under way. */
  share: number | null;
  error: unknown;
  forget: () => void;
}

/** Sends a file and goes to the page of its import. */
export function useUpload(): Upload {
  const client = useQueryClient();
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = async (file: File, options: UploadOptions) => {
    const control = new AbortController();
    running.current = control;
    setError(null);
    setShare(0);
    try {
      const id = await upload({ file, options, onProgress: setShare, signal: control.signal });
      rememberSent(id, { file, options });
      void client.invalidateQueries({ queryKey: importsQuery.queryKey });
      navigate(paths.adminImport(id));
    } catch (problem) {
      if (!control.signal.aborted) setError(problem);
    }
    setShare(null);
  };
  return {
    send: (file, options) => void send(file, options),
    stop: () => running.current?.abort(),
    share,
    error,
    forget: () => setError(null),
  };
}
