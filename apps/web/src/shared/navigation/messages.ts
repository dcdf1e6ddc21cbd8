import { catalogue } from "../i18n/catalogue.ts";

export const navigationMessages = catalogue({
  fr: { played: "Ce qui s’est joué", matches: "Les matchs", figures: "Les chiffres" },
  en: { played: "What was played", matches: "Matches", figures: "The figures" },
});
