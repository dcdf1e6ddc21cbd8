import { type Counted, catalogue, counted } from "../i18n/catalogue.ts";

export const chartMessages = catalogue({
  fr: {
    asTable: "Les données",
    asTableOf: (p: { what: string }) => `Les données : ${p.what}`,
    download: "Télécharger (CSV)",
    downloadOf: (p: { what: string }) => `Télécharger (CSV) : ${p.what}`,
    unknown: "inconnu",
    tied: "ex æquo",
    games: (p: { games: Counted }) => counted("fr", p.games, { one: "partie", other: "parties" }),
    few: "Peu",
    many: "Beaucoup",
    even: "moitié",
    closer: "De plus près : la part du rouge, et entre quoi et quoi elle peut être",
  },
  en: {
    asTable: "The data",
    asTableOf: (p) => `The data: ${p.what}`,
    download: "Download (CSV)",
    downloadOf: (p) => `Download (CSV): ${p.what}`,
    unknown: "unknown",
    tied: "tied",
    games: (p) => counted("en", p.games, { one: "game", other: "games" }),
    few: "Few",
    many: "Many",
    even: "half",
    closer: "Closer: red’s share, and between what and what it may be",
  },
});
