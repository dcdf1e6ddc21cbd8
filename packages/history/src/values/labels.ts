import { changed, guessed, kept, type Verdict } from "../certainty.ts";
import { isOneSlipAway } from "./spelling.ts";
import { folded } from "./tidy.ts";

/** What a label is written as that the file also writes otherwise, and by which rule. */
export interface LabelSpelling {
  readonly label: string;
  readonly rule:
    | "label.same"
    | "label.number"
    | "label.typo"
    | "label.abbreviation"
    | "label.damaged";
}

/** By the text in the file; texts that stay as they are do not appear. */
export type LabelHabits = Readonly<Record<string, LabelSpelling>>;

/** A label: a place, a table, a ball, a condition. Any text is one; those that the file also writes otherwise are one label. */
export function parseLabel(text: string, habits: LabelHabits): Verdict<string> {
  const spelling = Object.hasOwn(habits, text) ? habits[text] : undefined;
  if (spelling === undefined) return kept(text);
  const verdict = spelling.rule === "label.same" ? changed : guessed;
  return verdict(spelling.label, spelling.rule);
}

interface Label {
  readonly text: string;
  readonly count: number;
  readonly words: readonly string[];
}

/** What labels a column holds: numbered tables, words in which slips happen, or names, which may differ in a letter. */
export type LabelKind = "table" | "words" | "names";

/**
 * Which texts of a column are one label: same but for case, accents, spaces and punctuation (the most frequent spelling
 * stands for all); same number of a table; one slip away from a label ten times as frequent; the consonants of a word
 * in an otherwise same label; a lost letter. Digits are never taken for a slip.
 */
export function learnLabels(counts: ReadonlyMap<string, number>, kind: LabelKind): LabelHabits {
  const sameAs = kind === "table" ? tableKey : folded;
  const groups = new Map<string, string[]>();
  for (const text of counts.keys()) {
    const key = sameAs(text) || text;
    groups.set(key, [...(groups.get(key) ?? []), text]);
  }
  const habits: Record<string, LabelSpelling> = Object.create(null);
  const labels: Label[] = [];
  for (const texts of groups.values()) {
    const [first = "", ...others] = texts.toSorted(byPreference(counts));
    const count = texts.reduce((sum, text) => sum + (counts.get(text) ?? 0), 0);
    labels.push({ text: first, count, words: folded(first).split(" ") });
    for (const other of others) {
      const isSame = folded(other) === folded(first) || isSameButZeros(other, first);
      habits[other] = { label: first, rule: isSame ? "label.same" : "label.number" };
    }
  }
  if (kind === "words") mergeUnlike(labels, groups, habits, sameAs);
  return habits;
}

/** The most frequent first; then the one without lost letters, then by text. */
const byPreference = (counts: ReadonlyMap<string, number>) => (one: string, other: string) =>
  Number(one.includes("\ufffd")) - Number(other.includes("\ufffd")) ||
  (counts.get(other) ?? 0) - (counts.get(one) ?? 0) ||
  (one < other ? -1 : 1);

const TABLE = /^(?:tables?|tbl|tab|t|no|n|nr|num|numero)?[\s°º#._-]*0*(\d+)$/;
const tableKey = (text: string): string => TABLE.exec(text.toLowerCase())?.[1] ?? folded(text);
const isSameButZeros = (one: string, other: string): boolean =>
  folded(one).replace(/\b([a-z]*)0+(?=\d)/g, "$1") ===
  folded(other).replace(/\b([a-z]*)0+(?=\d)/g, "$1");

function mergeUnlike(
  labels: readonly Label[],
  groups: ReadonlyMap<string, readonly string[]>,
  habits: Record<string, LabelSpelling>,
  sameAs: (text: string) => string,
): void {
  for (const label of labels) {
    const spelling = likeness(label, labels);
    if (spelling === null) continue;
    for (const text of groups.get(sameAs(label.text) || label.text) ?? []) habits[text] = spelling;
  }
  for (const [text, { label, rule }] of Object.entries(habits)) {
    habits[text] = { label: lastOf(label, habits), rule };
  }
}

const LONGEST_CHAIN = 5;

/** A label may stand for one that itself stands for another. */
function lastOf(label: string, habits: LabelHabits): string {
  let last = label;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) last = habits[last]?.label ?? last;
  return last;
}

function likeness(label: Label, labels: readonly Label[]): LabelSpelling | null {
  const only = (rule: LabelSpelling["rule"], isLike: (other: Label) => boolean) => {
    const [like, ...more] = labels.filter((other) => other !== label && isLike(other));
    return like === undefined || more.length > 0 ? null : { label: like.text, rule };
  };
  return (
    only("label.damaged", (other) => isDamaged(label.text, other.text)) ??
    only("label.typo", (other) => isTypo(label, other)) ??
    only("label.abbreviation", (other) => isAbbreviated(label.words, other.words))
  );
}

/** Replacement characters stand for one or two letters each. */
function isDamaged(text: string, whole: string): boolean {
  if (!text.includes("\ufffd") || whole.includes("\ufffd")) return false;
  const parts = text.split(/\ufffd+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".{1,2}")}$`, "iu").test(whole);
}

const digitsOf = (words: readonly string[]): string => words.join(" ").replace(/\D+/g, " ");
const RARER = 10;
const LONG_ENOUGH = 6;

function isTypo(label: Label, other: Label): boolean {
  if (label.count * RARER > other.count || digitsOf(label.words) !== digitsOf(other.words))
    return false;
  const [one, two] = [label.words.join(" "), other.words.join(" ")];
  return one.length >= LONG_ENOUGH && isOneSlipAway(one, two);
}

/** All words the same but one, which is written by its consonants only: `Tls`, `Toulouse`. */
function isAbbreviated(short: readonly string[], long: readonly string[]): boolean {
  if (short.length !== long.length || short.length < 2) return false;
  const [at, ...more] = short.flatMap((word, index) => (word === long[index] ? [] : [index]));
  if (at === undefined || more.length > 0) return false;
  return isSkeleton(short[at] ?? "", long[at] ?? "");
}

function isSkeleton(short: string, long: string): boolean {
  const isConsonants = /^[b-df-hj-np-tv-z]{3,5}$/.test(short);
  if (!isConsonants || long.length < 2 * short.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}
