import { catalogue, plural } from "../shared/i18n/catalogue.ts";

export const appMessages = catalogue({
  fr: {
    skip: "Aller au contenu",
    navigation: "Navigation",
    tables: "Tables",
    book: "Réserver",
    matches: "Matchs",
    me: "Moi",
    signIn: "Connexion",
    admin: "Gestion",
    language: "Langue",
    inbox: "Messages",
    inboxUnread: (p: { count: number }) =>
      plural("fr", p.count, {
        one: `Messages, ${p.count} nouveau`,
        other: `Messages, ${p.count} nouveaux`,
      }),
    inEnglish: "English",
    inFrench: "Français",
    crashTitle: "La balle est sortie du terrain",
    crashText: "Cette page a rencontré une erreur. Recharge-la ; rien n’est perdu.",
    reload: "Recharger",
  },
  en: {
    skip: "Skip to content",
    navigation: "Navigation",
    tables: "Tables",
    book: "Book",
    matches: "Matches",
    me: "Me",
    signIn: "Sign in",
    admin: "Manage",
    language: "Language",
    inbox: "Messages",
    inboxUnread: (p) => `Messages, ${p.count} new`,
    inEnglish: "English",
    inFrench: "Français",
    crashTitle: "The ball has left the table",
    crashText: "This page ran into an error. Reload it; nothing is lost.",
    reload: "Reload",
  },
});
