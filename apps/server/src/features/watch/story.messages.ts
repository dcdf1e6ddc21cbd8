import type { AlertRule, Locale } from "@babyfoot/contract";
import { frenchSpacing } from "../../platform/typography.ts";
import { limitText, measuredText, thingsText } from "./measured.messages.ts";
import type { Thing } from "./rules.ts";
import type { Telling } from "./things.ts";
import { RULE_WORDS } from "./watch.messages.ts";

const WORDS = {
  fr: {
    cleared: (title: string) => `C’est fini : ${title}`,
    clearedText: "Tout est de nouveau comme il faut.",
    ...{ first: (title: string) => title, again: (title: string) => `Toujours : ${title}` },
    more: (title: string) => `En plus : ${title}`,
    joined: (which: string) => `Nouveau : ${which}.`,
    measured: (value: string, limit: string) => `Mesuré : ${value} (${limit}).`,
    where: (which: string) => `Où : ${which}.`,
    firstDo: (what: string) => `À faire d’abord : ${what}`,
  },
  en: {
    cleared: (title: string) => `Over: ${title}`,
    clearedText: "All is as it should be again.",
    ...{ first: (title: string) => title, again: (title: string) => `Still: ${title}` },
    more: (title: string) => `More: ${title}`,
    joined: (which: string) => `New: ${which}.`,
    measured: (value: string, limit: string) => `Measured: ${value} (${limit}).`,
    where: (which: string) => `Where: ${which}.`,
    firstDo: (what: string) => `Do first: ${what}`,
  },
} as const satisfies Record<Locale, object>;

/** That a rule fires, with all that is beyond, and what of it is news; or that it no longer does. */
export type Told = { rule: AlertRule; value: number | null } & (
  | { event: "cleared" }
  | { event: "fired"; telling: Telling; things: readonly Thing[]; joined: readonly Thing[] }
);

/** What is told of a rule, in one language. */
export function storyWords(locale: Locale, told: Told): { title: string; text: string } {
  const { title, text } = wordsOf(locale, told);
  return locale === "fr"
    ? { title: frenchSpacing(title), text: frenchSpacing(text) }
    : { title, text };
}

function wordsOf(locale: Locale, told: Told): { title: string; text: string } {
  const { title, firstDo } = RULE_WORDS[locale][told.rule];
  const words = WORDS[locale];
  if (told.event === "cleared") return { title: words.cleared(title), text: words.clearedText };
  const text = [...factsOf(locale, told), words.firstDo(firstDo)].join(" ");
  return { title: words[told.telling](title), text };
}

/** What was measured and where, news first. */
function factsOf(locale: Locale, told: Told & { event: "fired" }): string[] {
  const { rule, value, things, joined } = told;
  const words = WORDS[locale];
  const which = (of: readonly Thing[]) => thingsText(locale, rule, of);
  const [measured, limit] = [measuredText(locale, rule, value), limitText(locale, rule)];
  const [news, where] = [which(joined), which([...joined, ...things])];
  return [
    ...(news === null ? [] : [words.joined(news)]),
    ...(measured === null || limit === null ? [] : [words.measured(measured, limit)]),
    ...(where === null ? [] : [words.where(where)]),
  ];
}
