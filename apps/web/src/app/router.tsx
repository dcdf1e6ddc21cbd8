import { Suspense, startTransition, useEffect, useLayoutEffect, useState } from "react";
import { currentPlace, onArrival } from "../shared/navigation/location.ts";
import { PlaceContext } from "../shared/navigation/place-context.ts";
import { NotFound } from "../shared/ui/not-found.tsx";
import { Skeleton } from "../shared/ui/states.tsx";
import { CrashGuard } from "./crash-guard.tsx";
import { findRoute } from "./routes.ts";
import { Shell } from "./shell.tsx";

const SCREEN_RELOAD_MS = 10_000;

/** Shows the page of the present address; the old one stays until the new one's code is there. */
export function Router() {
  const [arrival, setArrival] = useState(() => ({ place: currentPlace(), scrollTop: 0, count: 0 }));
  useEffect(
    () =>
      onArrival(({ place, scrollTop }) =>
        startTransition(() => setArrival(({ count }) => ({ place, scrollTop, count: count + 1 }))),
      ),
    [],
  );
  useArrivalEffects(arrival.count, arrival.scrollTop);
  return (
    <PlaceContext value={arrival.place}>
      <Found place={arrival.place} />
    </PlaceContext>
  );
}

function Found({ place }: { place: string }) {
  const [path = "", search = ""] = place.split("?");
  const found = findRoute(path);
  const content = (
    <CrashGuard key={path} reloadAfterMs={found?.route.bare ? SCREEN_RELOAD_MS : undefined}>
      <Suspense fallback={<Skeleton height="12rem" count={2} />}>
        {found ? (
          <found.route.Page params={found.params} search={new URLSearchParams(search)} />
        ) : (
          <NotFound />
        )}
      </Suspense>
    </CrashGuard>
  );
  return found?.route.bare ? content : <Shell>{content}</Shell>;
}

/** After a change of page: where it is scrolled, and where the keyboard and readers go on. */
function useArrivalEffects(count: number, scrollTop: number): void {
  useLayoutEffect(() => {
    if (count === 0) return;
    document.getElementById("content")?.focus({ preventScroll: true });
    scrollTo(0, scrollTop);
  }, [count, scrollTop]);
}
