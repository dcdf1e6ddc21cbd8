import { changed, kept, refused, type Verdict } from "../certainty.ts";
import { folded } from "./tidy.ts";

const YES = new Set(
  "yes y oui o true t vrai v 1 on x sub substitute remplacant remplacante ✓ ✔ ✅ 👍".split(" "),
);
const NO = new Set("no n non false f faux 0 off starter titulaire ✗ ✘ ❌ 👎".split(" "));
const PERHAPS = new Set(["maybe", "perhaps", "peut etre", "possible", "y n"]);

/** Yes or no, English and French, words and signs. Perhaps is no answer. */
export function parseYesNo(text: string): Verdict<boolean> {
  if (text === "true") return kept(true);
  if (text === "false") return kept(false);
  const word = folded(text.replace(/^([01])[.,]0$/, "$1")) || text;
  if (YES.has(word)) return changed(true, "yes_no.word");
  if (NO.has(word)) return changed(false, "yes_no.word");
  return refused(PERHAPS.has(word) ? "yes_no.perhaps" : "yes_no.unreadable");
}
