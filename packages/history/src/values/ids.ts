import { changed, guessed, kept, refused, type Verdict } from "../certainty.ts";

/** The usual form of a file's ids, `G` and six digits; null where there is none. */
export interface IdForm {
  readonly prefix: string;
  readonly digits: number;
  /** Whether ids are filled up with zeros. */
  readonly isPadded: boolean;
}

export type IdRepairRule =
  | "id.suffix"
  | "id.missing_digit"
  | "id.missing_letters"
  | "id.letter_for_digit"
  | "id.case"
  | "id.apart";

/** How a file writes ids, and what those that are written otherwise stand for. */
export interface IdHabits {
  readonly form: IdForm | null;
  readonly repairs: Readonly<Record<string, { readonly id: string; readonly rule: IdRepairRule }>>;
}

const LONGEST_ID = 100;
/** A spreadsheet's number. */
const WHOLE = /^(\d+)\.0+$/;
const PARTS = /^(\p{L}*)[\s_.:#-]*(\d+)(.*)$/u;

interface IdParts {
  readonly prefix: string;
  readonly digits: string;
  readonly tail: string;
}

export function idParts(text: string): IdParts | null {
  const [all, prefix = "", digits = "", tail = ""] = PARTS.exec(text) ?? [];
  return all === undefined ? null : { prefix, digits, tail };
}

/** The id in the usual form where only case and signs between letters and digits differ; null for others. */
export function inForm(text: string, { prefix, digits }: IdForm): string | null {
  const parts = idParts(text);
  const isUsual =
    parts !== null &&
    parts.tail === "" &&
    parts.digits.length === digits &&
    parts.prefix.toUpperCase() === prefix.toUpperCase();
  return isUsual ? prefix + parts.digits : null;
}

/** An id of a game or a player, as other rows write it. */
export function parseId(text: string, { form, repairs }: IdHabits): Verdict<string> {
  if (text.length > LONGEST_ID) return refused("id.too_long");
  const whole = WHOLE.exec(text)?.[1];
  if (whole !== undefined) return changed(whole, "id.form");
  const repair = Object.hasOwn(repairs, text) ? repairs[text] : undefined;
  if (repair !== undefined) {
    const { id, rule } = repair;
    return id === text ? { value: id, certainty: "kept", rule } : guessed(id, rule);
  }
  if (form === null) return kept(text);
  const usual = inForm(text, form);
  if (usual === null) return { value: text, certainty: "kept", rule: "id.unusual" };
  return usual === text ? kept(text) : changed(usual, "id.form");
}
