import type { Locale } from "@babyfoot/contract";
import { frenchSpacing } from "./typography.ts";

/** A text, or a function from its values to a text. */
// biome-ignore lint/suspicious/noExplicitAny: a message may take any values; each keeps its own type
export type Message = string | ((values: any) => string);
export type Messages = Record<string, Message>;
export type Catalogue<M extends Messages> = Record<Locale, M>;

/**
 * One feature's texts. French sets the names and values; English must have the same ones.
 * French punctuation gets its no-break spaces here, so that sources stay readable.
 */
export function catalogue<M extends Messages>(texts: { fr: M; en: NoInfer<M> }): Catalogue<M> {
  return { fr: withFrenchSpacing(texts.fr), en: texts.en };
}

function withFrenchSpacing<M extends Messages>(messages: M): M {
  const spaced = Object.entries(messages).map(([name, message]) => [
    name,
    typeof message === "string"
      ? frenchSpacing(message)
      : (values: unknown) => frenchSpacing(message(values)),
  ]);
  return Object.fromEntries(spaced) as M;
}

/** A number that decides the form, and as it is written. */
export interface Counted {
  count: number;
  shown: string;
}

interface Plural {
  one: string;
  other: string;
}
const rules = { fr: new Intl.PluralRules("fr"), en: new Intl.PluralRules("en") };

/** The form for a count: French counts 0 as singular, English does not. */
export function plural(locale: Locale, count: number, forms: Plural): string {
  return rules[locale].select(count) === "one" ? forms.one : forms.other;
}

/** `1 game`, `25,000 games`: the written number with the form that it asks for. */
export function counted(locale: Locale, { count, shown }: Counted, forms: Plural): string {
  return `${shown} ${plural(locale, count, forms)}`;
}
