import { catalogue } from "../i18n/catalogue.ts";

export const playerMessages = catalogue({
  fr: {
    add: (p: { side: string }) => `Ajouter côté ${p.side}`,
    join: (p: { side: string }) => `Je joue côté ${p.side}`,
    hint: "Tape quelques lettres du pseudo.",
    nobody: "Personne de ce nom.",
    remove: (p: { name: string }) => `Retirer ${p.name}`,
    position: (p: { name: string }) => `Poste de ${p.name}`,
    anyPosition: "Poste libre",
    goal: "Arrière",
    attack: "Avant",
    full: "Équipe complète",
  },
  en: {
    add: (p) => `Add on ${p.side}`,
    join: (p) => `I play on ${p.side}`,
    hint: "Type a few letters of the display name.",
    nobody: "Nobody of that name.",
    remove: (p) => `Remove ${p.name}`,
    position: (p) => `Position of ${p.name}`,
    anyPosition: "Any position",
    goal: "Goal",
    attack: "Attack",
    full: "Team complete",
  },
});
