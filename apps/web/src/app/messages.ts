import { catalogue } from "../shared/i18n/catalogue.ts";

export const appMessages = catalogue({
  fr: {
    skip: "Aller au contenu",
    navigation: "Navigation",
    tables: "Tables",
    matches: "Matchs",
    me: "Moi",
    signIn: "Connexion",
    admin: "Gestion",
    language: "Langue",
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
    matches: "Matches",
    me: "Me",
    signIn: "Sign in",
    admin: "Manage",
    language: "Language",
    inEnglish: "English",
    inFrench: "Français",
    crashTitle: "The ball has left the table",
    crashText: "This page ran into an error. Reload it; nothing is lost.",
    reload: "Reload",
  },
});
