import { catalogue, plural } from "../../shared/i18n/catalogue.ts";

export const screenMessages = catalogue({
  fr: {
    hallTitle: "Les tables en direct",
    tableTitle: (p: { code: string }) => `Écran de la table ${p.code}`,
    unknownTable: (p: { code: string }) => `Aucune table ne s’appelle « ${p.code} »`,
    unknownText: "Vérifie l’adresse de cet écran.",
    unreachable: "Le serveur ne répond pas encore",
    unreachableText: "Nouvel essai en cours, sans rien toucher.",
    comePlay: "Lance la balle, le match commence.",
    join: "Suis le score sur",
    next: "Ensuite :",
    now: "En ce moment :",
    reservedFrom: (p: { name: string; time: string }) => `réservée pour ${p.name} dès ${p.time}`,
    reservedUntil: (p: { name: string; time: string }) =>
      `réservée pour ${p.name} jusqu’à ${p.time}`,
    somebody: "quelqu’un",
    free: "personne n’attend, viens jouer",
    goal: "But !",
    lastKnown: (p: { time: string }) => `Dernier score reçu à ${p.time}`,
    leaders: "En tête aujourd’hui",
    noLeaders: "Le premier gagnant du jour aura son nom ici.",
    wins: (p: { count: number }) =>
      plural("fr", p.count, { one: `${p.count} victoire`, other: `${p.count} victoires` }),
    noTables: "Aucune table pour l’instant",
    freeCount: (p: { count: number }) =>
      plural("fr", p.count, { one: `${p.count} table libre`, other: `${p.count} tables libres` }),
  },
  en: {
    hallTitle: "The tables live",
    tableTitle: (p) => `Screen of table ${p.code}`,
    unknownTable: (p) => `No table is called “${p.code}”`,
    unknownText: "Check this screen’s address.",
    unreachable: "The server does not answer yet",
    unreachableText: "Trying again; nothing needs to be touched.",
    comePlay: "Drop the ball, the match begins.",
    join: "Follow the score on",
    next: "Next:",
    now: "Now:",
    reservedFrom: (p) => `reserved for ${p.name} from ${p.time}`,
    reservedUntil: (p) => `reserved for ${p.name} until ${p.time}`,
    somebody: "somebody",
    free: "nobody waits, come and play",
    goal: "Goal!",
    lastKnown: (p) => `Last score heard at ${p.time}`,
    leaders: "Leading today",
    noLeaders: "The first winner of the day gets their name here.",
    wins: (p) => plural("en", p.count, { one: `${p.count} win`, other: `${p.count} wins` }),
    noTables: "No table yet",
    freeCount: (p) =>
      plural("en", p.count, { one: `${p.count} free table`, other: `${p.count} free tables` }),
  },
});
