import type { Rule } from "../rules/rule.ts";
import { withoutMojibake } from "./mojibake.ts";

/** A cell's text without what writing it has added or damaged. */
export interface Tidied {
  readonly text: string;
  /** What was done to it, the gravest; null where nothing was. */
  readonly rule: Extract<
    Rule,
    "text.space" | "text.guard" | "text.mojibake" | "text.damaged"
  > | null;
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula. */
const GUARD = /^'(?=[=+\-@])/;

/** A text without the apostrophe that keeps spreadsheets from calculating. */
export const withoutGuard = (text: string): string => text.replace(GUARD, "");

const PLAIN = /^(?:[!-~](?: ?[!-~])*)?$/;
const INVISIBLE =
  /\u200d|[\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff]|\ufe0e|\ufe0f|\p{Cc}(?<![\n\t\r])/gu;
const LOST = /^[\ufffd\s]+|[\ufffd\s]+$/g;

/** Repairs mojibake, drops signs that cannot be seen and spaces around, and replacement characters at the ends. */
export function tidied(raw: string): Tidied {
  if (PLAIN.test(raw) && !GUARD.test(raw)) return { text: raw, rule: null };
  const read = withoutMojibake(raw);
  const composed = read.replace(INVISIBLE, "").normalize("NFC");
  const spaced = composed.replace(/\s+/g, " ").trim();
  const whole = spaced.replace(LOST, "");
  const text = withoutGuard(whole);
  if (whole !== spaced) return { text, rule: "text.damaged" };
  if (read !== raw) return { text, rule: "text.mojibake" };
  if (text !== whole) return { text, rule: "text.guard" };
  return { text, rule: text === raw ? null : "text.space" };
}

/** Lower case, without accents, one space where there were spaces or punctuation: for comparing, never for keeping. */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{S}]+/gu, " ")
    .trim();
}

const BLANKS = new Set([
  ..."-|--|—|–|_|.|?|n/a|na|#n/a|<na>|nat|#value!|#ref!|#name?|#div/0!|(blank)|(vide)|n.a.|null|nil|none|nan|(none)|(null)|undefined|unknown|missing|tbd".split(
    "|",
  ),
  ..."inconnu|inconnue|non renseigné|non renseigne|nr|n.c.|nc|nd|n.d.|vide|sans|aucun|aucune|manquant".split(
    "|",
  ),
]);

/** Whether a text only says that nothing is known. */
export const isBlank = (text: string): boolean => text === "" || BLANKS.has(text.toLowerCase());
