import type { Locale } from "@babyfoot/contract";
import { GAME_COLUMNS, KEY_COLUMNS, LINE_COLUMNS, RULES } from "@babyfoot/history";
import { useLocale } from "../../../shared/i18n/locale.ts";
import { frenchSpacing } from "../../../shared/i18n/typography.ts";

/** All fields of ours that a column of a file may be. */
export const FIELDS = [...KEY_COLUMNS, ...GAME_COLUMNS, ...LINE_COLUMNS] as const;
export type Field = (typeof FIELDS)[number];

/** What a rule does, in a sentence; a rule of a later release keeps its code. */
export function ruleSentence(rule: string, locale: Locale): string {
  if (!Object.hasOwn(RULES, rule)) return rule;
  const sentence = RULES[rule as keyof typeof RULES][locale];
  return locale === "fr" ? frenchSpacing(sentence) : sentence;
}

export function useRuleSentence(): (rule: string) => string {
  const locale = useLocale();
  return (rule) => ruleSentence(rule, locale);
}
