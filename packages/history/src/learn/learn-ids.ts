import { type IdForm, type IdHabits, type IdRepairRule, idParts, inForm } from "../values/ids.ts";
import { doAgree, doAgreeWholly, doDisagree, type Fingerprint } from "./fingerprint.ts";

/** Ids as written, tidied, each with what its first row says. */
export type SeenIds = ReadonlyMap<string, Fingerprint>;

const MOST = 0.8;

interface FormSeen {
  readonly digits: number;
  count: number;
  padded: number;
  readonly prefixes: Map<string, number>;
}

/** The usual form: the letters, in any case, and the number of digits of at least four ids in five. */
function formOf(seen: SeenIds): IdForm | null {
  const forms = new Map<string, FormSeen>();
  for (const text of seen.keys()) {
    const parts = idParts(text);
    if (parts === null || parts.tail !== "") continue;
    const { prefix, digits } = parts;
    const key = `${prefix.toUpperCase()}/${digits.length}`;
    const form = forms.get(key) ?? newForm(digits.length);
    forms.set(key, form);
    form.count += 1;
    if (digits.startsWith("0")) form.padded += 1;
    form.prefixes.set(prefix, (form.prefixes.get(prefix) ?? 0) + 1);
  }
  const [usual] = [...forms.values()].sort((one, other) => other.count - one.count);
  if (usual === undefined || usual.count < MOST * seen.size) return null;
  const [prefix = ""] = [...usual.prefixes]
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .map(([text]) => text);
  return { prefix, digits: usual.digits, isPadded: usual.padded > 0 };
}

const newForm = (digits: number): FormSeen => ({
  digits,
  count: 0,
  padded: 0,
  prefixes: new Map(),
});

const SUFFIX = /^\s?(?:[a-z]|bis|[_.-]\s?\d|\(\d\)|\*)$/i;

/** The usual form where letters stand for the digits they look like: `GO00123`. */
function withDigits(text: string, form: IdForm): string | null {
  const start = text.slice(0, form.prefix.length);
  if (start.toUpperCase() !== form.prefix.toUpperCase()) return null;
  const digits = text.slice(start.length).replace(/o/gi, "0").replace(/[il]/gi, "1");
  return inForm(start + digits, form);
}

/** What an unusual id would be in the usual form: its suffix left out, what is missing put in front. */
function meant(text: string, form: IdForm): { id: string; rule: IdRepairRule } | null {
  const readable = withDigits(text, form);
  if (readable !== null) return { id: readable, rule: "id.letter_for_digit" };
  const parts = idParts(text);
  if (parts?.prefix === "" && parts.digits.length === form.digits && parts.tail === "") {
    return { id: form.prefix + parts.digits, rule: "id.missing_letters" };
  }
  if (parts === null || parts.prefix.toUpperCase() !== form.prefix.toUpperCase()) return null;
  if (parts.digits.length === form.digits && SUFFIX.test(parts.tail)) {
    return { id: form.prefix + parts.digits, rule: "id.suffix" };
  }
  const lacksDigit = form.isPadded && parts.tail === "" && parts.digits.length === form.digits - 1;
  return lacksDigit ? { id: `${form.prefix}0${parts.digits}`, rule: "id.missing_digit" } : null;
}

/** Ids with one digit more, anywhere, that are in the file. */
function withOneDigitMore(
  text: string,
  form: IdForm,
  known: ReadonlyMap<string, Fingerprint>,
): string[] {
  const digits = idParts(text)?.digits ?? "";
  const longer = new Set<string>();
  for (let at = 0; at <= digits.length; at += 1) {
    for (let digit = 0; digit <= 9; digit += 1) {
      longer.add(`${form.prefix}${digits.slice(0, at)}${digit}${digits.slice(at)}`);
    }
  }
  return [...longer].filter((id) => known.has(id));
}

/**
 * How ids are written, and what unusual ones stand for. What an unusual id would be in the usual form, it is, if no row
 * has that id, or if the rows that have it tell of the same; with a missing digit also if one other id does. Otherwise
 * it stays apart: nothing is merged that does not agree.
 */
export function learnIds(seen: SeenIds): IdHabits {
  const form = formOf(seen);
  const repairs: Record<string, { id: string; rule: IdRepairRule }> = Object.create(null);
  if (form === null) return { form, repairs: sameButForCase(seen) };
  const known = new Map<string, Fingerprint>();
  const unusual: [string, Fingerprint][] = [];
  for (const [text, print] of seen) {
    const usual = inForm(text, form);
    if (usual === text) known.set(text, print);
    else unusual.push([text, print]);
  }
  unusual.sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [text, print] of unusual) {
    const repair = repairOf(text, print, form, known);
    if (repair === null) continue;
    const target = known.get(repair.id);
    if (target === undefined) known.set(repair.id, print);
    if (repair.rule !== "form") repairs[text] = { id: repair.id, rule: repair.rule };
  }
  return { form, repairs };
}

/** Without a usual form, ids that differ by case only are one where their rows tell of the same. */
function sameButForCase(seen: SeenIds): IdHabits["repairs"] {
  const repairs: Record<string, { id: string; rule: IdRepairRule }> = Object.create(null);
  const first = new Map<string, string>();
  for (const [text, print] of seen) {
    const id = first.get(text.toLowerCase());
    if (id === undefined) first.set(text.toLowerCase(), text);
    else if (doAgree(print, seen.get(id) ?? "")) repairs[text] = { id, rule: "id.case" };
  }
  return repairs;
}

type Repair = { id: string; rule: IdRepairRule | "form" };

function repairOf(
  text: string,
  print: Fingerprint,
  form: IdForm,
  known: ReadonlyMap<string, Fingerprint>,
): Repair | null {
  const usual = inForm(text, form);
  const agrees = (id: string): boolean => {
    const other = known.get(id);
    return other !== undefined && doAgree(print, other);
  };
  if (usual !== null) {
    const isOther = doDisagree(print, known.get(usual) ?? "");
    return isOther ? { id: text, rule: "id.apart" } : { id: usual, rule: "form" };
  }
  const target = meant(text, form);
  if (target === null || agrees(target.id)) return target;
  if (target.rule === "id.missing_digit") {
    const saysTheSame = (id: string) => doAgreeWholly(print, known.get(id) ?? "");
    const [only, ...more] = withOneDigitMore(text, form, known).filter(saysTheSame);
    if (only !== undefined && more.length === 0) return { id: only, rule: target.rule };
  }
  return known.has(target.id) ? null : target;
}
