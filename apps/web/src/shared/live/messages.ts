import { catalogue } from "../i18n/catalogue.ts";

export const liveMessages = catalogue({
  fr: {
    idle: "En pause",
    connecting: "Connexion…",
    live: "En direct",
    reconnecting: "Reconnexion…",
    offline: "Hors ligne",
    offlineBanner: "Hors ligne : tu vois le dernier état connu.",
    reconnectingBanner: "Connexion perdue. Nouvel essai en cours…",
  },
  en: {
    idle: "Paused",
    connecting: "Connecting…",
    live: "Live",
    reconnecting: "Reconnecting…",
    offline: "Offline",
    offlineBanner: "Offline: you see the last known state.",
    reconnectingBanner: "Connection lost. Trying again…",
  },
});
