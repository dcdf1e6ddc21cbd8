/** Where the application is: path and search, e.g. `/reset?token=…`. */
export type Place = string;

interface Arrival {
  place: Place;
  /** Where the page was scrolled to when it was left; 0 for a new one. */
  scrollTop: number;
}

type Listener = (arrival: Arrival) => void;

const listeners = new Set<Listener>();

export function currentPlace(): Place {
  return location.pathname + location.search;
}

export function onArrival(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Goes to a page of ours without loading the document again. */
export function navigate(to: Place, how: { replace?: boolean } = {}): void {
  if (how.replace) {
    history.replaceState(null, "", to);
  } else {
    history.replaceState({ scrollTop: scrollY }, "");
    history.pushState(null, "", to);
  }
  arrive(0);
}

/** Gives what is shown another address, for reloads and links; nothing moves. */
export function readdress(to: Place): void {
  history.replaceState(history.state, "", to);
}

/** Back and forward: to be called once, at the start. */
export function followHistory(): void {
  history.scrollRestoration = "manual";
  addEventListener("popstate", (event) => arrive(scrollTopOf(event.state)));
}

function scrollTopOf(state: unknown): number {
  const known = typeof state === "object" && state !== null && "scrollTop" in state;
  return known && typeof state.scrollTop === "number" ? state.scrollTop : 0;
}

function arrive(scrollTop: number): void {
  for (const listener of listeners) listener({ place: currentPlace(), scrollTop });
}
