import { lazy, Suspense, useEffect } from "react";
import { followLine } from "../../../shared/live/live-client.ts";
import { useMyPlace } from "../../../shared/queue/queue.ts";
import { usePlaceNews } from "../data/use-place-news.ts";

const OfferBanner = lazy(() =>
  import("./offer-banner.tsx").then((module) => ({ default: module.OfferBanner })),
);

/** Part of every page: whoever is in line learns there that a table is theirs. For others it does nothing. */
export function OfferWatch() {
  const place = useMyPlace();
  const venueId = place?.venueId ?? null;
  useEffect(() => {
    followLine(venueId);
    return () => followLine(null);
  }, [venueId]);
  usePlaceNews(place ?? null);
  return <Suspense>{place?.offer ? <OfferBanner offer={place.offer} /> : null}</Suspense>;
}
