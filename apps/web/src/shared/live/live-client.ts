import { createLiveConnection, type LiveScope } from "./live-connection.ts";
import { withLine } from "./live-scope.ts";
import { createLiveStore } from "./live-store.ts";
import { sayWhenShown } from "./shown.ts";

/** Pages nobody looks at give their line back after this long. */
const HIDDEN_MS = 60_000;

/** The page's one store of live things. */
export const liveStore = createLiveStore();

const connection = createLiveConnection({
  openSource: (url) => new EventSource(url),
  onMessage: (message, scope) => liveStore.receive(message, Object.keys(scope).length === 0),
  onTraced: sayWhenShown,
  // A page that shows nothing live is not out of date.
  onState: (state) => liveStore.setConnection(wanted.page === null ? "idle" : state),
  isOnline: () => navigator.onLine,
  random: Math.random,
  setTimer: (act, ms) => window.setTimeout(act, ms),
  clearTimer: (timer) => window.clearTimeout(timer),
});

interface Wanted {
  page: LiveScope | null;
  lineOf: string | null;
  /** Who is signed in; undefined until it is known. */
  reader: string | null | undefined;
  asked: boolean;
}

const wanted: Wanted = { page: null, lineOf: null, reader: undefined, asked: false };

/** Without anything live on the page, whoever is signed in still hears of their inbox. */
const scopeOf = ({ page, lineOf, reader }: Wanted): LiveScope | null =>
  withLine(page, lineOf) ?? (reader ? { only: "me" } : null);

/** One page is left and the next one comes at the same moment: the line is kept where both want the same. */
function listen(): void {
  if (wanted.asked) return;
  wanted.asked = true;
  window.setTimeout(() => {
    wanted.asked = false;
    connection.listen(scopeOf(wanted));
  });
}

/** What the page shows; null for nothing live. */
export function listenLive(scope: LiveScope | null): void {
  wanted.page = scope;
  listen();
}

/** Whoever waits in a venue hears of its line on every page, also while nobody looks at it; null when in no line. */
export function followLine(venueId: string | null): void {
  wanted.lineOf = venueId;
  listen();
}

/** Who is signed in on this page: the stream is opened as them. */
export function listenAs(playerId: string | null): void {
  if (playerId === wanted.reader) return;
  const asSomebodyElse = wanted.reader !== undefined;
  wanted.reader = playerId;
  if (asSomebodyElse && withLine(wanted.page, wanted.lineOf) !== null) connection.renew();
  listen();
}

function pauseUnlessWaiting(): void {
  if (wanted.lineOf === null) connection.pause();
}

/** Ties the connection to the page's life: asleep, awake, on and off the network. */
export function followPageLife(): void {
  let hidden: number | undefined;
  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(hidden);
    if (document.visibilityState === "visible") connection.wake();
    else hidden = window.setTimeout(pauseUnlessWaiting, HIDDEN_MS);
  });
  window.addEventListener("online", connection.wake);
  window.addEventListener("offline", connection.sleep);
  window.addEventListener("pageshow", (event) => event.persisted && connection.wake());
}
