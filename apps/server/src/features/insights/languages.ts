import type { Locale } from "@babyfoot/contract";
import { english } from "./sentences.en.ts";
import { french } from "./sentences.fr.ts";
import type { Sentences } from "./sentences.ts";

const SENTENCES: Record<Locale, Sentences> = { fr: french, en: english };

export const sentencesIn = (locale: Locale): Sentences => SENTENCES[locale];
