import { createLiveConnection, type LiveScope } from "./live-connection.ts";
import { createLiveStore } from "./live-store.ts";

/** Pages nobody looks at give their line back after this long. */
const HIDDEN_MS = 60_000;

/** The page's one store of live things. */
export const liveStore = createLiveStore();

const connection = createLiveConnection({
  openSource: (url) => new EventSource(url),
  onMessage: (message, scope) => liveStore.receive(message, Object.keys(scope).length === 0),
  // A page that shows nothing live is not out of date.
  onState: (state) => liveStore.setConnection(ofPage === null ? "idle" : state),
  isOnline: () => navigator.onLine,
  random: Math.random,
  setTimer: (act, ms) => window.setTimeout(act, ms),
  clearTimer: (timer) => window.clearTimeout(timer),
});

let ofPage: LiveScope | null = null;
/** Undefined until it is known. */
let reader: string | null | undefined;

/** Without anything live on the page, whoever is signed in still hears of their inbox. */
function listen(): void {
  connection.listen(ofPage ?? (reader ? { only: "me" } : null));
}

/** What the page shows live; null when it shows nothing. */
export function listenLive(scope: LiveScope | null): void {
  ofPage = scope;
  if (scope !== null) listen();
  // The next page may be about to say what it shows.
  else window.setTimeout(() => ofPage === null && listen());
}

/** Who is signed in on this page: the stream is opened as them. */
export function listenAs(playerId: string | null): void {
  if (playerId === reader) return;
  const asSomebodyElse = reader !== undefined;
  reader = playerId;
  if (ofPage === null) listen();
  else if (asSomebodyElse) connection.renew();
}

/** Ties the connection to the page's life: asleep, awake, on and off the network. */
export function followPageLife(): void {
  let hidden: number | undefined;
  document.addEventListener("visibilitychange", () => {
    window.clearTimeout(hidden);
    if (document.visibilityState === "visible") connection.wake();
    else hidden = window.setTimeout(connection.pause, HIDDEN_MS);
  });
  window.addEventListener("online", connection.wake);
  window.addEventListener("offline", connection.sleep);
  window.addEventListener("pageshow", (event) => event.persisted && connection.wake());
}
