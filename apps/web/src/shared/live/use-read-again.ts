import { useEffect, useRef } from "react";
import { spread } from "./spread.ts";

/** Reads again once what it counts has changed; many may be looking, so each after a pause of its own. */
export function useReadAgain(turns: number, refetch: () => unknown): void {
  const seen = useRef(turns);
  useEffect(() => {
    if (seen.current === turns) return;
    const read = () => {
      seen.current = turns;
      refetch();
    };
    const timer = setTimeout(read, spread());
    return () => clearTimeout(timer);
  }, [turns, refetch]);
}
