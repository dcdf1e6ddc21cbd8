import { useEffect, useRef, useState } from "react";
import type { Side } from "./match-view.ts";

const FLASH_MS = 1400;

export interface Flash {
  side: Side;
  /** Counts up, so that each goal begins a flash of its own. */
  count: number;
}

/** The side that has just scored while we were looking, for a moment. */
export function useGoalFlash(matchId: string, red: number, blue: number): Flash | null {
  const [flash, setFlash] = useState<Flash | null>(null);
  const before = useRef({ matchId, red, blue });
  useEffect(() => {
    const last = before.current;
    before.current = { matchId, red, blue };
    if (last.matchId !== matchId) return;
    const side = red > last.red ? "red" : blue > last.blue ? "blue" : null;
    if (side === null) return;
    setFlash((shown) => ({ side, count: (shown?.count ?? 0) + 1 }));
  }, [matchId, red, blue]);
  useEffect(() => {
    if (!flash) return;
    const timer = setTimeout(() => setFlash(null), FLASH_MS);
    return () => clearTimeout(timer);
  }, [flash]);
  return flash;
}
