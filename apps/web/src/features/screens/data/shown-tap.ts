import type { TableTap } from "@babyfoot/contract";
import { useNow } from "../../../shared/i18n/use-now.ts";
import { useLastTap } from "../../../shared/live/use-live.ts";

const GREETING_MS = 7_000;
/** As long as a code for an unknown card may follow. */
const KEYPAD_MS = 115_000;

/** A tap is shown for a while; one that is heard of late, or again, no longer. */
export function shownTap(
  tap: TableTap | undefined,
  { now, hasKeypad }: { now: number; hasKeypad: boolean },
): TableTap | null {
  if (tap === undefined) return null;
  const lasts = hasKeypad && tap.reason === "unknown_card" ? KEYPAD_MS : GREETING_MS;
  return Math.abs(now - Date.parse(tap.at)) < lasts ? tap : null;
}

export function useShownTap(tableId: string, hasKeypad: boolean): TableTap | null {
  const tap = useLastTap(tableId);
  const now = useNow(1_000);
  // A tap that has just come is newer than the last tick of the clock.
  return shownTap(tap, { now: Math.max(now, Date.now()), hasKeypad });
}
