import { API, versionSchema } from "@babyfoot/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { call } from "../../../shared/api/client.ts";
import { tablesQuery } from "../../../shared/game/tables.ts";
import { useConnection } from "../../../shared/live/use-live.ts";

const LONGEST_PAUSE_MS = 10_000;
const SAFETY_NET_MS = 5 * 60_000;

/** All tables; a screen asks until it is answered, and again now and then. */
export function useScreenTables() {
  return useQuery({
    ...tablesQuery,
    retry: true,
    retryDelay: (count) => Math.min(LONGEST_PAUSE_MS, 500 * 2 ** count) * (0.5 + Math.random() / 2),
    refetchInterval: SAFETY_NET_MS,
  });
}

/** What every screen does by itself: it stays lit, and loads itself anew after a release. */
export function useScreenLife(): void {
  useWakeLock();
  useNewRelease();
}

function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const take = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
      } catch {
        // Refused on battery saving or without TLS; the screen's own settings then decide.
      }
    };
    void take();
    document.addEventListener("visibilitychange", take);
    return () => {
      document.removeEventListener("visibilitychange", take);
      void lock?.release();
    };
  }, []);
}

/** After each reconnection: is the server still the one this page came from? */
function useNewRelease(): void {
  const connection = useConnection();
  const release = useRef<string | null>(null);
  useEffect(() => {
    if (connection !== "live") return;
    const compare = async () => {
      const { version, commit } = await call(versionSchema, `${API}/version`);
      const current = `${version} ${commit}`;
      if (release.current !== null && release.current !== current) location.reload();
      release.current = current;
    };
    compare().catch(() => undefined);
  }, [connection]);
}
