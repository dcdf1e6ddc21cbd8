import { catalogue } from "../i18n/catalogue.ts";
import type { Wait } from "./wait.ts";

export const queueMessages = catalogue({
  fr: {
    none: "tout de suite",
    unknown: "pas de table en vue",
    underMinute: "moins d’une minute",
    minutes: (p: { count: number }) => `environ ${p.count} min`,
    hour: "environ une heure",
    overHour: "plus d’une heure",
    waitForThis: "Attendre cette table",
    waitForAny: "Attendre une table",
    wait: "Attendre",
    myPlace: "Ma place dans la file",
    first: "tu es en tête de la file",
    nth: (p: { position: number }) => `tu es ${p.position}ᵉ dans la file`,
    away: "ta place dans la file est gardée",
    offered: (p: { code: string }) => `${p.code} est à toi, prends-la`,
    at: (p: { venue: string; place: string }) => `${p.venue} : ${p.place}`,
  },
  en: {
    none: "right away",
    unknown: "no table in sight",
    underMinute: "less than a minute",
    minutes: (p) => `about ${p.count} min`,
    hour: "about an hour",
    overHour: "more than an hour",
    waitForThis: "Wait for this table",
    waitForAny: "Wait for a table",
    wait: "Wait",
    myPlace: "My place in line",
    first: "you are first in line",
    nth: (p) => `you are ${ordinal(p.position)} in line`,
    away: "your place in line is kept",
    offered: (p) => `${p.code} is yours, take it`,
    at: (p) => `${p.venue}: ${p.place}`,
  },
});

export type QueueTexts = (typeof queueMessages)["fr"];

const ordinals = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** `2nd`, `11th` */
export const ordinal = (place: number): string =>
  `${place}${ENDINGS[ordinals.select(place)] ?? "th"}`;

export function waitText(texts: QueueTexts, wait: Wait): string {
  return wait.kind === "minutes" ? texts.minutes({ count: wait.minutes }) : texts[wait.kind];
}
