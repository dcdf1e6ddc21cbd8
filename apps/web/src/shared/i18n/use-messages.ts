import type { Catalogue, Messages } from "./catalogue.ts";
import { useLocale } from "./locale.ts";

/** The catalogue's texts in the interface language. */
export function useMessages<M extends Messages>(catalogue: Catalogue<M>): M {
  return catalogue[useLocale()];
}
