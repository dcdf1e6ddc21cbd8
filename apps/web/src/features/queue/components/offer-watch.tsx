import { type ComponentType, useEffect, useState } from "react";
import { followLine } from "../../../shared/live/live-client.ts";
import { useMyPlace } from "../../../shared/queue/queue.ts";
import { usePlaceNews } from "../data/use-place-news.ts";
import type { OfferBannerProps } from "./offer-banner.tsx";

/** Part of every page: whoever is in line learns there that a table is theirs. For others it does nothing. */
export function OfferWatch() {
  const place = useMyPlace();
  const venueId = place?.venueId ?? null;
  useEffect(() => {
    followLine(venueId);
    return () => followLine(null);
  }, [venueId]);
  usePlaceNews(place ?? null);
  const Banner = useBanner(venueId !== null);
  return place?.offer && Banner ? <Banner offer={place.offer} /> : null;
}

/** Its code is there before the offer is, and costs those nothing who are in no line. */
function useBanner(isInLine: boolean): ComponentType<OfferBannerProps> | null {
  const [Banner, setBanner] = useState<ComponentType<OfferBannerProps> | null>(null);
  useEffect(() => {
    if (!isInLine) return;
    import("./offer-banner.tsx").then(
      ({ OfferBanner }) => setBanner(() => OfferBanner),
      // The line's own page shows the offer all the same.
      () => undefined,
    );
  }, [isInLine]);
  return Banner;
}
