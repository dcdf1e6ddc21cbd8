import { changed, kept, refused, type Verdict } from "../certainty.ts";

const NO_NAME = /^(?:yes|no|oui|non|true|false|player\s*\d+|joueur\s*\d+|\d+)$/i;

/** A name of somebody who is no player of the file: a referee, whoever recorded. */
export function parseName(text: string): Verdict<string> {
  return NO_NAME.test(text) ? refused("name.none") : kept(text);
}

/** The name of a player whose id is known: the best spelling of all rows that have the id. */
export function parsePlayerName(text: string, best: string | undefined): Verdict<string> {
  if (best === undefined || best === text) return kept(text);
  return changed(best, "name.best_spelling");
}
