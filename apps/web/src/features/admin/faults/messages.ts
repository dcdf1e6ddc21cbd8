import { catalogue } from "../../../shared/i18n/catalogue.ts";

const fr = {
  title: "Défauts",
  noFaults: "Aucun défaut ouvert",
  noFaultsText: "Toutes les tables vont bien.",
  broken_rod: "Barre cassée",
  lost_ball: "Balle perdue",
  sensor: "Capteur en défaut",
  other: "Autre chose",
  reportedBy: (p: { name: string; ago: string }) => `Signalé par ${p.name}, ${p.ago}`,
  reported: (p: { ago: string }) => `Signalé ${p.ago}`,
  blocking: "Bloque la table",
  seeBookings: "Voir ce qui y est réservé",
  resolve: "Résoudre",
  resolution: "Ce qui a été fait (facultatif)",
  resolved: "Le défaut est résolu.",
};

const en: typeof fr = {
  title: "Faults",
  noFaults: "No open fault",
  noFaultsText: "All tables are well.",
  broken_rod: "Broken rod",
  lost_ball: "Lost ball",
  sensor: "Faulty sensor",
  other: "Something else",
  reportedBy: (p) => `Reported by ${p.name}, ${p.ago}`,
  reported: (p) => `Reported ${p.ago}`,
  blocking: "Blocks the table",
  seeBookings: "See what is booked on it",
  resolve: "Resolve",
  resolution: "What was done (optional)",
  resolved: "The fault is resolved.",
};

export const faultMessages = catalogue({ fr, en });
