import { useEffect } from "react";

const PATTERN_MS = [180, 90, 180];
let lastOffer: string | null = null;

/** Makes a phone that is looked at tremble, once an offer. */
export function useVibration(offerId: string): void {
  useEffect(() => {
    if (lastOffer === offerId) return;
    lastOffer = offerId;
    // Browsers refuse it, and complain, before the first touch of the page.
    const isTouched = navigator.userActivation?.hasBeenActive ?? false;
    if (isTouched && document.visibilityState === "visible") navigator.vibrate?.(PATTERN_MS);
  }, [offerId]);
}
