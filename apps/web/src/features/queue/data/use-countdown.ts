import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { myPlaceQuery } from "../../../shared/queue/queue.ts";
import { secondsUntil } from "./countdown.ts";

const TICK_MS = 250;
const AGAIN_MS = 2_000;

/**
 * The whole seconds to an instant of one's place. What follows is the server's to say, whose clock it is: at the end the
 * place is read again, and again until it is another one.
 */
export function useCountdown(instant: string): number {
  const client = useQueryClient();
  const left = secondsUntil(instant, useNow(TICK_MS));
  const isOver = left === 0;
  useEffect(() => {
    if (!isOver) return;
    const read = () => void client.invalidateQueries(myPlaceQuery);
    read();
    const timer = setInterval(read, AGAIN_MS);
    return () => clearInterval(timer);
  }, [client, isOver]);
  return left;
}
