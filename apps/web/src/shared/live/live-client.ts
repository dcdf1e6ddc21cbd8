import { createLiveConnection } from "./live-connection.ts";
import { createLiveStore } from "./live-store.ts";

/** Pages nobody looks at give their line back after this long. */
const HIDDEN_MS = 60_000;

/** The page's one store of live things. */
export const liveStore = createLiveStore();

const connection = createLiveConnection({
  openSource: (url) => new EventSource(url),
  onMessage: (message, scope) => liveStore.receive(message, Object.keys(scope).length === 0),
  onState: (state) => liveStore.setConnection(state),
  isOnline: () => navigator.onLine,
  random: Math.random,
  setTimer: (act, ms) => window.setTimeout(act, ms),
  clearTimer: (timer) => window.clearTimeout(timer),
});

export const listenLive = connection.listen;

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
